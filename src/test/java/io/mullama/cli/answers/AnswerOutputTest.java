package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import io.mullama.cli.command.Console;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of an answer that is printed while it comes. */
@DisabledOnOs(OS.WINDOWS)
class AnswerOutputTest extends ModelCommands {
    private void answerWith(FakeServer.Handler answer) {
        handler = answer;
    }

    @Test
    void eachPieceIsPrintedAsItComes() throws IOException {
        StringBuilder flushed = new StringBuilder();
        answerWith((request, exchange) -> {
            exchange.beginStream();
            exchange.chunk(piece("one "));
            Awaitility.await().until(() -> flushed.toString().equals("one "));
            exchange.chunk(piece("two"));
            exchange.chunk(last("stop"));
            exchange.endStream();
        });
        cli.printingTo(new OutputStream() {
            @Override
            public void write(int b) {
                flushed.append((char) b);
            }
        });
        assertThat(cli.run("run", "tiny", "x").exit()).isZero();
        assertThat(flushed).hasToString("one two\n");
    }

    @Test
    void aDaemonThatGoesAwayIsExitCodeTwo() throws IOException {
        answerWith((request, exchange) -> {
            exchange.beginStream();
            exchange.chunk(piece("half"));
        });
        CliRun.Result result = cli.run("run", "tiny", "x");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEqualTo("half");
        assertThat(result.err())
                .contains("went away in the middle of its answer")
                .hasLineCount(1);
    }

    @Test
    void anInterruptStopsTheWorkAndKeepsWhatCame() throws Exception {
        CliRun.Result result = cli.interruptedBy((work, whenInterrupted) -> {
                    Thread interrupt = new Thread(() -> {
                        Awaitility.await().until(() -> daemon.requests().size() == 2);
                        whenInterrupted.run();
                    });
                    interrupt.start();
                    work.run();
                })
                .run("run", "tiny", "slowly");
        assertThat(result.exit()).isEqualTo(130);
        assertThat(result.err()).isEmpty();
        assertThat(daemon.clientGone().await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFullContextIsSaid() throws IOException {
        answerWith((request, exchange) -> exchange.json(200, piece("long") + last("length")));
        assertThat(cli.run("run", "tiny", "x").err())
                .startsWith("mullama: the answer ends here because the context is full;");
        assertThat(cli.run("run", "--max-tokens", "1", "tiny", "x").err()).isEmpty();
    }

    @Test
    void anAnswerThatEndsItsOwnLineGetsNoSecondNewline() throws IOException {
        answerWith((request, exchange) -> exchange.json(200, piece("line\\n") + last("stop")));
        assertThat(cli.run("run", "tiny", "x").out()).isEqualTo("line\n");
    }

    @Test
    void aReaderThatHasGoneAwayEndsItQuietly() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) {
                throw new Console.OutputClosed(new IOException());
            }
        };
        assertThat(cli.printingTo(closed).run("run", "tiny", "x")).isEqualTo(new CliRun.Result(0, "", ""));
    }

    @Test
    void aFullDiskIsAnError() {
        CliRun.Result result =
                cli.printingTo(failing("No space left on device")).run("run", "tiny", "x");
        assertThat(result)
                .isEqualTo(new CliRun.Result(1, "", "mullama: cannot write the output: No space left on device\n"));
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private static String piece(String text) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"done\":false}\n";
    }

    private static String last(String reason) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\""
                + reason + "\"}\n";
    }
}
