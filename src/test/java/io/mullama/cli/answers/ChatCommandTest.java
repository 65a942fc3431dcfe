package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code mullama chat} as far as it can be run without a terminal. */
@DisabledOnOs(OS.WINDOWS)
final class ChatCommandTest {
    @TempDir
    Path folder;

    @Test
    void itNeedsATerminalAndNeverReadsAPromptFromAPipe() throws IOException {
        CliRun cli = new CliRun(folder);
        try (FakeServer daemon = cli.daemon(FakeDaemon::answer)) {
            CliRun.Result piped = cli.piping("hello").run("chat", "tiny");

            assertThat(piped)
                    .isEqualTo(
                            new CliRun.Result(
                                    4,
                                    "",
                                    "mullama: a conversation needs a terminal; 'mullama run MODEL' takes a prompt from a pipe\n"));
            assertThat(daemon.requests()).isEmpty();
        }
    }

    @Test
    void itTakesTheOptionsOfAConversationAndNoOthers() throws IOException {
        CliRun cli = new CliRun(folder);

        assertThat(cli.run("chat", "--help").out())
                .contains("[MODEL]", "--system", "--temperature")
                .doesNotContain("--raw", "--json", "--stream", "PROMPT");
        assertThat(cli.run("chat", "--raw").err()).contains("--raw");
        assertThat(cli.run("chat", "tiny", "hello").exit()).isEqualTo(4);
    }
}
