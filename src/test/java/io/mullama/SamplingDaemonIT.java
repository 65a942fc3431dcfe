package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How answers are sampled, by HTTP. */
final class SamplingDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'top_n_sigma':-5         | top_n_sigma       | 'top_n_sigma' must be between -1 and 100, not -5.0",
                "'presence_penalty':1e999 | presence_penalty  | 'presence_penalty' is out of range",
                "'mirostat':3             | mirostat          | 'mirostat' must be between 0 and 2, not 3",
                "'samplers':['top_k','top_k'] | samplers      | 'samplers' names top_k twice",
                "'logit_bias':{'9999999':1} | logit_bias      | 'logit_bias' names token 9999999, and the model's go from 0 to",
                "'logit_bias':[[1]]       | logit_bias[0]     | 'logit_bias[0]' must be [token, bias]",
                "'top_logprobs':5         | top_logprobs      | 'top_logprobs' needs 'logprobs': true",
                "'grammar':'answer ::= .' | grammar           | 'grammar' cannot be used: there is no rule named 'root'",
                "'grammar':'root ::= (.'  | grammar           | 'grammar' cannot be used: line 1, column 12: expected ')'",
                "'grammar':'root ::= root'| grammar           | 'grammar' cannot be used: the rule 'root' comes back to itself",
            })
    void whatCannotBeSampledIsRefusedWithTheFieldsName(String field, String name, String message) throws Exception {
        HttpProbe.Answer answer = generate("'max_tokens':5," + field);
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.get("code").asText()).isEqualTo("invalid_request");
        assertThat(error.get("param").asText()).isEqualTo(name);
        assertThat(error.get("message").asText()).startsWith(message).doesNotContain("\n");
    }

    @Test
    void everyFieldTogetherIsTakenWithoutAWarning() throws Exception {
        JsonNode answer = generate(
                        "'temperature':0.8,'dynatemp_range':0.1,'dynatemp_exponent':1,'top_k':20,'top_p':0.9,"
                                + "'min_p':0.05,'typical_p':0.95,'top_n_sigma':2,'xtc_probability':0.1,'xtc_threshold':0.1,"
                                + "'min_keep':1,'repeat_last_n':64,'repeat_penalty':1.1,'frequency_penalty':0.1,"
                                + "'presence_penalty':0.1,'dry_multiplier':0.8,'dry_base':1.75,'dry_allowed_length':2,"
                                + "'dry_penalty_last_n':-1,'dry_sequence_breakers':['\\n'],'mirostat':0,'mirostat_tau':5,"
                                + "'mirostat_eta':0.1,'adaptive_target':-1,'adaptive_decay':0.9,'samplers':'edskypmxt',"
                                + "'logit_bias':[[5,-1],[' Rome',false]],'ignore_eos':true,'grammar':'root ::= .*','seed':7,"
                                + "'logprobs':true,'top_logprobs':2,'post_sampling_probs':true,'max_tokens':9")
                .json();

        assertThat(answer.has("warnings")).isFalse();
        assertThat(answer.get("completion_tokens").asInt()).isEqualTo(9);
        assertThat(answer.get("logprobs")).hasSize(9);
    }

    @Test
    void anAnswerFollowsItsGrammar() throws Exception {
        JsonNode answer = generate("'temperature':5,'grammar':'root ::= [a-c]{7} \\\"!\\\"'")
                .json();

        assertThat(answer.get("response").asText()).matches("[a-c]{7}!");
        assertThat(answer.get("done_reason").asText()).isEqualTo("stop");
    }

    @Test
    void aGrammarThatLeadsNowhereFailsOneAnswerAlone() throws Exception {
        String nowhere = "'grammar':'root ::= \\\"a\\\" \\\"☃\\\"','logit_bias':[['☃',false]]";
        HttpProbe.Answer whole = generate(nowhere);
        HttpProbe.Answer stream = generate("'stream':true," + nowhere);
        String message = "'grammar' wants a text for which the model has no token, or only ones that are banned";

        assertThat(whole.status()).isEqualTo(400);
        assertThat(whole.json().get("error").get("message").asText()).isEqualTo(message);
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.lines().get(0).get("response").asText()).isEqualTo("a");
        assertThat(stream.lines().get(1).get("error").get("param").asText()).isEqualTo("grammar");
        assertThat(generate("'temperature':0").json().get("response").asText()).isEqualTo(PARIS);
    }

    @Test
    void everyLineOfAStreamTellsOfItsTokens() throws Exception {
        List<JsonNode> lines = generate("'stream':true,'temperature':0,'logprobs':true,'top_logprobs':3")
                .lines();
        JsonNode last = lines.get(lines.size() - 1);
        List<JsonNode> tokens = new ArrayList<>();
        for (JsonNode line : lines.subList(0, lines.size() - 1)) {
            StringBuilder text = new StringBuilder();
            for (JsonNode token : line.get("logprobs")) {
                text.append(token.get("token").asText());
                tokens.add(token);
            }
            assertThat(text).hasToString(line.get("response").asText());
        }

        assertThat(last.has("logprobs")).isFalse();
        assertThat(tokens).hasSize(last.get("completion_tokens").asInt());
        assertThat(tokens).allSatisfy(token -> {
            assertThat(token.properties().stream().map(field -> field.getKey()))
                    .containsExactly("token", "logprob", "bytes", "top_logprobs");
            assertThat(token.get("top_logprobs")).hasSize(3);
            assertThat(token.get("logprob").asDouble()).isBetween(-5.0, 0.0);
        });
    }

    @Test
    void aWholeAnswerTellsOfAllItsTokens() throws Exception {
        JsonNode answer = daemon.tcp()
                .post(
                        "/api/chat",
                        ("{'model':'tiny','messages':[{'role':'user','content':'" + FRANCE
                                        + "'}],'temperature':0,'logprobs':true}")
                                .replace('\'', '"'))
                .json();
        StringBuilder text = new StringBuilder();
        answer.get("logprobs").forEach(token -> text.append(token.get("token").asText()));

        assertThat(text).hasToString(PARIS);
        assertThat(answer.get("message").get("content").asText()).isEqualTo(PARIS);
    }

    private static HttpProbe.Answer generate(String fields) throws Exception {
        return daemon.tcp()
                .post(
                        "/api/generate",
                        ("{'model':'tiny','prompt':'" + FRANCE + "'," + fields + "}").replace('\'', '"'));
    }
}
