package io.mullama.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code list}, {@code cp}, {@code rm} and {@code cache}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class StoreCommandsTest extends ModelCommands {
    private static final String ALL = """
            {"models":[
            {"alias":"Qwen2.5:7b","path":"/q","parameters":7615000000,"size_bytes":4700000000,"quantization":"Q4_K_M",
             "origin":"mullama","modified_at":"2026-01-02T00:00:00Z"},
            {"alias":"gemma3:1b","path":"/g","parameters":1000000000,"size_bytes":800000000,"quantization":"Q8_0",
             "origin":"Ollama"}]}""";

    private static final String TIDY = "{\"path\":\"/c\",\"size_bytes\":4700000000,\"unneeded\":[]}";
    private static final String UNTIDY = "{\"path\":\"/c\",\"size_bytes\":4700000000,\"unneeded\":["
            + "{\"path\":\"org/r/a.gguf\",\"size_bytes\":1200000000},{\"path\":\"org/r/b.gguf.part\",\"size_bytes\":5}]}";

    @Test
    void listOfAllSaysWhoseTheModelsAre() {
        handler = answering(ALL);
        assertThat(cli.run("list", "--all")).isEqualTo(new CliRun.Result(0, """
                NAME          SIZE      QUANTIZATION    PARAMETERS    MODIFIED     SOURCE
                Qwen2.5:7b    4.7 GB    Q4_K_M          7.6B          1 day ago    mullama
                gemma3:1b     800 MB    Q8_0            1B                         Ollama
                """, ""));
        assertThat(asked()).isEqualTo("GET /api/models?all=true");
    }

    @Test
    void listTakesTheBeginningOfNames() {
        handler = answering(ALL);
        assertThat(cli.run("ls", "qWEN").out()).contains("Qwen2.5:7b").doesNotContain("gemma");
        assertThat(cli.run("ls", "--json", "--all", "gemma").out())
                .contains("gemma3:1b")
                .doesNotContain("Qwen");
        assertThat(cli.run("ls", "nothing").out()).hasLineCount(1);
    }

    @Test
    void cpSendsBothNames() {
        handler = answering("{\"status\":\"copied\",\"alias\":\"mine\"}");
        assertThat(cli.run("cp", "qwen2.5:7b", "mine"))
                .isEqualTo(new CliRun.Result(0, "copied qwen2.5:7b to mine\n", ""));
        assertThat(asked()).isEqualTo("POST /api/models/copy {\"source\":\"qwen2.5:7b\",\"destination\":\"mine\"}");
        assertThat(cli.run("cp", "-q", "a", "mine").out()).isEmpty();
        assertThat(cli.run("cp", "--json", "a", "mine").out()).contains("\"alias\" : \"mine\"");
    }

    @Test
    void rmDeletesEach() {
        handler = (request, exchange) -> exchange.json(
                200, "{\"status\":\"deleted\",\"alias\":\"" + request.path().substring(12) + "\"}");
        assertThat(cli.run("rm", "a", "b")).isEqualTo(new CliRun.Result(0, "deleted a\ndeleted b\n", ""));
        assertThat(allAsked()).containsExactly("DELETE /api/models/a", "DELETE /api/models/b");
        assertThat(cli.run("rm", "-q", "a").out()).isEmpty();
        assertThat(cli.run("rm", "--json", "a", "b").out()).isEqualTo("""
                {"status":"deleted","alias":"a","files":[]}
                {"status":"deleted","alias":"b","files":[]}
                """);
    }

    @Test
    void rmGoesOnAfterAFailureAndEndsWithTheFirst() {
        handler = (request, exchange) -> {
            if (request.path().endsWith("a")) {
                exchange.json(404, error("model_not_found", "no model 'a'", "see list"));
            } else if (request.path().endsWith("b")) {
                exchange.json(403, error("permission_denied", "b is not yours", "ask"));
            } else {
                exchange.json(200, "{\"status\":\"deleted\",\"alias\":\"c\"}");
            }
        };
        assertThat(cli.run("rm", "a", "b", "c"))
                .isEqualTo(new CliRun.Result(
                        3, "deleted c\n", "mullama: no model 'a'; see list\nmullama: b is not yours; ask\n"));
        assertThat(cli.run("rm", "a")).isEqualTo(new CliRun.Result(3, "", "mullama: no model 'a'; see list\n"));
    }

    @Test
    void theCachesPathAndSizeAreLines() {
        handler = answering(TIDY);
        assertThat(cli.run("cache", "path")).isEqualTo(new CliRun.Result(0, "/c\n", ""));
        assertThat(cli.run("cache", "size").out()).isEqualTo("4.7 GB in /c\n");
        handler = answering(UNTIDY);
        assertThat(cli.run("cache", "size").out()).isEqualTo("""
                4.7 GB in /c
                2 files, 1.2 GB, are needed by no model; 'mullama cache prune' deletes them
                """);
        assertThat(cli.run("cache", "size", "--json").out()).contains("\"unneeded\" : [");
        assertThat(asked()).isEqualTo("GET /api/cache");
    }

    @Test
    void pruneAsksFirst() {
        handler = answering(UNTIDY);
        String list = """
                SIZE      FILE
                1.2 GB    org/r/a.gguf
                5 B       org/r/b.gguf.part
                Delete 2 files, 1.2 GB? [y/N]\s""";
        assertThat(cli.typing("y\n").terminals("ioe").run("cache", "prune"))
                .isEqualTo(new CliRun.Result(0, "deleted 2 files, 1.2 GB\n", list));
        assertThat(allAsked()).containsExactly("GET /api/cache", "POST /api/cache/prune {}");
        assertThat(cli.typing("n\n").terminals("ioe").run("cache", "prune"))
                .isEqualTo(new CliRun.Result(1, "", list + "mullama: nothing is deleted\n"));
        assertThat(allAsked()).hasSize(3);
    }

    @Test
    void pruneDeletesWithoutAskingWhereThatIsSaid() {
        handler = answering(UNTIDY);
        assertThat(cli.piping("").run("cache", "prune", "-y"))
                .isEqualTo(new CliRun.Result(0, "deleted 2 files, 1.2 GB\n", ""));
        assertThat(asked()).isEqualTo("POST /api/cache/prune {}");
        assertThat(cli.run("cache", "prune", "--yes", "--json").out()).contains("\"path\" : \"org/r/a.gguf\"");
    }

    @Test
    void pruneOfATidyCacheDoesNothing() {
        handler = answering(TIDY);
        assertThat(cli.terminals("ioe").run("cache", "prune"))
                .isEqualTo(new CliRun.Result(0, "every file is needed; nothing is deleted\n", ""));
        assertThat(asked()).isEqualTo("GET /api/cache");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cache prune       | nobody can be asked whether to delete anything; 'mullama cache prune --yes' deletes without asking
            cache clear       | 'mullama cache' cannot do 'clear'; it takes path, size or prune
            cache             | missing required parameter: 'ACTION'; see 'mullama cache --help'
            cp a              | missing required parameter: 'DESTINATION'; see 'mullama cp --help'
            cp a ./b.gguf     | './b.gguf' is a path, and a new model needs a name; choose one such as my-model or my-model:v2
            cp a /b           | '/b' is a path, and a new model needs a name; choose one such as my-model or my-model:v2
            rm                | missing required parameter: 'MODEL'; see 'mullama rm --help'
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
        assertThat(allAsked()).isEmpty();
    }
}
