package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        try (Screen screen = Screen.of(sandbox.with("TERM", "dumb"), "run", slow.toString())) {
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
        try (Screen screen = Screen.of(sandbox.with("TERM", "nosuchterm"), "run", "tiny", "--temperature", "0")) {
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
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(List.of(arguments));
        return Screen.of(sandbox, command.toArray(String[]::new));
    }
}
