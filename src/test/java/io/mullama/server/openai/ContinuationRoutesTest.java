package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.TokenProbability;
import io.mullama.engine.Usage;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ContinuationRoutesTest {
    private static final String TEXT = "/v1/completions";
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void thePromptIsRepeatedForThoseWhoAsk() throws Exception {
        HttpProbe.Answer whole = ask("'prompt':'Hi','echo':true", text(" you"), END);
        HttpProbe.Answer stream = ask("'prompt':'Hi','echo':true,'stream':true", text(" you"), END);

        assertThat(whole.json().at("/choices/0/text").asText()).isEqualTo("Hi you");
        assertThat(stream.body())
                .containsSubsequence("\"choices\":[{\"text\":\"Hi\"", "\"choices\":[{\"text\":\" you\"", "[DONE]");
    }

    @Test
    void whatItIsToLeadToIsAPartOfThePrompt() throws Exception {
        ask("'prompt':'def f(','suffix':'return 1'", text("):"), END);

        assertThat(routes.engine().prompt(0)).isEqualTo("def f(<fill>return 1");
    }

    @Test
    void probabilitiesAreListsBesideEachOther() throws Exception {
        HttpProbe.Answer whole = ask("'prompt':'Hi','logprobs':1", scored("He", -0.5), scored("llo", -1), END);
        HttpProbe.Answer stream =
                ask("'prompt':'Hi','logprobs':1,'stream':true", scored("He", -0.5), scored("llo", -1), END);

        assertThat(routes.request().sampling().reporting()).isEqualTo(new SamplingOptions.Reporting(1, false));
        assertThat(whole.json().at("/choices/0/logprobs"))
                .hasToString("{\"tokens\":[\"He\",\"llo\"],\"token_logprobs\":[-0.5,-1.0],"
                        + "\"top_logprobs\":[{\"He\":-0.5},{\"llo\":-1.0}],\"text_offset\":[0,2]}");
        assertThat(stream.body())
                .contains("\"logprobs\":{\"tokens\":[\"llo\"],\"token_logprobs\":[-1.0],"
                        + "\"top_logprobs\":[{\"llo\":-1.0}],\"text_offset\":[2]}");
    }

    @Test
    void theLikeliestAnswersAreKept() throws Exception {
        CompletableFuture<HttpProbe.Answer> asked = routes.post(TEXT, body("'prompt':['a','b'],'n':1,'best_of':2"));
        List<Double> logprobs = List.of(-2.0, -1.0, -0.5, -3.0);
        for (int i = 0; i < logprobs.size(); i++) {
            Generation generation = routes.awaitGeneration(i);
            generation.emit(scored("answer " + i, logprobs.get(i)));
            generation.emit(END);
        }
        JsonNode json = ServedRoutes.get(asked).json();

        assertThat(json.get("choices"))
                .hasToString("[{\"text\":\"answer 1\",\"index\":0,\"logprobs\":null,\"finish_reason\":\"stop\"},"
                        + "{\"text\":\"answer 2\",\"index\":1,\"logprobs\":null,\"finish_reason\":\"stop\"}]");
        assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(8);
        assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(16);
    }

    @Test
    void anErrorAboutTheLengthNamesThePrompt() throws Exception {
        HttpProbe.Answer answer = routes.send(TEXT, body("'prompt':'" + "x".repeat(600) + "'"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(answer.json().at("/error/param").asText()).isEqualTo("prompt");
    }

    private HttpProbe.Answer ask(String fields, GenerationEvent... events) throws Exception {
        return routes.ask(TEXT, body(fields), events);
    }

    private static String body(String fields) {
        return ("{'model':'tiny'," + fields + "}").replace('\'', '"');
    }

    private static GenerationEvent text(String text) {
        return new GenerationEvent.Piece(text);
    }

    private static GenerationEvent scored(String text, double logprob) {
        TokenProbability.Candidate token =
                new TokenProbability.Candidate(3, text.getBytes(StandardCharsets.UTF_8), logprob);
        return new GenerationEvent.Piece(text, List.of(new TokenProbability(token, List.of())));
    }
}
