package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code mullama chat}: what can be typed besides messages, in a real pseudo-terminal. */
final class TerminalChatDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String UP = "\u001bOA";

    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @Test
    void theDefaultModelIsTheOneThatComesWithMullama() throws Exception {
        try (Screen screen = Screen.of(sandbox, "chat", "--temperature", "0")) {
            screen.type(FRANCE + "\r").awaitText(PARIS);
            screen.type("/tokens\r").awaitText(" of 2048 tokens are used");
            leave(screen);
        }
    }

    @Test
    void aMessageOfSeveralLinesIsOneMessageAndOneLineOfHistory() throws Exception {
        try (Screen screen = chat()) {
            screen.awaitText(">>> ");
            screen.type("\"\"\"\r" + FRANCE + "\r\"\"\"\r").awaitText(PARIS);
            leave(screen);
        }
        try (Screen screen = chat()) {
            screen.awaitText(">>> ");
            screen.type(UP).awaitText("... " + FRANCE);
            screen.type("\r").awaitText(PARIS);
            leave(screen);
        }
        assertThat(Files.readAllLines(sandbox.home().resolve("history"))).hasSize(1);
    }

    @Test
    void aLongPasteIsOneMessageAndQuick() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            lines.append("a line that says nothing, number ").append(i).append('\r');
        }
        try (Screen screen = chat()) {
            screen.awaitText(">>> ");
            Instant begin = Instant.now();
            screen.type("\u001b[200~" + lines + "\u001b[201~").awaitText("[pasted 5000 lines]");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
            screen.type("\r").awaitText("mullama:");
            screen.type(FRANCE + "\r").awaitText(PARIS);
            leave(screen);
        }
    }

    @Test
    void aDaemonThatHasEndedIsStartedAgainByTheNextMessage() throws Exception {
        try (Screen screen = chat()) {
            screen.type(FRANCE + "\r").awaitText(PARIS);
            assertThat(sandbox.run("stop").exitCode()).isZero();
            screen.type("And of Spain?\r").awaitText("The capital of Spain is Madrid.");
            leave(screen);
        }
    }

    @Test
    void aSavedConversationGoesOnElsewhere() throws Exception {
        try (Screen screen = chat()) {
            screen.type(FRANCE + "\r").awaitText(PARIS);
            screen.type("/set parameter seed 1\r").awaitText("seed is 1 now.");
            screen.type("/save france\r").awaitText("'mullama run france' begins here.");
            screen.type("/load france\r").awaitText("goes on with france");
            screen.type("/show modelfile\r").awaitText("MESSAGE user " + FRANCE);
            leave(screen);
        }
        assertThat(sandbox.run("run", "france", "--temperature", "0", "And of Spain?")
                        .out())
                .isEqualTo("The capital of Spain is Madrid.\n");
    }

    @Test
    void aFileIsAttachedAndAnEditorSendsWhatItLeaves() throws Exception {
        Files.writeString(sandbox.folder().resolve("question.txt"), FRANCE);
        Path editor = sandbox.folder().resolve("editor");
        Files.writeString(editor, "#!/bin/sh\nprintf '%s' '" + FRANCE + "' > \"$1\"\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        Sandbox with = sandbox.with("VISUAL", editor.toString());
        try (Screen screen = Screen.of(with, "chat", "tiny", "--temperature", "0")) {
            screen.awaitText(">>> ");
            screen.type("/file que\t").awaitText("question.txt");
            screen.type("\r").awaitText("goes with the next message");
            screen.type("/clear\r").awaitText("forgotten");
            screen.type("/edit\r").awaitText(PARIS);
            leave(screen);
        }
    }

    @Test
    void controlCTwiceLeaves() throws Exception {
        try (Screen screen = chat()) {
            screen.awaitText(">>> ");
            screen.type("begun" + CTRL_C + CTRL_C).awaitText("Ctrl-C again");
            screen.type(CTRL_C);

            assertThat(screen.exitCode()).isZero();
        }
    }

    private Screen chat() throws IOException {
        return Screen.of(sandbox, "chat", "tiny", "--temperature", "0");
    }

    private static void leave(Screen screen) throws Exception {
        screen.type(CTRL_D);
        assertThat(screen.exitCode()).isZero();
    }
}
