package io.mullama.client;

import io.mullama.daemon.DaemonInfo;
import io.mullama.daemon.DaemonLock;
import io.mullama.daemon.RegistryFile;
import io.mullama.daemon.SocketPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program that behaves as a daemon does towards its clients: the lock, the socket, the registry file, and answers
 * made up beforehand. Started by a launcher script in a test's folder.
 */
public final class FakeDaemon {
    private static final String UNKNOWN_MODEL = "{\"error\":{\"message\":\"model 'nosuch' not found\","
            + "\"type\":\"not_found\",\"code\":\"model_not_found\",\"hint\":\"the nearest known is tiny\"}}";

    private FakeDaemon() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getenv("MULLAMA_HOME"));
        Files.writeString(
                home.resolve("starts"),
                ProcessHandle.current().pid() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Optional<DaemonLock> lock = DaemonLock.acquire(home.resolve("daemon.lock"), Duration.ofSeconds(1));
        if (lock.isEmpty()) {
            System.err.println("mullama: a daemon already runs in " + home);
            System.exit(1);
        }
        Path socket = SocketPath.of(home, System.getenv().getOrDefault("MULLAMA_SOCKET", ""));
        SocketPath.createFolder(socket, home);
        Files.deleteIfExists(socket);
        AtomicBoolean ready = new AtomicBoolean();
        FakeServer.Handler handler = (request, exchange) -> {
            if (ready.get()) {
                answer(request, exchange);
            } else {
                exchange.json(503, "{\"error\":{\"message\":\"starting\",\"code\":\"starting\"}}");
            }
        };
        try (FakeServer server = FakeServer.onSocket(socket, handler)) {
            new RegistryFile(home.resolve("daemon.properties"))
                    .write(new DaemonInfo(ProcessHandle.current().pid(), "1.2.3", null, socket, Instant.now()));
            System.out.println("listening on " + socket + server.requests());
            ready.set(true);
            new CountDownLatch(1).await();
        }
    }

    /** The answers of a daemon of version 1.2.3. */
    public static void answer(FakeServer.Request request, FakeServer.Exchange exchange) throws IOException {
        switch (request.path()) {
            case "/health" -> exchange.json(200, "{\"status\":\"ok\"}");
            case "/status" -> exchange.json(200, status());
            case "/api/system/status" -> exchange.json(200, systemStatus());
            case "/api/models" -> exchange.json(200, models());
            case "/api/chat" -> chat(request, exchange);
            case "/api/generate" -> generate(exchange);
            default ->
                exchange.json(
                        404,
                        "{\"error\":{\"message\":\"no such route\",\"type\":\"not_found\",\"code\":\"not_found\"}}");
        }
    }

    private static String status() {
        return "{\"status\":\"ok\",\"version\":\"1.2.3\",\"uptime_secs\":5,\"models_loaded\":1,\"active_requests\":0,\"pid\":"
                + ProcessHandle.current().pid() + "}";
    }

    private static String systemStatus() {
        return """
                {"version":"1.2.3","uptime_secs":200,"models_loaded":1,"http_endpoint":"http://127.0.0.1:8080",
                 "ipc_endpoint":"ipc:///h/mullama.sock","default_model":"tiny",
                 "stats":{"requests_total":7,"tokens_generated":450,"active_requests":1,"gpu_available":false,
                          "memory_used_bytes":17800000,"memory_total_bytes":16000000000}}
                """;
    }

    private static String models() {
        return """
                {"models":[
                {"alias":"tiny","path":"/m/tiny.gguf","parameters":1100000,"context_size":4096,"gpu_layers":0,
                 "is_default":true,"active_requests":0,"loaded":true,"size_bytes":1200000,"quantization":"Q8_0",
                 "family":"llama","modified_at":"2026-01-01T00:00:00Z","expires_at":"2026-01-03T00:04:30Z"},
                {"alias":"big","path":"/m/big.gguf","parameters":7615000000,"context_size":4096,"gpu_layers":0,
                 "is_default":false,"active_requests":0,"loaded":false,"size_bytes":4700000000,
                 "quantization":"Q4_K_M","family":"qwen2","modified_at":"2026-01-02T00:00:00Z"}]}
                """;
    }

    private static void chat(FakeServer.Request request, FakeServer.Exchange exchange) throws IOException {
        if (request.body().contains("\"nosuch\"")) {
            exchange.json(404, UNKNOWN_MODEL);
            return;
        }
        exchange.beginStream();
        exchange.chunk(piece("The capital"));
        if (request.body().contains("slowly\"}],")) {
            exchange.awaitClientGone();
        }
        if (request.body().contains("fail")) {
            exchange.chunk(
                    "{\"error\":{\"message\":\"decoding failed\",\"type\":\"model_error\",\"code\":\"inference_failed\"}}\n");
            exchange.endStream();
            return;
        }
        exchange.chunk(piece(" is Paris."));
        exchange.chunk("{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"\"}," + last() + "}\n");
        exchange.endStream();
    }

    private static String piece(String text) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"done\":false}\n";
    }

    private static void generate(FakeServer.Exchange exchange) throws IOException {
        exchange.beginStream();
        exchange.chunk("{\"model\":\"tiny\",\"response\":\"raw text\",\"done\":false}\n");
        exchange.chunk("{\"model\":\"tiny\",\"response\":\"\"," + last() + "}\n");
        exchange.endStream();
    }

    private static String last() {
        return "\"done\":true,\"done_reason\":\"stop\",\"total_duration_ms\":500,\"load_duration_ms\":100,"
                + "\"prompt_duration_ms\":200,\"prompt_tokens\":12,\"cached_prompt_tokens\":8,"
                + "\"completion_tokens\":6,\"tokens_per_second\":12.0";
    }
}
