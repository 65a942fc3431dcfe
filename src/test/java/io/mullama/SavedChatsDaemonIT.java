package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Conversations that are saved as they go, typed at the packaged program in a real pseudo-terminal. */
final class SavedChatsDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";
    private static final String SPAIN = "And of Spain?";
    private static final String MADRID = "The capital of Spain is Madrid.";

    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @Test
    void whatWasAnsweredBeforeTheProgramWasKilledIsThereWhenItGoesOn() throws Exception {
        try (Screen screen = Screen.of(sandbox, "run", "tiny", "--temperature", "0")) {
            screen.type(FRANCE + "\r").awaitText(PARIS);
            screen.type("/bye\r");
            assertThat(screen.exitCode()).isZero();
        }
        Path slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        Screen killed = Screen.of(sandbox, "run", "--continue", slow.toString());
        killed.awaitText(PARIS);
        killed.type("And now something slow\r");
        awaitActive();
        killed.close();

        try (Screen screen = Screen.of(sandbox, "run", "--continue")) {
            screen.awaitText(">>> " + FRANCE);
            screen.awaitText(PARIS);
            screen.type(SPAIN + "\r").awaitText(MADRID);
            screen.type("/bye\r");
            assertThat(screen.exitCode()).isZero();
        }

        String shown = sandbox.run("chats", "show", id()).out();
        assertThat(shown)
                .contains("Model: `tiny`")
                .contains(FRANCE + "\n\n## Assistant\n\n" + PARIS + "\n\n## User\n\n" + SPAIN)
                .contains(MADRID)
                .doesNotContain("slow");
    }

    @Test
    void aQuestionAloneGoesOnWithWhatWasSaved() throws Exception {
        sandbox.run("run", "--save", "--temperature", "0", "tiny", FRANCE);
        assertThat(sandbox.run("run", "--continue", SPAIN).out()).isEqualTo(MADRID + "\n");
        assertThat(sandbox.run("chats").out()).hasLineCount(2).contains(FRANCE);
        assertThat(sandbox.run("chats", "rm", id()).exitCode()).isZero();
        assertThat(sandbox.run("run", "--continue", SPAIN).err()).contains("there is no conversation to go on with");
    }

    private String id() throws Exception {
        return sandbox.run("chats")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(" ", 2)[0];
    }

    private void awaitActive() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> active() > 0);
    }

    private int active() throws IOException {
        return HttpProbe.unix(sandbox.socket())
                .get("/status")
                .json()
                .get("active_requests")
                .asInt();
    }
}
