package io.mullama.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mullama pull}, and the pull of a model that another command needs, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class PullCommandTest extends ModelCommands {
    private static final String KEPT = "mullama: what came is kept; pull again to go on\n";
    private static final long SIZE = 4_700_000_000L;
    private static final String[] PULL = {
        downloading(SIZE, 0), downloading(SIZE, SIZE), "{\"status\":\"verifying\"}", success("qwen2.5:7b", SIZE)
    };

    @Test
    void whatWasPulledIsToldWithItsSize() {
        handler = streaming(PULL);
        assertThat(cli.run("pull", "qwen2.5:7b"))
                .isEqualTo(new CliRun.Result(
                        0, "pulled qwen2.5:7b: 4.7 GB\n", "pulling m.gguf: 0% of 4.7 GB\nverifying\n"));
        assertThat(asked()).isEqualTo("POST /api/models/pull {\"name\":\"qwen2.5:7b\",\"stream\":true}");
    }

    @Test
    void aModelThatIsHereIsUpToDate() {
        handler = streaming(downloading(SIZE, SIZE), success("qwen2.5:7b", SIZE));
        assertThat(cli.run("pull", "qwen2.5:7b")).isEqualTo(new CliRun.Result(0, "qwen2.5:7b is up to date\n", ""));
        handler = streaming(success("qwen2.5:7b", SIZE));
        assertThat(cli.run("pull", "qwen2.5:7b").out()).isEqualTo("qwen2.5:7b is up to date\n");
    }

    @Test
    void quietShowsNothing() {
        handler = streaming(PULL);
        assertThat(cli.run("pull", "-q", "qwen2.5:7b")).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(cli.terminals("ioe").run("pull", "--quiet", "qwen2.5:7b")).isEqualTo(new CliRun.Result(0, "", ""));
    }

    @Test
    void jsonIsEachLineAsItComes() {
        handler = streaming(PULL);
        CliRun.Result result = cli.run("pull", "--json", "qwen2.5:7b");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).hasLineCount(4).startsWith("{\"status\":\"downloading\",\"progress\":0");
        assertThat(result.out()).endsWith(PULL[3] + "\n");
    }

    @Test
    void inATerminalTheBarsAreOnTheStandardError() {
        handler = streaming(PULL);
        CliRun.Result result = cli.terminals("ioe").columns(100).run("pull", "qwen2.5:7b");
        assertThat(result.out()).isEqualTo("pulled qwen2.5:7b: 4.7 GB\n");
        assertThat(result.err()).contains("m.gguf  ▕").contains("100%").endsWith("\u001b[?25h");
    }

    @ParameterizedTest
    @CsvSource({
        "404, model_not_found, 3",
        "403, access_denied, 7",
        "502, download_failed, 5",
        "507, disk_full, 5",
        "400, invalid_request, 4"
    })
    void eachFailureHasItsExitCode(int status, String code, int exit) {
        handler = refusing(status, code, "no", "do this");
        assertThat(cli.run("pull", "x")).isEqualTo(new CliRun.Result(exit, "", "mullama: no; do this\n"));
    }

    @Test
    void aDownloadThatFailsInTheMiddleIsOneLine() {
        handler = streaming(downloading(10, 5), error("download_failed", "the hub hung up", "pull it again"));
        assertThat(cli.run("pull", "x"))
                .isEqualTo(new CliRun.Result(
                        5, "", "pulling m.gguf: 50% of 10 B\nmullama: the hub hung up; pull it again\n"));
    }

    @Test
    void anInterruptSaysThatWhatCameIsKept() throws Exception {
        handler = (request, exchange) -> {
            exchange.beginStream();
            exchange.chunk(downloading(SIZE, 0) + "\n");
            exchange.awaitClientGone();
        };
        CliRun.Result result = interruptedWhen("pulling").run("pull", "qwen2.5:7b");
        assertThat(result).isEqualTo(new CliRun.Result(130, "", "pulling m.gguf: 0% of 4.7 GB\n" + KEPT));
        assertThat(daemon.clientGone().await(10, TimeUnit.SECONDS)).isTrue();
    }

    private CliRun interruptedWhen(String path) {
        return cli.interruptedBy((work, whenInterrupted) -> {
            Thread interrupt = new Thread(() -> {
                Awaitility.await().until(() -> cli.errSoFar().contains(path));
                whenInterrupted.run();
            });
            interrupt.start();
            work.run();
        });
    }

    @Test
    void thePersonsTokenGoesThroughTheSocketAlone() throws IOException {
        handler = streaming(PULL);
        cli.with("HF_TOKEN", " hf_secret ").run("pull", "qwen2.5:7b");
        assertThat(asked()).contains("\"token\":\"hf_secret\"");
        cli.with("HF_TOKEN", "").run("pull", "qwen2.5:7b");
        assertThat(asked()).doesNotContain("token");
        try (FakeServer other = FakeServer.onTcp((request, exchange) -> {
            if (request.path().equals("/health")) {
                FakeDaemon.answer(request, exchange);
            } else {
                handler.handle(request, exchange);
            }
        })) {
            cli.with("HF_TOKEN", "hf_secret").with("MULLAMA_HOST", "http://127.0.0.1:" + other.port());
            assertThat(cli.run("pull", "qwen2.5:7b").exit()).isZero();
            assertThat(other.requests().toString()).contains("/api/models/pull").doesNotContain("hf_secret");
        }
    }

    @Test
    void runBringsWhatIsNotHere() {
        missingUntilPulled();
        assertThat(cli.run("run", "big", "hi"))
                .isEqualTo(
                        new CliRun.Result(
                                0,
                                "The capital is Paris.\n",
                                "mullama: big is not on this machine yet; pulling it\npulling m.gguf: 0% of 4.7 GB\nverifying\n"));
        assertThat(pathsAsked()).containsExactly("/api/chat", "/api/models/pull", "/api/chat");
    }

    @Test
    void aQuietLoadBringsWhatIsNotHereWithoutAWord() {
        AtomicBoolean pulled = new AtomicBoolean();
        handler = (request, exchange) -> {
            if (request.path().equals("/api/models/pull")) {
                pulled.set(true);
                streaming(PULL).handle(request, exchange);
            } else if (!pulled.get()) {
                refusing(404, "model_not_pulled", "big is not here", "pull it").handle(request, exchange);
            } else if (request.path().equals("/api/models/load")) {
                exchange.json(200, "{\"alias\":\"big\",\"parameters\":1,\"context_size\":512,\"gpu_layers\":0}");
            } else {
                exchange.json(200, "{\"alias\":\"big\",\"path\":\"/m/big.gguf\",\"size_bytes\":1}");
            }
        };
        assertThat(cli.run("load", "-q", "big")).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(pathsAsked())
                .containsExactly("/api/models/big", "/api/models/pull", "/api/models/big", "/api/models/load");
    }

    @Test
    void benchBringsWhatIsNotHere() {
        missingUntilPulled();
        CliRun.Result result = cli.run("bench", "big");
        assertThat(result.err()).startsWith("mullama: big is not on this machine yet; pulling it\n");
        assertThat(pathsAsked()).containsExactly("/api/bench", "/api/models/pull", "/api/bench");
    }

    @Test
    void aModelThatIsStillNotHereAfterThePullIsAnError() {
        handler = (request, exchange) -> {
            if (request.path().equals("/api/models/pull")) {
                streaming(PULL).handle(request, exchange);
            } else {
                refusing(404, "model_not_pulled", "big is not here", "pull it").handle(request, exchange);
            }
        };
        CliRun.Result result = cli.run("run", "big", "hi");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).endsWith("mullama: big is not here; pull it\n");
        assertThat(allAsked()).hasSize(3);
    }

    @Test
    void whatCannotBePulledForARunIsThePullsError() {
        handler = (request, exchange) -> {
            if (request.path().equals("/api/models/pull")) {
                refusing(502, "download_failed", "no line", "try later").handle(request, exchange);
            } else {
                refusing(404, "model_not_pulled", "big is not here", "pull it").handle(request, exchange);
            }
        };
        assertThat(cli.run("run", "big", "hi"))
                .isEqualTo(new CliRun.Result(
                        5, "", "mullama: big is not on this machine yet; pulling it\nmullama: no line; try later\n"));
    }

    private List<String> pathsAsked() {
        return daemon.requests().stream()
                .map(FakeServer.Request::path)
                .filter(path -> !path.equals("/health"))
                .toList();
    }

    private void missingUntilPulled() {
        AtomicBoolean pulled = new AtomicBoolean();
        handler = (request, exchange) -> {
            if (request.path().equals("/api/models/pull")) {
                pulled.set(true);
                streaming(PULL).handle(request, exchange);
            } else if (pulled.get()) {
                FakeDaemon.answer(request, exchange);
            } else {
                refusing(404, "model_not_pulled", "big is not here", "pull it").handle(request, exchange);
            }
        };
    }

    @Test
    void aFileThatLiesThereIsNamedByItsWholePath() {
        handler = refusing(400, "invalid_request", "a path", "run it");
        assertThat(cli.run("pull", "./m.gguf").exit()).isEqualTo(4);
        assertThat(asked()).contains("\"" + Path.of("m.gguf").toAbsolutePath() + "\"");
    }
}
