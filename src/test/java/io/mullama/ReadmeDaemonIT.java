package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.hub.FakeContent;
import io.mullama.hub.FakeHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the README shows can be typed as it stands there, one line after the other. */
@DisabledOnOs(OS.WINDOWS)
final class ReadmeDaemonIT {
    private static final String SECTION = "## What it does";
    private static final String MODELFILE = "FROM tiny\nSYSTEM Be brief.\n";

    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private FakeHub hub;

    private int port;

    @BeforeEach
    void provideWhatTheExamplesTakeForGranted() throws IOException {
        hub = FakeHub.start();
        hub.repository("bartowski/Qwen2.5-7B-Instruct-GGUF")
                .file("Qwen2.5-7B-Instruct-Q4_K_M.gguf", FakeContent.of(Installation.tiny()));
        port = freePort();
        sandbox.with("HF_ENDPOINT", hub.endpoint().toString())
                .with("MULLAMA_PORT", Integer.toString(port))
                .with("PATH", Installation.folder().resolve("bin") + ":" + System.getenv("PATH"));
        Files.copy(Installation.tiny(), sandbox.folder().resolve("some.gguf"));
        Files.writeString(sandbox.folder().resolve("Modelfile"), MODELFILE);
    }

    @Test
    void everyExampleOfTheReadmeWorks() throws Exception {
        List<String> examples = examples();
        assertThat(examples).hasSizeGreaterThan(10);
        for (String example : examples) {
            String command = example.replace("127.0.0.1:8080", "127.0.0.1:" + port);
            if (command.matches("mullama (run|chat) \\S+( --continue)?")) {
                converse(command);
            } else if (command.startsWith("mullama serve")) {
                serve(command);
            } else {
                succeed(command);
            }
        }
    }

    /** The lines of code below the heading, without their comments. */
    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        boolean meant = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            meant = line.startsWith("## ") ? line.equals(SECTION) : meant;
            if (meant && line.startsWith("    ")) {
                examples.add(line.replaceFirst(" # .*", "").strip());
            }
        }
        return examples;
    }

    private void succeed(String command) throws Exception {
        Sandbox.Result result = sandbox.runProgram(List.of("sh", "-c", command));

        assertThat(result.exitCode()).as("%s: %s", command, result.err()).isZero();
        assertThat(result.out()).as(command).isNotEmpty();
    }

    private void converse(String command) throws Exception {
        try (Screen screen = new Screen(sandbox, List.of("sh", "-c", command))) {
            screen.awaitText(">>>");
            screen.type("What is the capital of France?\r").awaitText("Paris");
            screen.type("/bye\r");

            assertThat(screen.exitCode()).as(command).isZero();
        }
    }

    /** Has it run, in place of the daemon that the examples before have started, until another example ends it. */
    private void serve(String command) throws Exception {
        succeed("mullama stop");
        port = freePort();
        String arguments = command.replaceFirst("^mullama ", "").replaceFirst("--port \\d+", "--port " + port);
        Process serving = sandbox.start(arguments.split(" ")).process();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(sandbox.socket()));
        assertThat(serving.isAlive()).as(command).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
