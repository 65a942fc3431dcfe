package io.mullama;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A {@code mullama serve} with tiny and a slow model, on both endpoints. For one test class. */
public final class ServedDaemon implements AutoCloseable {
    private final Sandbox sandbox = new Sandbox();
    private final Path slow;
    private final int port;
    private final Sandbox.Started process;

    ServedDaemon() throws Exception {
        this("--context-size", "16384", "--parallel", "2");
    }

    /** With these options beside those that name endpoints and models. */
    public ServedDaemon(String... options) throws Exception {
        slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        port = freePort();
        List<String> command = new ArrayList<>(
                List.of("serve", "--port", Integer.toString(port), "--model", "tiny", "--model", slow.toString()));
        command.addAll(List.of(options));
        process = sandbox.start(command.toArray(String[]::new));
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .failFast("the daemon has ended", () -> !process.process().isAlive())
                    .ignoreExceptions()
                    .until(() -> tcp().get("/health").status() == 200);
        } catch (RuntimeException e) {
            String printed = log();
            close();
            throw new IllegalStateException("the daemon does not answer; it printed: " + printed, e);
        }
    }

    /** Runs a command that finds this daemon. */
    public Sandbox.Result run(String... arguments) throws Exception {
        return sandbox.run(arguments);
    }

    public HttpProbe tcp() {
        return HttpProbe.tcp(port);
    }

    HttpProbe unix() {
        return HttpProbe.unix(sandbox.socket());
    }

    Stream<HttpProbe> endpoints() {
        return Stream.of(tcp(), unix());
    }

    public int port() {
        return port;
    }

    Path socket() {
        return sandbox.socket();
    }

    /** A model that never ends an answer. */
    public Path slow() {
        return slow;
    }

    long pid() {
        return process.process().pid();
    }

    /** What it has logged so far. */
    String log() throws IOException {
        return process.err();
    }

    @Override
    public void close() throws IOException {
        process.process().destroy();
        process.process().onExit().join();
        sandbox.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
