package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoutesTest {
    private static final GenerationEvent HELLO = new GenerationEvent.Piece("Hello \"you\"");
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));
    private static final GenerationEvent BROKEN =
            new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed"));

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
    void piecesAreLinesOfTheContract() throws Exception {
        HttpProbe.Answer answer = routes.ask(
                "/api/chat",
                "{\"model\":\"tiny\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                HELLO,
                END);

        assertThat(answer.head()).contains("Content-Type: application/x-ndjson");
        assertThat(timeless(answer))
                .startsWith("{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"Hello \\\"you\\\"\"},\"done\":false}\n"
                        + "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                        + "\"total_duration_ms\":")
                .endsWith("}\n");
    }

    @Test
    void anErrorBeforeTheFirstTextHasItsStatus() throws Exception {
        HttpProbe.Answer answer =
                routes.ask("/api/generate", "{\"model\":\"tiny\",\"stream\":true,\"prompt\":\"Hi\"}", BROKEN);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"message\":\"decoding failed\",\"type\":\"model_error\","
                        + "\"code\":\"inference_failed\"}}");
    }

    @Test
    void anErrorAmidTheTextIsTheLastLine() throws Exception {
        HttpProbe.Answer answer =
                routes.ask("/api/generate", "{\"model\":\"tiny\",\"stream\":true,\"prompt\":\"Hi\"}", HELLO, BROKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(timeless(answer))
                .isEqualTo("{\"model\":\"tiny\",\"response\":\"Hello \\\"you\\\"\",\"done\":false}\n"
                        + "{\"error\":{\"message\":\"decoding failed\",\"type\":\"model_error\","
                        + "\"code\":\"inference_failed\"}}\n");
    }

    /** Without what Ollama's clients look for beside the contract's fields. */
    private static String timeless(HttpProbe.Answer answer) {
        return answer.body().replaceAll(",\"created_at\":\"[^\"]*\"", "");
    }
}
