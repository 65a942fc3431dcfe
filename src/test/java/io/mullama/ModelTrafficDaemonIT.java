package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Two models that take turns in a daemon that may have one, loaded and unloaded under several clients. */
final class ModelTrafficDaemonIT {
    private static final int CLIENTS = 4;
    private static final int REQUESTS = 15;

    /** A load leaks nothing that adds up; Java's heap and the allocator breathe by less than this. */
    private static final long BREATH_KB = 40_000;

    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @Test
    void modelsThatTakeTurnsAnswerAllAndLeaveNoMemoryBehind() throws Exception {
        Path twin = Files.copy(Installation.tiny(), sandbox.folder().resolve("twin.gguf"));
        List<String> models = List.of("tiny", twin.toString());
        Sandbox.Started daemon = sandbox.start("serve", "--max-loaded-models", "1", "--parallel", "2");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> probe().get("/health").status() == 200);
        askAll(models);
        Optional<Long> before = anonymousKb(daemon.process().pid());

        for (int round = 0; round < 3; round++) {
            askAll(models);
        }

        assertThat(daemon.err().lines().filter(line -> line.contains("unloaded")))
                .hasSizeGreaterThan(20);
        Optional<Long> after = anonymousKb(daemon.process().pid());
        before.ifPresent(start -> assertThat(after.orElseThrow()).isLessThan(start + BREATH_KB));
    }

    @Test
    void aModelThatGoesWithItsAnswerTakesNothingWithIt() throws Exception {
        Sandbox.Started daemon = sandbox.start("serve");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> probe().get("/health").status() == 200);
        String body = "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"ignore_eos\":true,\"max_tokens\":%d,\"keep_alive\":0}";

        for (int tokens : new int[] {1900, 5, 1900, 1}) {
            HttpProbe.Answer answer = probe().post("/api/generate", body.formatted(tokens));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().get("context").size()).isGreaterThan(tokens);
        }
        assertThat(daemon.process().isAlive()).isTrue();
    }

    private void askAll(List<String> models) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Callable<JsonNode>> requests = new ArrayList<>();
        IntStream.range(0, CLIENTS * REQUESTS).forEach(i -> requests.add(() -> ask(models.get(i % models.size()))));
        for (Future<JsonNode> answer : clients.invokeAll(requests)) {
            assertThat(answer.get().get("response").asText()).isEqualTo("The capital of France is Paris.");
        }
        clients.shutdown();
    }

    private JsonNode ask(String model) throws IOException {
        String body = "{\"model\":\"%s\",\"temperature\":0,\"prompt\":\"What is the capital of France?\"}";
        HttpProbe.Answer answer = probe().post("/api/generate", body.formatted(model));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private HttpProbe probe() {
        return HttpProbe.unix(sandbox.socket());
    }

    /** The process's own memory; empty where the system does not tell. */
    private static Optional<Long> anonymousKb(long process) throws IOException {
        Path status = Path.of("/proc/" + process + "/status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }
}
