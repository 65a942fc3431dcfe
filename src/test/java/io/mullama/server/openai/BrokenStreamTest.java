package io.mullama.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.ServedRoutes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** OpenAI's client for Java, and an answer that fails when a part of it was sent. */
final class BrokenStreamTest {
    private static final ChatCompletionCreateParams REQUEST = ChatCompletionCreateParams.builder()
            .model("tiny")
            .addUserMessage("Hi")
            .build();

    @Test
    void theErrorThatEndsAStreamIsRaised() throws Exception {
        try (ServedRoutes routes = new ServedRoutes()) {
            OpenAIClient client = OpenAIOkHttpClient.builder()
                    .baseUrl("http://127.0.0.1:" + routes.port() + "/v1")
                    .apiKey("none")
                    .build();
            CompletableFuture<Throwable> raised =
                    CompletableFuture.supplyAsync(() -> read(client)).handle((nothing, error) -> error.getCause());
            Generation generation = routes.awaitGeneration(0);
            generation.emit(new GenerationEvent.Piece("Hello"));
            generation.emit(
                    new GenerationEvent.Failed(new MullamaException(ErrorCode.INFERENCE_FAILED, "decoding failed")));

            assertThat(raised.get(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(SseException.class, error -> {
                assertThat(error).hasMessageContaining("decoding failed");
                assertThat(error.type()).contains("server_error");
                assertThat(error.code()).contains("inference_failed");
            });
            client.close();
        }
    }

    private static long read(OpenAIClient client) {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(REQUEST)) {
            return chunks.stream().count();
        }
    }
}
