package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packaged daemon does with fields of OpenAI's that no SDK sends by itself. */
final class OpenAiFieldsDaemonIT {
    private static final String CHAT = "/v1/chat/completions";
    private static final String TEXT = "/v1/completions";

    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @Test
    void functionsAreCalledAndTheirResultsTold() throws Exception {
        String functions = "'functions':[{'name':'get_weather','description':'Get the weather in a city','parameters':"
                + "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}}],"
                + "'model':'tiny','temperature':0,";
        String question = "{'role':'user','content':'What is the weather in Oslo?'}";
        JsonNode called = post(CHAT, "{" + functions + "'messages':[" + question + "]}");
        JsonNode message = called.at("/choices/0/message");
        JsonNode told = post(
                CHAT,
                "{" + functions + "'messages':[" + question + "," + message
                        + ",{'role':'function','name':'get_weather','content':"
                        + "'{\\'weather\\': \\'sunny\\', \\'temperature\\': 25}'}]}");

        assertThat(called.at("/choices/0/finish_reason").asText()).isEqualTo("function_call");
        assertThat(message.at("/function_call/name").asText()).isEqualTo("get_weather");
        assertThat(message.at("/function_call/arguments").asText()).contains("\"Oslo\"");
        assertThat(told.at("/choices/0/message/content").asText()).contains("sunny");
    }

    @Test
    void thePromptAloneIsRepeatedWhereNothingIsToBeGenerated() throws Exception {
        JsonNode json = post(TEXT, "{'model':'tiny','prompt':'Once upon a','echo':true,'max_tokens':0}");

        assertThat(json.at("/choices/0/text").asText()).isEqualTo("Once upon a");
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(json.at("/usage/completion_tokens").asInt()).isZero();
    }

    @Test
    void theBestOfSeveralIsAtLeastAsLikelyAsTheFirst() throws Exception {
        String body = "{'model':'tiny','prompt':'The sea','temperature':1.5,'seed':5,'max_tokens':6,'logprobs':0%s}";
        JsonNode first = post(TEXT, body.formatted(""));
        JsonNode best = post(TEXT, body.formatted(",'best_of':8"));

        assertThat(best.get("choices")).hasSize(1);
        assertThat(mean(best)).isGreaterThanOrEqualTo(mean(first));
        assertThat(best.at("/usage/completion_tokens").asInt())
                .isGreaterThan(first.at("/usage/completion_tokens").asInt());
    }

    private static double mean(JsonNode answer) {
        double sum = 0;
        JsonNode logprobs = answer.at("/choices/0/logprobs/token_logprobs");
        for (JsonNode logprob : logprobs) {
            sum += logprob.asDouble();
        }
        return sum / logprobs.size();
    }

    @Test
    void aVocabularyWithoutTokensForFillingInIsSaidSo() throws Exception {
        JsonNode error =
                post(TEXT, "{'model':'tiny','prompt':'a','suffix':'b'}").get("error");

        assertThat(error.get("param").asText()).isEqualTo("suffix");
        assertThat(error.get("message").asText()).contains("tokens for filling in");
    }

    @Test
    void vectorsAreThoseOfTheOwnRoute() throws Exception {
        JsonNode own = post("/api/embeddings", "{'model':'tiny','input':'A small cat'}");
        JsonNode numbers = post("/v1/embeddings", "{'model':'tiny','input':'A small cat'}");
        JsonNode base64 = post("/v1/embeddings", "{'model':'tiny','input':'A small cat','encoding_format':'base64'}");

        assertThat(numbers.at("/data/0/embedding")).isEqualTo(own.at("/embeddings/0"));
        assertThat(Base64.getDecoder().decode(base64.at("/data/0/embedding").asText()))
                .hasSize(4 * numbers.at("/data/0/embedding").size());
        assertThat(numbers.at("/usage/total_tokens")).isEqualTo(own.get("total_tokens"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/embeddings       | input    | {'model':'tiny','input':'%s'}",
                "/v1/chat/completions | messages | {'model':'tiny','messages':[{'role':'user','content':'%s'}]}",
                "/v1/completions      | prompt   | {'model':'tiny','prompt':'%s'}",
            })
    void whatIsTooLongIsNamed(String path, String param, String body) throws Exception {
        JsonNode error = post(path, body.formatted("one two ".repeat(3000))).get("error");

        assertThat(error.get("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(error.get("param").asText()).startsWith(param);
    }

    private static JsonNode post(String path, String body) throws Exception {
        return daemon.tcp().post(path, body.replace('\'', '"')).json();
    }
}
