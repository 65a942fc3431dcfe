package io.mullama.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mullama show}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class ShowCommandTest extends ModelCommands {
    private static final String FULL = """
            {"alias":"helper","path":"/m/helper.gguf","parameters":7615000000,"size_bytes":4700000000,
             "quantization":"Q4_K_M","family":"qwen2","origin":"mullama",
             "capabilities":{"vision":false,"tools":true,"thinking":true,"json":true},
             "context_length":32768,"embedding_length":3584,
             "license":"Apache License\\n\\nVersion 2.0\\nTERMS\\n","repository":"hf:org/repo@abc",
             "template":"{{ messages }}\\n","system":"Be brief.","options":["temperature 0.5","stop \\"a b\\""],
             "modelfile":"FROM x\\n","files":["/m/helper.gguf"]}""";

    private static final String BARE =
            "{\"alias\":\"bare\",\"path\":\"/m/b.gguf\",\"size_bytes\":5,\"origin\":\"file\",\"modelfile\":\"\"}";

    @Test
    void theOverviewSaysWhatThereIsInSections() {
        handler = answering(FULL);
        assertThat(cli.run("show", "helper")).isEqualTo(new CliRun.Result(0, """
                Model
                  architecture        qwen2
                  parameters          7.6B
                  context length      32768
                  embedding length    3584
                  quantization        Q4_K_M
                  size                4.7 GB
                  path                /m/helper.gguf
                  source              hf:org/repo@abc

                Capabilities
                  tools
                  thinking
                  json

                Parameters
                  temperature         0.5
                  stop                "a b"

                System
                  Be brief.

                License
                  Apache License
                  Version 2.0
                  ...
                """, ""));
        assertThat(asked()).isEqualTo("GET /api/models/helper");
    }

    @Test
    void whatAFileDoesNotSayIsLeftOut() {
        handler = answering(BARE);
        assertThat(cli.run("show", "bare").out()).isEqualTo("""
                Model
                  size      5 B
                  path      /m/b.gguf
                  source    file
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --modelfile  | FROM x
            --template   | {{ messages }}
            --parameters | temperature 0.5~stop "a b"
            --license    | Apache License~~Version 2.0~TERMS
            --system     | Be brief.
            """)
    void aFlagPrintsOneTextAlone(String flag, String text) {
        handler = answering(FULL);
        assertThat(cli.run("show", "helper", flag)).isEqualTo(new CliRun.Result(0, text.replace('~', '\n') + "\n", ""));
    }

    @Test
    void aTextIsItselfInAPipeAndCommandsNoTerminal() {
        handler = answering(FULL.replace("Be brief.", "Be \\u001b[2Jbrief.\\u009b1A"));
        assertThat(cli.run("show", "helper", "--system").out()).isEqualTo("Be \u001b[2Jbrief.\u009b1A\n");
        cli.terminals("ioe");
        assertThat(cli.run("show", "helper", "--system").out()).isEqualTo("Be \ufffd[2Jbrief.\ufffd1A\n");
        assertThat(cli.run("show", "helper", "--json").out()).doesNotContain("\u009b");
        assertThat(cli.run("show", "helper").out())
                .contains("Be \ufffd[2Jbrief.")
                .doesNotContain("\u001b");
    }

    @Test
    void anErrorCommandsNoTerminalEither() {
        handler = refusing(404, "model_not_found", "no model 'x\\u001b[2J'", "look at \\u001b]0;it\\u0007");
        assertThat(cli.terminals("ie").run("show", "x").err())
                .isEqualTo("mullama: no model 'x\ufffd[2J'; look at \ufffd]0;it\ufffd\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelfile", "template", "parameters", "license", "system"})
    void aTextThatThereIsNotIsAnError(String part) {
        handler = answering(BARE);
        assertThat(cli.run("show", "bare", "--" + part))
                .isEqualTo(new CliRun.Result(
                        1, "", "mullama: bare has no " + part + "; 'mullama show bare' shows what it has\n"));
    }

    @Test
    void jsonIsTheDaemonsOwn() {
        handler = answering(FULL);
        assertThat(cli.run("show", "helper", "--json").out())
                .startsWith("{\n  \"alias\" : \"helper\",")
                .contains("\"context_length\" : 32768")
                .endsWith("}\n");
    }

    @Test
    void twoFlagsExcludeEachOther() {
        assertThat(cli.run("show", "tiny", "--system", "--template"))
                .isEqualTo(new CliRun.Result(
                        4, "", "mullama: --template and --system exclude each other; leave one of them out\n"));
    }

    @Test
    void aNameIsOnePartOfTheAddress() {
        handler = answering(BARE);
        cli.run("show", "hf:org/repo:a b");
        assertThat(asked()).isEqualTo("GET /api/models/hf%3Aorg%2Frepo%3Aa%20b");
        cli.run("show", "./b.gguf");
        String path = Path.of("b.gguf").toAbsolutePath().toString();
        assertThat(asked()).isEqualTo("GET /api/models/" + path.replace("/", "%2F"));
    }

    @Test
    void anUnknownModelIsExitCodeThree() {
        handler = refusing(404, "model_not_found", "no model 'x'", "the nearest is tiny");
        assertThat(cli.run("show", "x"))
                .isEqualTo(new CliRun.Result(3, "", "mullama: no model 'x'; the nearest is tiny\n"));
    }
}
