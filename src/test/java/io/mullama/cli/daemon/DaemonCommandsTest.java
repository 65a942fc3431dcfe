package io.mullama.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.command.ServeOptions;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import io.mullama.config.Setting;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code list}, {@code ps}, {@code serve} and {@code stop}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class DaemonCommandsTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    private final List<ServeOptions> served = new ArrayList<>();

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
        cli.serving(options -> {
            served.add(options);
            return 5;
        });
    }

    private CliRun.Result withDaemon(String models, String... arguments) throws IOException {
        try (FakeServer daemon = cli.daemon((request, exchange) -> {
            if (request.path().equals("/api/models") && !models.isEmpty()) {
                exchange.json(200, models);
            } else {
                FakeDaemon.answer(request, exchange);
            }
        })) {
            assertThat(daemon.requests()).isEmpty();
            return cli.run(arguments);
        }
    }

    @Test
    void listShowsEveryModel() throws IOException {
        assertThat(withDaemon("", "list")).isEqualTo(new CliRun.Result(0, """
                NAME    SIZE      QUANTIZATION    PARAMETERS    MODIFIED
                tiny    1.2 MB    Q8_0            1.1M          2 days ago
                big     4.7 GB    Q4_K_M          7.6B          1 day ago
                """, ""));
    }

    @Test
    void psShowsTheLoadedOnesAndUntilWhen() throws IOException {
        assertThat(withDaemon("", "ps")).isEqualTo(new CliRun.Result(0, """
                NAME    SIZE      QUANTIZATION    CONTEXT    REQUESTS    UNTIL
                tiny    1.2 MB    Q8_0            4096       0           4 minutes from now
                """, ""));
    }

    @Test
    void psTellsAModelInUseFromOneThatStays() throws IOException {
        String models = """
                {"models":[{"alias":"a","path":"/a","active_requests":2,"loaded":true,"context_size":512},
                {"alias":"b","path":"/b","loaded":true}]}""";
        assertThat(withDaemon(models, "ps").out()).isEqualTo("""
                NAME    SIZE    QUANTIZATION    CONTEXT    REQUESTS    UNTIL
                a       0 B                     512        2           in use
                b       0 B                     0          0           for ever
                """);
    }

    @Test
    void withoutModelsTheHeadStands() throws IOException {
        assertThat(withDaemon("{\"models\":[]}", "ls").out())
                .isEqualTo("NAME    SIZE    QUANTIZATION    PARAMETERS    MODIFIED\n");
    }

    @Test
    void jsonIsTheDaemonsOwn() throws IOException {
        CliRun.Result list = withDaemon("", "list", "--json");
        assertThat(list.out())
                .startsWith("{")
                .contains("\"alias\" : \"tiny\"")
                .contains("\"alias\" : \"big\"")
                .endsWith("}\n");
    }

    @Test
    void jsonOfPsHoldsTheLoadedOnesOnly() throws IOException {
        CliRun.Result ps = withDaemon("", "ps", "--json");
        assertThat(ps.out()).contains("\"alias\" : \"tiny\"").doesNotContain("big");
    }

    @Test
    void anErrorOfTheDaemonIsOneLine() throws IOException {
        try (FakeServer daemon = cli.daemon((request, exchange) -> {
            if (request.path().equals("/health")) {
                FakeDaemon.answer(request, exchange);
            } else {
                exchange.json(503, "{\"error\":{\"message\":\"too many connections\",\"code\":\"overloaded\"}}");
            }
        })) {
            assertThat(daemon.requests()).isEmpty();
            assertThat(cli.run("list")).isEqualTo(new CliRun.Result(1, "", "mullama: too many connections\n"));
        }
    }

    @Test
    void serveHandsEveryFlagToTheStarter() {
        String line = "serve --model tiny --model ./x.gguf --host 0.0.0.0 --port 9 --socket s --gpu-layers 3"
                + " --context-size 512 --threads 2 --parallel 8 --kv-size 900 --max-queue 3 --max-stall 1s"
                + " --prompt-cache 0 --request-timeout 1m --keep-alive -1 --load-timeout 1m"
                + " --max-loaded-models 3 --memory-limit 8GB --idle-exit 1h --log-level debug --cache-dir c"
                + " --hub-endpoint http://hub --hub-offline true --ollama --pull-connections 2 --allowed-hosts a.lan"
                + " --allowed-origins http://a --api-key k --insecure --tls-cert c.pem --tls-key k.pem"
                + " --rate-limit 60 --max-body 1MB";
        CliRun.Result result = cli.run(line.split(" "));
        assertThat(result).isEqualTo(new CliRun.Result(5, "", ""));
        ServeOptions options = served.get(0);
        assertThat(options.onDemand()).isFalse();
        assertThat(options.directories().home()).isEqualTo(cli.home());
        assertThat(options.settings().models())
                .containsExactly("tiny", Path.of("x.gguf").toAbsolutePath().toString());
        assertThat(options.settings().endpoint().url()).isEqualTo("http://0.0.0.0:9");
        assertThat(options.settings().socket())
                .contains(Path.of("s").toAbsolutePath().toString());
        assertThat(options.settings().contextSize()).isEqualTo(512);
        assertThat(options.settings().keepAlive()).isEmpty();
        assertThat(options.settings().cacheFolder())
                .contains(Path.of("c").toAbsolutePath().toString());
        assertThat(options.settings().text(Setting.INSECURE)).isEqualTo("true");
        assertThat(options.settings().text(Setting.TLS_KEY))
                .isEqualTo(Path.of("k.pem").toAbsolutePath().toString());
        // Everybody who lists processes could read a token, and commands have no use for flags of serve.
        EnumSet<Setting> flagless = EnumSet.of(Setting.HUB_TOKEN, Setting.API_KEYS, Setting.CA_FILE);
        for (Setting setting : EnumSet.complementOf(flagless)) {
            assertThat(options.settings().isSet(setting)).as(setting.key()).isTrue();
        }
    }

    @Test
    void serveOnDemandIsTold() {
        cli.run("serve", "--on-demand");
        assertThat(served.get(0).onDemand()).isTrue();
        assertThat(served.get(0).settings().isSet(Setting.PORT)).isFalse();
    }

    @Test
    void anErrorOfTheStarterIsOneLine() {
        cli.serving(options -> {
            throw new MullamaException(ErrorCode.PORT_IN_USE, "port 8080 is taken", "choose another with --port");
        });
        assertThat(cli.run("serve"))
                .isEqualTo(new CliRun.Result(1, "", "mullama: port 8080 is taken; choose another with --port\n"));
    }

    @Test
    void aModelsNameMayHoldNoComma() {
        CliRun.Result result = cli.run("serve", "--model", "a,b");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).contains("which holds a comma");
    }

    @Test
    void stopSaysWhereNothingRuns() {
        assertThat(cli.run("stop")).isEqualTo(new CliRun.Result(0, "No daemon is running.\n", ""));
    }

    @Test
    void stopLeavesOtherMachinesAlone() {
        CliRun.Result result = cli.with("MULLAMA_HOST", "box").run("stop");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).startsWith("mullama: the daemon at http://box:8080 runs on another machine; ");
    }

    @Test
    void aRestartIsOfferedInATerminal() throws IOException {
        try (FakeServer daemon = cli.daemon((request, exchange) -> {
            if (request.path().equals("/health")) {
                exchange.send(
                        "HTTP/1.1 200 OK\r\nServer: mullama/0.9.0\r\nContent-Length: 15\r\n\r\n{\"status\":\"ok\"}");
            } else {
                FakeDaemon.answer(request, exchange);
            }
        })) {
            assertThat(daemon.requests()).isEmpty();
            CliRun.Result asked = cli.typing("n\n").terminals("ie").run("list");
            assertThat(asked.exit()).isZero();
            assertThat(asked.err()).contains("is mullama 0.9.0, this is 1.2.3").endsWith("Restart it? [y/N] ");
            CliRun.Result notAsked = cli.terminals("").run("list");
            assertThat(notAsked.exit()).isZero();
            assertThat(notAsked.err()).contains("is mullama 0.9.0").doesNotContain("Restart");
        }
    }
}
