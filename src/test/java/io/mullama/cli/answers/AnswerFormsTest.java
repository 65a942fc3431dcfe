package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What an answer of {@code mullama run} looks like: JSON, in a terminal, while one waits. */
@DisabledOnOs(OS.WINDOWS)
class AnswerFormsTest extends ModelCommands {
    private static String piece(String thought, String said) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"" + said + "\",\"thinking\":\""
                + thought + "\"},\"done\":false,\"new\":1}";
    }

    private static String last(String said) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"" + said + "\"},"
                + "\"done\":true,\"done_reason\":\"stop\",\"warnings\":[\"'num_ctx' asks for too much\"]}";
    }

    @Test
    void jsonIsTheWholeAnswerWithAllThatTheDaemonSays() {
        handler = answering(last("Paris."));
        CliRun.Result result = cli.run("run", "--json", "tiny", "hi");
        assertThat(asked()).contains("\"stream\":false");
        assertThat(result).isEqualTo(new CliRun.Result(0, """
                {
                  "model" : "tiny",
                  "message" : {
                    "role" : "assistant",
                    "content" : "Paris."
                  },
                  "done" : true,
                  "done_reason" : "stop",
                  "warnings" : [ "'num_ctx' asks for too much" ]
                }
                """, ""));
    }

    @Test
    void jsonThatIsStreamedIsALineForEachPieceAsItCame() {
        handler = streaming(piece("Hm", ""), piece("", "Paris."), last(""));
        CliRun.Result result = cli.run("run", "--json", "--stream", "tiny", "hi");
        assertThat(asked()).contains("\"stream\":true");
        assertThat(result.out()).isEqualTo(piece("Hm", "") + "\n" + piece("", "Paris.") + "\n" + last("") + "\n");
    }

    @Test
    void anAnswerMayBeWaitedForUntilItIsWhole() {
        handler = answering(last("Paris."));
        CliRun.Result result = cli.run("run", "--no-stream", "tiny", "hi");
        assertThat(asked()).contains("\"stream\":false");
        assertThat(result.out()).isEqualTo("Paris.\n");
    }

    @Test
    void whatWasNotDoneAsAskedIsSaid() {
        handler = streaming(piece("", "Paris."), last(""));
        assertThat(cli.run("run", "tiny", "hi"))
                .isEqualTo(new CliRun.Result(0, "Paris.\n", "mullama: 'num_ctx' asks for too much\n"));
    }

    @Test
    void aPipeGetsTheTextAsItIsAndNoThoughts() {
        handler = streaming(piece("Hm", ""), piece("", "**Paris** is far away from here."), last(""));
        assertThat(cli.columns(20).run("run", "tiny", "hi").out()).isEqualTo("**Paris** is far away from here.\n");
    }

    @Test
    void aTerminalGetsLinesThatFitAndThoughtsSetApart() {
        handler = streaming(piece("Hm", ""), piece("", "Paris is far aw"), piece("", "ay from here."), last(""));
        cli.terminals("oe").with("NO_COLOR", "1").columns(20);
        assertThat(cli.run("run", "tiny", "hi").out())
                .isEqualTo("Thinking...\nHm\n...done thinking.\n\nParis is far away\nfrom here.\n");
        assertThat(cli.run("run", "tiny", "--hide-thinking", "hi").out()).isEqualTo("Paris is far away\nfrom here.\n");
        for (String option : List.of("--no-wrap", "--nowordwrap")) {
            assertThat(cli.run("run", "tiny", "--hide-thinking", option, "hi").out())
                    .isEqualTo("Paris is far away from here.\n");
        }
    }

    @Test
    void aTerminalWithColoursGetsMarkdownRenderedUnlessToldNotTo() {
        handler = streaming(piece("", "It is **Pa"), piece("", "ris**."), last(""));
        cli.terminals("oe");
        assertThat(cli.run("run", "tiny", "hi").out())
                .contains("\u001b[1mParis")
                .doesNotContain("*");
        assertThat(cli.run("run", "tiny", "--no-markdown", "hi").out()).isEqualTo("It is **Paris**.\n");
    }

    @Test
    void jsonThatAModelWritesIsNotBrokenInATerminal() {
        handler = streaming(piece("", "{'capital': 'Paris, on the Seine'}"), last(""));
        cli.terminals("oe").columns(20);
        assertThat(cli.run("run", "tiny", "--format", "json", "hi").out())
                .isEqualTo("{'capital': 'Paris, on the Seine'}\n");
    }

    @Test
    void whoWantsNoColoursIsToldWhatForToo() {
        handler = (request, exchange) -> {
            exchange.beginStream();
            Awaitility.await().until(() -> cli.errSoFar().contains("Waiting"));
            exchange.chunk(last("") + "\n");
            exchange.endStream();
        };
        assertThat(cli.terminals("oe").run("run", "tiny", "hi", "--no-color").err())
                .contains("Waiting for tiny ...");
        assertThat(cli.with("NO_COLOR", "1").run("run", "tiny", "hi").err()).contains("Waiting for tiny ...");
    }

    @Test
    void whoeverWaitsLongIsToldWhatForUntilTheAnswerComes() {
        handler = (request, exchange) -> {
            exchange.beginStream();
            Awaitility.await().until(() -> cli.errSoFar().contains("Waiting"));
            exchange.chunk(piece("", "Paris.") + "\n");
            exchange.chunk(last("") + "\n");
            exchange.endStream();
        };
        CliRun.Result result = cli.terminals("oe").run("run", "tiny", "hi");
        assertThat(result.err()).startsWith("\r\u001b[KWaiting for tiny ...\r\u001b[K");
        assertThat(result.out()).startsWith("Paris.");
    }
}
