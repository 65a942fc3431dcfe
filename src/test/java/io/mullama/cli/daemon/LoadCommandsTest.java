package io.mullama.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code load}, {@code unload} and {@code stop MODEL}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class LoadCommandsTest {
    private static final String LOADED =
            "{\"status\":\"loaded\",\"alias\":\"tiny\",\"parameters\":1100000,\"context_size\":512,\"gpu_layers\":0}";

    private static final String ALREADY =
            "{\"error\":{\"message\":\"Model 'tiny' is already loaded\",\"code\":\"model_already_loaded\","
                    + "\"hint\":\"unload it first to load it otherwise\"}}";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    private final List<FakeServer.Request> posted = new ArrayList<>();
    private int status = 200;
    private String answer = LOADED;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
    }

    private CliRun.Result run(String... arguments) throws IOException {
        Files.deleteIfExists(cli.home().resolve("mullama.sock"));
        try (FakeServer daemon = cli.daemon((request, exchange) -> {
            if (request.method().equals("POST")) {
                posted.add(request);
                exchange.json(status, answer.replace("NAME", request.path().replaceAll(".*models/|/unload", "")));
            } else if (request.path().equals("/api/models/tiny")) {
                exchange.json(200, "{\"alias\":\"tiny\",\"path\":\"/m/tiny.gguf\",\"size_bytes\":1200000}");
            } else {
                FakeDaemon.answer(request, exchange);
            }
        })) {
            assertThat(daemon.requests()).isEmpty();
            return cli.run(arguments);
        }
    }

    @Test
    void loadTellsHowTheModelWasLoaded() throws IOException {
        assertThat(run("load", "tiny"))
                .isEqualTo(new CliRun.Result(0, "loaded tiny: a context of 512 tokens, on the processor\n", ""));
        assertThat(posted.get(0).path()).isEqualTo("/api/models/load");
        assertThat(posted.get(0).body()).isEqualTo("{\"alias\":\"tiny\",\"set_default\":false}");
    }

    @ParameterizedTest
    @CsvSource({"-1, all layers on the GPU", "1, 1 layer on the GPU", "7, 7 layers on the GPU"})
    void loadTellsOfLayersOnTheGpu(String layers, String told) throws IOException {
        answer = LOADED.replace("\"gpu_layers\":0", "\"gpu_layers\":" + layers);
        assertThat(run("load", "tiny").out()).endsWith(", " + told + "\n");
    }

    @Test
    void everyOptionOfLoadIsSent() throws IOException {
        run("load", "tiny", "--alias", "short", "--context-size=512", "--gpu-layers=3", "--keep-alive=-1", "--default");
        assertThat(posted.get(0).body())
                .isEqualTo("{\"alias\":\"short\",\"set_default\":true,\"path\":\"tiny\",\"gpu_layers\":3,"
                        + "\"context_size\":512,\"keep_alive\":\"-1\"}");
    }

    @Test
    void loadSaysNothingToSomebodyWhoDoesNotHaveToWait() throws IOException {
        cli.terminals("e");
        assertThat(run("load", "tiny").err()).isEmpty();
        assertThat(run("load", "tiny", "-q")).isEqualTo(new CliRun.Result(0, "", ""));
    }

    @Test
    void loadForProgramsIsTheDaemonsAnswer() throws IOException {
        answer = LOADED.replace("}", ",\"warnings\":[\"w\"]}");
        CliRun.Result result = run("load", "tiny", "--json");
        assertThat(result.out())
                .contains("\"status\" : \"loaded\"", "\"context_size\" : 512", "\"warnings\" : [ \"w\" ]");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void warningsStandBesideTheOutput() throws IOException {
        answer = LOADED.replace("}", ",\"warnings\":[\"it is odd\"]}");
        assertThat(run("load", "tiny", "-q").err()).isEqualTo("mullama: it is odd\n");
    }

    @Test
    void aModelThatIsLoadedAlreadyIsFineUnlessItIsWantedOtherwise() throws IOException {
        status = 409;
        answer = ALREADY;
        assertThat(run("load", "tiny")).isEqualTo(new CliRun.Result(0, "tiny is loaded already\n", ""));
        assertThat(run("load", "tiny", "-q")).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(run("load", "tiny", "--context-size", "64"))
                .isEqualTo(new CliRun.Result(
                        1, "", "mullama: Model 'tiny' is already loaded; unload it first to load it otherwise\n"));
    }

    @Test
    void everyModelThatIsNamedIsUnloaded() throws IOException {
        answer = "{\"status\":\"unloaded\",\"alias\":\"NAME\"}";
        assertThat(run("unload", "tiny", "big")).isEqualTo(new CliRun.Result(0, "unloaded tiny\nunloaded big\n", ""));
        assertThat(posted)
                .extracting(FakeServer.Request::path)
                .containsExactly("/api/models/tiny/unload", "/api/models/big/unload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unload", "stop"})
    void whatCannotBeUnloadedDoesNotKeepTheOthersLoaded(String command) throws IOException {
        answer = "{\"status\":\"unloaded\",\"alias\":\"NAME\"}";
        CliRun.Result result = run(command, "", "tiny");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.out()).isEqualTo("unloaded tiny\n");
        assertThat(result.err())
                .isEqualTo("mullama: the model's name is empty; 'mullama list' shows which there are\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "unload", "stop", "show", "rm"})
    void anEmptyNameIsSaidToBeEmpty(String command) throws IOException {
        assertThat(run(command, ""))
                .isEqualTo(new CliRun.Result(
                        4, "", "mullama: the model's name is empty; 'mullama list' shows which there are\n"));
        assertThat(posted).isEmpty();
    }

    @Test
    void allMeansWhatIsLoaded() throws IOException {
        answer = "{\"status\":\"unloaded\",\"alias\":\"NAME\"}";
        assertThat(run("unload", "--all")).isEqualTo(new CliRun.Result(0, "unloaded tiny\n", ""));
    }

    @Test
    void withoutADaemonNothingIsLoaded() {
        assertThat(cli.run("unload", "--all")).isEqualTo(new CliRun.Result(0, "", ""));
    }

    @Test
    void aDaemonElsewhereThatDoesNotAnswerIsAnErrorThough() {
        cli.with("MULLAMA_HOST", "no-such-machine.invalid");
        for (String what : new String[] {"--all", "tiny"}) {
            CliRun.Result result = cli.run("unload", what);
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).startsWith("mullama: no daemon answers at http://no-such-machine.invalid:8080: ");
        }
    }

    @Test
    void stopWithAModelUnloadsIt() throws IOException {
        answer = "{\"status\":\"unloaded\",\"alias\":\"NAME\",\"warnings\":[\"the memory stays in use\"]}";
        assertThat(run("stop", "tiny"))
                .isEqualTo(new CliRun.Result(0, "unloaded tiny\n", "mullama: the memory stays in use\n"));
    }

    @Test
    void unloadForProgramsIsALineForEach() throws IOException {
        answer = "{\"status\":\"unloaded\",\"alias\":\"NAME\"}";
        assertThat(run("unload", "tiny", "big", "--json").out()).isEqualTo("""
                {"status":"unloaded","alias":"tiny"}
                {"status":"unloaded","alias":"big"}
                """);
        assertThat(run("unload", "tiny", "-q")).isEqualTo(new CliRun.Result(0, "", ""));
    }

    @Test
    void aModelThatIsNotLoadedIsSaidWithWhatListsThem() throws IOException {
        status = 404;
        answer = "{\"error\":{\"message\":\"Model 'tiny' is not loaded\",\"code\":\"model_not_loaded\"}}";
        assertThat(run("unload", "tiny"))
                .isEqualTo(
                        new CliRun.Result(1, "", "mullama: Model 'tiny' is not loaded; 'mullama ps' lists what is\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            unload            | no model is named; name models, or give --all alone; 'mullama ps' lists what is loaded
            unload tiny --all | --all and the names of models do not go together; name models, or give --all alone; 'mullama ps' lists what is loaded
            load              | missing required parameter: 'MODEL'; see 'mullama load --help'
            load tiny --context-size x | invalid value for option '--context-size': 'x' is not an int; see 'mullama load --help'
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
    }
}
