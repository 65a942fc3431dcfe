package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import io.mullama.client.FakeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mullama bench}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class BenchCommandTest extends ModelCommands {
    private static final String PROMPT =
            "{\"test\":\"pp512\",\"prompt_tokens\":512,\"generated_tokens\":0,\"streams\":1,"
                    + "\"samples\":[{\"tokens\":512,\"duration_ns\":1000000000},{\"tokens\":512,\"duration_ns\":2000000000}],"
                    + "\"done\":false}\n";
    private static final String GENERATION =
            "{\"test\":\"tg128\",\"prompt_tokens\":0,\"generated_tokens\":128,\"streams\":4,"
                    + "\"samples\":[{\"tokens\":512,\"duration_ns\":500000000}],\"done\":false}\n";
    private static final String SETUP =
            "{\"model\":\"%s\",\"size_bytes\":1200000,\"parameters\":1100000,\"quantization\":\"Q8_0\",\"threads\":2,"
                    + "\"done\":true}\n";

    @BeforeEach
    void answerAsABench() {
        handler = answering(PROMPT, GENERATION, String.format(SETUP, "tiny"));
    }

    @Test
    void theResultsAreATable() {
        assertThat(cli.run("bench", "tiny")).isEqualTo(new CliRun.Result(0, """
                tiny: 1.2 MB, 1.1M parameters, Q8_0, 2 threads

                TEST     STREAMS    TOKENS/S    ±
                pp512    1          384.00      181.02
                tg128    4          1024.00     0.00
                """, ""));
        assertThat(body())
                .isEqualTo("{\"model\":\"tiny\",\"prompt_tokens\":[512],\"generated_tokens\":[128],\"streams\":[1],"
                        + "\"repetitions\":5}");
    }

    @Test
    void aFileIsNamedWithoutItsFolders() {
        handler = answering(PROMPT, String.format(SETUP, "/models/some.gguf"));
        assertThat(cli.run("bench", "/models/some.gguf").out()).startsWith("some.gguf: 1.2 MB");
    }

    @Test
    void jsonHoldsEveryRepetition() {
        CliRun.Result result = cli.run("bench", "tiny", "--json");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .startsWith("{\n  \"model\" : \"tiny\",")
                .contains("\"duration_ns\" : 2000000000")
                .contains("\"tokens_per_second\" : 1024.0")
                .doesNotContain("done")
                .endsWith("}\n");
    }

    @Test
    void everyOptionIsSent() {
        cli.run("bench", "./some.gguf", "-p", "128,512", "-n", "0", "-r", "2", "-s", "1,4");
        String file = Path.of("some.gguf").toAbsolutePath().toString();
        String body = "{\"model\":\"" + file + "\",\"prompt_tokens\":[128,512],\"generated_tokens\":[0],"
                + "\"streams\":[1,4],\"repetitions\":2}";
        assertThat(body()).isEqualTo(body);
        cli.run(("bench --prompt-tokens 128,512 --generated-tokens 0 --repetitions 2 --streams 1,4 " + file)
                .split(" "));
        assertThat(body()).isEqualTo(body);
    }

    @Test
    void whoeverWatchesSeesEachTestAsItEnds() {
        assertThat(cli.terminals("ioe")
                        .with("NO_COLOR", "1")
                        .run("bench", "tiny")
                        .err())
                .isEqualTo("""
                mullama: pp512, streams 1: 384.00 ± 181.02
                mullama: tg128, streams 4: 1024.00 ± 0.00
                """);
    }

    @Test
    void quietShowsTheFiguresAlone() {
        CliRun.Result result = cli.terminals("ioe").with("NO_COLOR", "1").run("bench", "tiny", "-q");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("pp512").contains("tg128");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bench tiny -p 12x       | --prompt-tokens is '12x'; it takes counts with commas between them, such as 128,512
            bench tiny -n 1,,2      | --generated-tokens is '1,,2'; it takes counts with commas between them, such as 128,512
            bench tiny -s=-1        | --streams is '-1'; it takes counts with commas between them, such as 128,512
            bench tiny -p 9999999999 | --prompt-tokens is '9999999999'; it takes counts with commas between them, such as 128,512
            bench tiny -r 1,2       | --repetitions is '1,2'; it takes one count, such as 5
            bench                   | missing required parameter: 'MODEL'; see 'mullama bench --help'
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
    }

    @Test
    void anErrorInTheMiddleIsOneLine() {
        handler = answering(
                PROMPT,
                "{\"error\":{\"message\":\"decoding failed\",\"type\":\"model_error\",\"code\":\"inference_failed\"}}\n");
        assertThat(cli.run("bench", "tiny")).isEqualTo(new CliRun.Result(1, "", "mullama: decoding failed\n"));
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        handler = (request, exchange) -> {
            exchange.beginStream();
            exchange.chunk(PROMPT);
            exchange.awaitClientGone();
        };
        CliRun.Result result = cli.interruptedBy((work, whenInterrupted) -> {
                    Thread interrupt = new Thread(() -> {
                        Awaitility.await().until(() -> daemon.requests().size() == 2);
                        whenInterrupted.run();
                    });
                    interrupt.start();
                    work.run();
                })
                .run("bench", "tiny");
        assertThat(result).isEqualTo(new CliRun.Result(130, "", ""));
        assertThat(daemon.clientGone().await(10, TimeUnit.SECONDS)).isTrue();
    }

    private String body() {
        List<FakeServer.Request> requests = daemon.requests();
        return requests.get(requests.size() - 1).body();
    }

    private static FakeServer.Handler answering(String... lines) {
        return (request, exchange) -> {
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/bench");
            exchange.beginStream();
            for (String line : lines) {
                exchange.chunk(line);
            }
            exchange.endStream();
        };
    }
}
