package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code mullama run} without a prompt, typed at in a real pseudo-terminal. */
final class ConversationDaemonIT {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @Test
    void aConversationKeepsWhatWasSaid() throws Exception {
        try (Screen screen = run("tiny", "--temperature", "0")) {
            screen.type("What is the capital of France?\r").awaitText("The capital of France is Paris.");
            screen.type("And of Spain?\r").awaitText("The capital of Spain is Madrid.");
            screen.type("/bye\r");

            assertThat(screen.exitCode()).isZero();
        }
    }

    @Test
    void clearForgetsAndControlDLeaves() throws Exception {
        try (Screen screen = run("tiny", "--temperature", "0")) {
            screen.type("What is the capital of France?\r").awaitText("Paris.");
            screen.type("/clear\r").awaitText("forgotten");
            screen.type(CTRL_D);

            assertThat(screen.exitCode()).isZero();
        }
    }

    @Test
    void controlCStopsAnAnswerAndTheConversationGoesOn() throws Exception {
        Path slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        try (Screen screen = run(slow.toString(), "--temperature", "0")) {
            screen.awaitText(">>>");
            screen.type("Hello\r");
            awaitActive(1);

            screen.type(CTRL_C);

            awaitActive(0);
            screen.type("/help\r").awaitText("forget the conversation");
            screen.type("/bye\r");
            assertThat(screen.exitCode()).isZero();
        }
    }

    @Test
    void controlCStopsAnAnswerInADumbTerminalToo() throws Exception {
        Path slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        try (Screen screen = new Screen(sandbox.with("TERM", "dumb"), slow.toString())) {
            screen.awaitText(">>>");
            screen.type("Hello\r");
            awaitActive(1);

            screen.type(CTRL_C);

            awaitActive(0);
            screen.type("/bye\r");
            assertThat(screen.exitCode()).isZero();
        }
    }

    @Test
    void aTerminalThatNobodyKnowsGetsAConversationWithoutStackTraces() throws Exception {
        try (Screen screen = new Screen(sandbox.with("TERM", "nosuchterm"), "tiny", "--temperature", "0")) {
            screen.awaitText(">>>");
            screen.type("What is the capital of France?\r").awaitText("Paris.");
            screen.type("/bye\r");

            assertThat(screen.exitCode()).isZero();
            assertThat(screen.text()).doesNotContain("Exception").doesNotContain("\tat ");
        }
    }

    @Test
    void controlCEndsASingleAnswerAndNotTheDaemon() throws Exception {
        Path slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        try (Screen screen = run(slow.toString(), "Hello")) {
            awaitActive(1);

            screen.type(CTRL_C);

            assertThat(screen.exitCode()).isEqualTo(130);
            assertThat(sandbox.daemon()).isPresent();
            awaitActive(0);
        }
    }

    @Test
    void anUnknownModelEndsBeforeAnythingIsTyped() throws Exception {
        try (Screen screen = run("tinny")) {
            screen.awaitText("did you mean tiny?");

            assertThat(screen.exitCode()).isEqualTo(3);
        }
    }

    private void awaitActive(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> active() == count);
    }

    private int active() throws IOException {
        return HttpProbe.unix(sandbox.socket())
                .get("/status")
                .json()
                .get("active_requests")
                .asInt();
    }

    private Screen run(String... arguments) throws IOException {
        return new Screen(sandbox, arguments);
    }

    /** A program in a terminal of its own, and all that it has written there. */
    private static final class Screen implements AutoCloseable {
        private final PtyProcess process;
        private final OutputStream keyboard;
        private final StringBuilder text = new StringBuilder();

        Screen(Sandbox sandbox, String... arguments) throws IOException {
            String[] command = new String[arguments.length + 2];
            command[0] = Installation.folder().resolve("bin/mullama").toString();
            command[1] = "run";
            System.arraycopy(arguments, 0, command, 2, arguments.length);
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("TERM", "xterm");
            environment.putAll(sandbox.variables());
            process = new PtyProcessBuilder(command)
                    .setEnvironment(environment)
                    .setDirectory(sandbox.folder().toString())
                    .setInitialColumns(100)
                    .setInitialRows(30)
                    .start();
            keyboard = process.getOutputStream();
            Thread reader = new Thread(this::read, "screen");
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
                char[] buffer = new char[1024];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    append(buffer, count);
                }
            } catch (IOException e) {
                // The terminal has gone with its program.
            }
        }

        private synchronized void append(char[] characters, int count) {
            text.append(characters, 0, count);
        }

        private synchronized String text() {
            return text.toString();
        }

        Screen type(String keys) throws IOException {
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            return this;
        }

        void awaitText(String expected) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(text()).contains(expected));
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the program ends; it wrote: %s", text())
                    .isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
