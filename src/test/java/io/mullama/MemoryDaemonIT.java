package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models in a memory that holds one of them. */
final class MemoryDaemonIT {
    @TempDir
    private static Path folder;

    private static Path slow;

    /** What each takes, as the daemon estimates it. */
    private static long tinySize;

    private static long slowSize;

    private final Sandbox sandbox = new Sandbox();

    @BeforeAll
    static void measure() throws Exception {
        slow = SlowModel.write(folder.resolve("slow.gguf"));
        MemoryDaemonIT unlimited = new MemoryDaemonIT();
        unlimited.serve();
        tinySize = unlimited.memoryUsedAfter("tiny");
        slowSize = unlimited.memoryUsedAfter(slow.toString()) - tinySize;
        assertThat(unlimited.loaded()).containsExactly("tiny", slow.toString());
        unlimited.close();
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void whatIsUsedIsTheWeightsTheCacheAndWhatIsComputedWith() {
        // 8192 cells of 10 layers with 256 keys and 256 values each, of two bytes.
        long cache = 8192L * 10 * 512 * 2;
        long computing = slowSize - slow.toFile().length() - cache;

        assertThat(computing).isBetween(10_000_000L, 60_000_000L);
        assertThat(tinySize).isBetween(12_000_000L, 30_000_000L);
    }

    @Test
    void whatFitsTogetherIsLoadedTogether() throws Exception {
        serve("--memory-limit", Long.toString(tinySize + slowSize));

        assertAnswered(generate("tiny"));
        assertAnswered(generate(slow.toString()));

        assertThat(loaded()).containsExactly("tiny", slow.toString());
    }

    @Test
    void theModelUnusedForLongestMakesRoom() throws Exception {
        Sandbox.Started daemon = serve("--memory-limit", Long.toString(tinySize + slowSize - 1));

        assertAnswered(generate("tiny"));
        assertAnswered(generate(slow.toString()));

        assertThat(loaded()).containsExactly(slow.toString());
        assertThat(daemon.err()).contains("unloaded tiny: " + slow + " needs the room");
    }

    @Test
    void whoeverFindsTheRoomInUseWaitsForIt() throws Exception {
        serve("--memory-limit", Long.toString(slowSize));
        String endless = "{\"model\":\"%s\",\"raw\":true,\"stream\":true,\"max_tokens\":-1,\"prompt\":\"x\"}";
        SocketChannel stream = probe().send("POST", "/api/generate", endless.formatted(slow));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> loaded().contains(slow.toString()));

        CompletableFuture<HttpProbe.Answer> waiting = CompletableFuture.supplyAsync(this::generateTiny);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 2);
        assertThat(loaded()).containsExactly(slow.toString());
        stream.close();

        assertAnswered(waiting.get(60, TimeUnit.SECONDS));
        assertThat(loaded()).containsExactly("tiny");
    }

    @Test
    void whoeverFindsTheRoomInUseForTooLongIsToldSo() throws Exception {
        serve("--memory-limit", Long.toString(slowSize), "--load-timeout", "1s");
        String endless = "{\"model\":\"%s\",\"raw\":true,\"stream\":true,\"max_tokens\":-1,\"prompt\":\"x\"}";
        try (SocketChannel stream = probe().send("POST", "/api/generate", endless.formatted(slow))) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> loaded().contains(slow.toString()));

            HttpProbe.Answer answer = generate("tiny");

            assertThat(stream.isOpen()).isTrue();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("error").get("code").asText()).isEqualTo("overloaded");
            assertThat(answer.body()).contains("there is still no room for tiny: the models in use take it");
        }
    }

    @Test
    void aModelThatNeverFitsIsRefusedWithWhatIsMissing() throws Exception {
        serve("--memory-limit", "9MB");

        HttpProbe.Answer answer = generate("tiny");

        assertThat(answer.status()).isEqualTo(500);
        JsonNode error = answer.json().get("error");
        assertThat(error.get("code").asText()).isEqualTo("model_load_failed");
        assertThat(error.get("type").asText()).isEqualTo("model_error");
        assertThat(error.get("message").asText())
                .matches("tiny does not fit: it needs \\d+ MB \\(weights 1\\.\\d MB, KV cache 10 MB, computing"
                        + " [\\d.]+ MB\\) of memory, of which 9\\.0 MB can be had: [\\d.]+ MB are missing");
        assertThat(error.get("hint").asText()).contains("memory_limit");
        assertThat(loaded()).isEmpty();

        Sandbox.Result run = sandbox.run("run", "tiny", "Hi");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mullama: tiny does not fit: it needs ")
                .contains("quantization");
    }

    @Test
    void noMoreModelsAreLoadedThanMayBe() throws Exception {
        serve("--max-loaded-models", "1", "--model", "tiny");
        assertThat(loaded()).containsExactly("tiny");

        assertAnswered(generate(slow.toString()));

        assertThat(loaded()).containsExactly(slow.toString());
    }

    private static void assertAnswered(HttpProbe.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private long memoryUsedAfter(String model) throws IOException {
        assertAnswered(generate(model));
        JsonNode status = probe().get("/api/system/status").json();
        return status.get("stats").get("memory_used_bytes").asLong();
    }

    private Sandbox.Started serve(String... options) throws Exception {
        List<String> line = new ArrayList<>(List.of("serve", "--context-size", "2048", "--parallel", "4"));
        line.addAll(List.of(options));
        Sandbox.Started daemon = sandbox.start(line.toArray(String[]::new));
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> probe().get("/health").status() == 200);
        return daemon;
    }

    private HttpProbe probe() {
        return HttpProbe.unix(sandbox.socket());
    }

    private HttpProbe.Answer generateTiny() {
        try {
            return generate("tiny");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpProbe.Answer generate(String model) throws IOException {
        return probe().post(
                        "/api/generate",
                        "{\"model\":\"" + model + "\",\"raw\":true,\"max_tokens\":2,\"prompt\":\"Hello\"}");
    }

    private List<String> loaded() throws IOException {
        List<String> loaded = new ArrayList<>();
        for (JsonNode model : probe().get("/api/models").json().get("models")) {
            if (model.get("loaded").asBoolean()) {
                loaded.add(model.get("alias").asText());
            }
        }
        return loaded;
    }

    private int active() throws IOException {
        return probe().get("/status").json().get("active_requests").asInt();
    }
}
