package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeInstallation;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code mullama run} with a prompt, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class RunCommandTest {
    private static final String FIGURES = """
            total:     500 ms
            load:      100 ms
            prompt:    12 tokens, 8 cached, in 200 ms, 20.0 tokens/s
            answer:    6 tokens in 200 ms, 30.0 tokens/s
            overall:   12.0 tokens/s
            ended:     stop
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @SuppressWarnings("NullAway.Init")
    private FakeServer daemon;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
        daemon = cli.daemon(FakeDaemon::answer);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    private String body() {
        List<FakeServer.Request> requests = daemon.requests();
        return requests.get(requests.size() - 1).body();
    }

    @Test
    void theAnswerIsPrintedAndEndsWithANewline() {
        CliRun.Result result = cli.run("run", "tiny", "What", "is the capital", "of France?");
        assertThat(result).isEqualTo(new CliRun.Result(0, "The capital is Paris.\n", ""));
        assertThat(body())
                .isEqualTo(
                        "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}],"
                                + "\"stream\":true,\"max_tokens\":-1}");
    }

    @Test
    void everyOptionIsSent() {
        String line = "run --system Briefly! --temperature 0.5 --top-p 0.9 --top-k 20 --min-p 0.1 --repeat-penalty 1.1"
                + " --seed 42 --max-tokens 9 --stop a --stop b --keep-alive 10m tiny hi";
        cli.run(line.split(" "));
        assertThat(body())
                .isEqualTo("{\"model\":\"tiny\",\"messages\":[{\"role\":\"system\",\"content\":\"Briefly!\"},"
                        + "{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true,\"max_tokens\":9,\"temperature\":0.5,"
                        + "\"top_k\":20,\"top_p\":0.9,\"min_p\":0.1,\"repeat_penalty\":1.1,\"seed\":42,"
                        + "\"stop\":[\"a\",\"b\"],\"keep_alive\":\"10m\"}");
    }

    @Test
    void whatIsPipedInIsThePrompt() {
        assertThat(cli.piping("2 + 2\n").run("run", "tiny").out()).isEqualTo("The capital is Paris.\n");
        assertThat(body()).contains("\"content\":\"2 + 2\"");
    }

    @Test
    void whatIsPipedInGoesBeforeThePromptOfTheArguments() {
        cli.piping("line 1\nline 2\n").run("run", "tiny", "Explain:");
        assertThat(body()).contains("\"content\":\"line 1\\nline 2\\n\\nExplain:\"");
        cli.piping("").run("run", "tiny", "Explain:");
        assertThat(body()).contains("\"content\":\"Explain:\"");
    }

    @Test
    void aPromptMayBeginWithADashBehindTwoOrWithAnAtSign() {
        cli.run("run", "tiny", "--", "-5 + 3");
        assertThat(body()).contains("\"content\":\"-5 + 3\"");
        cli.run("run", "tiny", "@home");
        assertThat(body()).contains("\"content\":\"@home\"");
    }

    @Test
    void rawSendsThePromptAsItIs() {
        assertThat(cli.run("run", "--raw", "tiny", "Once").out()).isEqualTo("raw text\n");
        assertThat(body())
                .isEqualTo("{\"model\":\"tiny\",\"prompt\":\"Once\",\"raw\":true,\"stream\":true,\"max_tokens\":-1}");
    }

    @Test
    void verboseShowsTheFiguresOnTheStandardError() {
        CliRun.Result result = cli.run("run", "tiny", "hi", "--verbose");
        assertThat(result).isEqualTo(new CliRun.Result(0, "The capital is Paris.\n", FIGURES));
    }

    @Test
    void aPathIsSentAbsoluteAndANameAsItIs() throws IOException {
        cli.run("run", "./some.gguf", "hi");
        assertThat(body()).contains("\"model\":\"" + Path.of("some.gguf").toAbsolutePath() + "\"");
        Path file = Files.writeString(folder.resolve("model.bin"), "");
        cli.run("run", folder + "/./" + file.getFileName(), "hi");
        assertThat(body()).contains("\"model\":\"" + file + "\"");
        for (String name : List.of("tiny", "qwen2.5:7b", "org/repo:q4", "hf:org/repo/file.gguf", "nowhere.gguf")) {
            cli.run("run", name, "hi");
            assertThat(body()).contains("\"model\":\"" + name + "\"");
        }
    }

    @Test
    void anUnknownModelIsExitCodeThreeWithTheDaemonsHint() {
        assertThat(cli.run("run", "nosuch", "hi"))
                .isEqualTo(new CliRun.Result(3, "", "mullama: model 'nosuch' not found; the nearest known is tiny\n"));
    }

    @Test
    void anErrorInTheMiddleComesAfterWhatWasPrinted() {
        CliRun.Result result = cli.terminals("ioe").with("NO_COLOR", "1").run("run", "tiny", "fail");
        assertThat(result).isEqualTo(new CliRun.Result(1, "The capital\n", "mullama: decoding failed\n"));
    }

    @Test
    void withoutAPromptThereMustBeATerminal() {
        assertThat(cli.piping(" \n").run("run", "tiny"))
                .isEqualTo(new CliRun.Result(
                        4,
                        "",
                        "mullama: the standard input is empty, and no prompt is given;"
                                + " give it behind the model's name, or pipe it in\n"));
        CliRun.Result noOutput = cli.terminals("i").run("run", "tiny");
        assertThat(noOutput.err()).contains("the output is no terminal to chat in");
        CliRun.Result raw =
                cli.typing("").terminals("ioe").with("NO_COLOR", "1").run("run", "--raw", "tiny");
        assertThat(raw.err()).contains("--raw takes a prompt");
        assertThat(List.of(noOutput.exit(), raw.exit())).containsOnly(4);
    }

    @Test
    void whatIsPipedInMustBeText() {
        assertThat(cli.pipingBytes(new byte[] {(byte) 0xff, (byte) 0xfe}).run("run", "tiny"))
                .isEqualTo(
                        new CliRun.Result(4, "", "mullama: the standard input is not UTF-8 text; pipe text into it\n"));
    }

    @Test
    void moreInputThanAnyModelReadsIsRefusedBeforeItIsSent() {
        CliRun.Result result = cli.pipingBytes("a".repeat((16 << 20) + 1).getBytes(StandardCharsets.UTF_8))
                .run("run", "tiny");
        assertThat(result)
                .isEqualTo(
                        new CliRun.Result(
                                4,
                                "",
                                "mullama: the standard input is longer than 16 MiB; no model reads so much at once; give it a part\n"));
    }

    @Test
    void optionsThatContradictEachOtherOrCannotBeReadAreRefused() {
        assertThat(cli.run("run", "--raw", "--system", "x", "tiny", "hi").err())
                .startsWith("mullama: --system has no effect with --raw; ");
        assertThat(cli.run("run", "--keep-alive", "soon", "tiny", "hi").err())
                .startsWith("mullama: --keep-alive is 'soon'; it takes a duration");
    }

    @Test
    void theDaemonIsStartedWhereNoneRuns() throws IOException {
        daemon.close();
        Files.delete(cli.home().resolve("mullama.sock"));
        FakeInstallation.withDaemon(cli.installation());
        assertThat(cli.run("run", "tiny", "hi").out()).isEqualTo("The capital is Paris.\n");
        assertThat(cli.run("stop")).isEqualTo(new CliRun.Result(0, "The daemon has stopped.\n", ""));
        assertThat(cli.run("stop")).isEqualTo(new CliRun.Result(0, "No daemon is running.\n", ""));
    }
}
