package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import io.mullama.engine.Usage;
import io.mullama.gguf.GgufBuilder;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class BenchRoutesTest {
    private static final String PATH = "/api/bench";
    private static final GenerationEvent BROKEN =
            new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed"));

    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
        routes.fixture.write(
                "worded",
                new GgufBuilder()
                        .strings("tokenizer.ggml.tokens", List.of("a", "b", "c"))
                        .u32("llama.context_length", 2048));
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void eachTestIsALineAndTheLastLineSaysWhatWasMeasured() throws Exception {
        CompletableFuture<HttpProbe.Answer> answer = post(
                "{\"model\":\"worded\",\"prompt_tokens\":7,\"generated_tokens\":9,\"repetitions\":2,\"mood\":\"good\"}");
        for (int i = 0; i < 3; i++) {
            end(i, FinishReason.LENGTH, new Usage(7, 0, 0, Duration.ofMillis(5)));
        }
        for (int i = 3; i < 6; i++) {
            routes.awaitGeneration(i).emit(new GenerationEvent.Piece("b"));
            end(i, FinishReason.LENGTH, new Usage(1, 0, 9, Duration.ofMillis(1)));
        }

        List<JsonNode> lines = answer.get(30, TimeUnit.SECONDS).lines();

        assertThat(answer.get().head()).contains("Content-Type: application/x-ndjson");
        assertThat(lines).extracting(line -> line.path("test").asText()).containsExactly("pp7", "tg9", "");
        for (JsonNode sample : lines.get(0).get("samples")) {
            assertThat(sample.get("tokens").asInt()).isEqualTo(7);
            assertThat(sample.get("duration_ns").asLong()).isGreaterThanOrEqualTo(5_000_000);
        }
        assertThat(lines.get(1).get("samples")).hasSize(2);
        assertThat(lines.get(1).get("tokens_per_second").asDouble()).isPositive();
        assertThat(lines.get(2))
                .hasToString("{\"model\":\"worded\",\"size_bytes\":1000,\"parameters\":64,\"quantization\":\"F32\","
                        + "\"architecture\":\"llama\",\"threads\":3,\"gpu_layers\":7,\"context_size\":512,"
                        + "\"parallel\":4,\"version\":\"1.2.3\",\"done\":true,"
                        + "\"warnings\":[\"'mood' is not known and was ignored\"]}");
    }

    @Test
    void aPromptIsRandomTokensOfWhichNothingIsCachedAndNothingIsGenerated() throws Exception {
        CompletableFuture<HttpProbe.Answer> answer =
                post("{\"model\":\"worded\",\"prompt_tokens\":100,\"generated_tokens\":0,\"repetitions\":1}");
        end(0, FinishReason.LENGTH, new Usage(100, 0, 0, Duration.ofMillis(5)));
        end(1, FinishReason.LENGTH, new Usage(100, 0, 0, Duration.ofMillis(5)));
        answer.get(30, TimeUnit.SECONDS);

        GenerationRequest warmUp = routes.engine().request(0);
        GenerationRequest measured = routes.engine().request(1);
        assertThat(measured.maxTokens()).isZero();
        assertThat(measured.shortcuts()).isEqualTo(new Shortcuts(false, false));
        assertThat(IntStream.of(measured.prompt()).distinct().sorted()).containsExactly(0, 1, 2);
        assertThat(measured.prompt()).hasSize(100).isNotEqualTo(warmUp.prompt());
    }

    @Test
    void anAnswerFollowsASingleTokenAndItsWarmUpIsShort() throws Exception {
        CompletableFuture<HttpProbe.Answer> answer =
                post("{\"model\":\"worded\",\"prompt_tokens\":0,\"generated_tokens\":100,\"repetitions\":1}");
        end(0, FinishReason.LENGTH, new Usage(1, 0, 16, Duration.ofMillis(1)));
        // The token that ended it was chosen too.
        end(1, FinishReason.STOP, new Usage(1, 0, 30, Duration.ofMillis(1)));
        JsonNode line = answer.get(30, TimeUnit.SECONDS).lines().get(0);

        assertThat(routes.engine().request(0).maxTokens()).isEqualTo(16);
        assertThat(routes.engine().request(1).maxTokens()).isEqualTo(100);
        assertThat(routes.engine().request(1).prompt()).hasSize(1);
        assertThat(routes.engine().request(1).sampling().temperature())
                .isEqualTo(new SamplingOptions.Temperature(0, 0, 1));
        assertThat(line.at("/samples/0/tokens").asInt()).isEqualTo(31);
        assertThat(routes.activity.metrics().answers().generated()).isEqualTo(31);
    }

    @Test
    void streamsRunAtOnceAndCountTogether() throws Exception {
        CompletableFuture<HttpProbe.Answer> answer = post(
                "{\"model\":\"worded\",\"prompt_tokens\":8,\"generated_tokens\":0,\"streams\":3,\"repetitions\":1}");
        Generation first = routes.awaitGeneration(0);
        routes.awaitGeneration(2);
        first.emit(new GenerationEvent.Finished(FinishReason.LENGTH, new Usage(8, 0, 0, Duration.ofMillis(5))));
        for (int i = 1; i < 6; i++) {
            end(i, FinishReason.LENGTH, new Usage(8, 0, 0, Duration.ofMillis(5L * i)));
        }

        JsonNode sample = answer.get(30, TimeUnit.SECONDS).lines().get(0).at("/samples/0");

        assertThat(sample.get("tokens").asInt()).isEqualTo(24);
        assertThat(sample.get("duration_ns").asLong()).isGreaterThanOrEqualTo(25_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'worded','streams':5} | 400 | 'streams' is 5, and a model works on 4 requests at once | "
                        + "serve with a larger --parallel",
                "{'model':'worded','prompt_tokens':512} | 400 | pp512 needs a context of 513 tokens, and the model "
                        + "has 512 | measure less, or serve with a larger --context-size",
                "{'model':'worded','prompt_tokens':0,'generated_tokens':600} | 400 | tg600 needs a context of 601 "
                        + "tokens, and the model has 512 | measure less, or serve with a larger --context-size",
                "{'model':'worde'} | 404 | Model 'worde' not found | did you mean worded?",
                "{'model':'worded','repetitions':'x'} | 400 | 'repetitions' must be an integer, not \"x\" | ``",
            })
    void whatCannotBeMeasuredIsRefused(String body, int status, String message, String hint) throws Exception {
        HttpProbe.Answer answer = routes.probe().post(PATH, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/error/message").asText()).isEqualTo(message);
        assertThat(answer.json().at("/error/hint").asText()).isEqualTo(hint);
    }

    @Test
    void anErrorBeforeTheFirstLineHasAStatus() throws Exception {
        CompletableFuture<HttpProbe.Answer> answer = post("{\"model\":\"worded\",\"prompt_tokens\":8,\"streams\":2}");
        routes.awaitGeneration(1);
        routes.awaitGeneration(0).emit(BROKEN);

        assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(500);
        assertThat(answer.get().json().at("/error/code").asText()).isEqualTo("inference_failed");
        assertThat(routes.awaitGeneration(1).isCancelled()).isTrue();
    }

    @Test
    void anErrorLaterIsTheLastLine() throws Exception {
        CompletableFuture<HttpProbe.Answer> answer =
                post("{\"model\":\"worded\",\"prompt_tokens\":8,\"repetitions\":1}");
        end(0, FinishReason.LENGTH, new Usage(8, 0, 0, Duration.ofMillis(5)));
        end(1, FinishReason.LENGTH, new Usage(8, 0, 0, Duration.ofMillis(5)));
        routes.awaitGeneration(2).emit(BROKEN);

        List<JsonNode> lines = answer.get(30, TimeUnit.SECONDS).lines();

        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).at("/error/message").asText()).isEqualTo("decoding failed");
    }

    @Test
    void aClientThatGoesAwayEndsIt() throws Exception {
        try (SocketChannel client = routes.probe().send("POST", PATH, "{\"model\":\"worded\",\"prompt_tokens\":8}")) {
            assertThat(client.isOpen()).isTrue();
            routes.awaitGeneration(0);
        }

        Awaitility.await().until(() -> routes.awaitGeneration(0).isCancelled());
        Awaitility.await().until(() -> routes.activity.active() == 0);
        assertThat(routes.fixture.registry.loaded().get(0).users()).isZero();
    }

    private CompletableFuture<HttpProbe.Answer> post(String body) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return routes.probe().post(PATH, body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void end(int generation, FinishReason reason, Usage usage) {
        routes.awaitGeneration(generation).emit(new GenerationEvent.Finished(reason, usage));
    }
}
