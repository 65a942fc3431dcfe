package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More requests than the queue takes, and requests that take longer than they may. */
final class LimitsDaemonIT {
    @Test
    void whatTheQueueDoesNotTakeIsRefusedAtOnceAndTheRestIsAnswered() throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try (ServedDaemon daemon = new ServedDaemon("--parallel", "1", "--max-queue", "2")) {
            String body = "{\"model\":\"" + daemon.slow() + "\",\"prompt\":\"Hello\",\"max_tokens\":%d}";
            SocketChannel endless = daemon.tcp().send("POST", "/v1/completions", String.format(body, -1));
            awaitActive(daemon, 1);
            List<CompletableFuture<HttpProbe.Answer>> waiting = IntStream.range(0, 2)
                    .mapToObj(i -> post(daemon, "/v1/completions", String.format(body, 2), clients))
                    .toList();
            awaitActive(daemon, 3);

            for (int i = 0; i < 5; i++) {
                assertOverloaded(daemon.tcp().post("/v1/completions", String.format(body, 2)));
            }
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            endless.close();
            for (CompletableFuture<HttpProbe.Answer> answer : waiting) {
                assertThat(answer.join().json().at("/usage/completion_tokens").asInt())
                        .isEqualTo(2);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aRequestThatTakesTooLongEndsInTheQueueInPrefillAndInItsAnswer() throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try (ServedDaemon daemon =
                new ServedDaemon("--parallel", "1", "--context-size", "16384", "--request-timeout", "2s")) {
            String model = "{\"model\":\"" + daemon.slow() + "\",\"max_tokens\":-1,";
            Instant start = Instant.now();
            CompletableFuture<HttpProbe.Answer> streamed =
                    post(daemon, "/v1/completions", model + "\"stream\":true,\"prompt\":\"Hello\"}", clients);
            awaitActive(daemon, 1);
            CompletableFuture<HttpProbe.Answer> queued =
                    post(daemon, "/v1/completions", model + "\"prompt\":\"Hello\"}", clients);
            assertTimedOut(queued.join());
            assertThat(streamed.join().status()).isEqualTo(200);
            assertThat(streamed.join().body()).contains("request_timeout of 2s").doesNotContain("[DONE]");

            HttpProbe.Answer inPrefill = daemon.tcp()
                    .post("/api/generate", model + "\"raw\":true,\"prompt\":\"" + "one two ".repeat(6000) + "\"}");
            assertTimedOut(inPrefill);
            assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));

            JsonNode next = daemon.tcp()
                    .post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"Hello\",\"max_tokens\":2}")
                    .json();
            assertThat(next.at("/usage/completion_tokens").asInt()).isEqualTo(2);
        } finally {
            clients.shutdownNow();
        }
    }

    private static void assertOverloaded(HttpProbe.Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("Retry-After: 1");
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("overloaded");
        assertThat(answer.json().at("/error/message").asText())
                .isEqualTo("the queue is full: 3 requests are running or waiting; try again later, or serve with a "
                        + "larger --max-queue");
    }

    private static void assertTimedOut(HttpProbe.Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("timed_out");
        assertThat(answer.json().at("/error/message").asText()).contains("request_timeout of 2s");
    }

    private static void awaitActive(ServedDaemon daemon, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> daemon.tcp()
                                .get("/status")
                                .json()
                                .get("active_requests")
                                .asInt()
                        == count);
    }

    private static CompletableFuture<HttpProbe.Answer> post(
            ServedDaemon daemon, String path, String body, Executor clients) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return daemon.tcp().post(path, body);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                clients);
    }
}
