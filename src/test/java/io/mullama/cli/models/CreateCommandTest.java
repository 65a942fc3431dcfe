package io.mullama.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import io.mullama.model.MullamaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code mullama create}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class CreateCommandTest extends ModelCommands {
    private static final String[] STEPS = {
        "{\"status\":\"reading\"}", "{\"status\":\"quantizing\"}", success("helper", 1_200_000_000)
    };

    @Test
    void theFileIsReadHereAndSentWithItsFolder() throws IOException {
        handler = streaming(STEPS);
        Path file = Files.writeString(folder.resolve("helper.txt"), "FROM ./x.gguf\nSYSTEM hé\n");
        assertThat(cli.run("create", "helper", "-f", file.toString(), "-q", "Q4_K_M"))
                .isEqualTo(new CliRun.Result(0, "created helper: 1.2 GB\n", "reading\nquantizing\n"));
        assertThat(asked())
                .isEqualTo(
                        "POST /api/models/create {\"name\":\"helper\",\"modelfile\":\"FROM ./x.gguf\\nSYSTEM hé\\n\","
                                + "\"directory\":\"" + folder + "\",\"quantize\":\"Q4_K_M\"}");
    }

    @Test
    void theTokenGoesAlong() {
        handler = streaming(STEPS);
        cli.with("HF_TOKEN", "hf_secret").piping("FROM org/repo\n").run("create", "helper", "-f", "-");
        assertThat(asked())
                .contains("\"modelfile\":\"FROM org/repo\\n\"")
                .contains("\"directory\":\"" + Path.of("").toAbsolutePath() + "\"")
                .contains("\"token\":\"hf_secret\"");
    }

    @Test
    void quietShowsNothingAndJsonEveryLine() {
        handler = streaming(STEPS);
        assertThat(cli.piping("FROM x").run("create", "helper", "-f", "-", "--quiet"))
                .isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(cli.run("create", "helper", "-f", "-", "--json"))
                .isEqualTo(new CliRun.Result(0, String.join("\n", STEPS) + "\n", ""));
    }

    @Test
    void anErrorOfTheModelfileIsTheDaemonsLine() {
        handler = refusing(400, "invalid_request", "line 1, column 1: FRM is unknown", "write FROM");
        assertThat(cli.piping("FRM x").run("create", "helper", "-f", "-"))
                .isEqualTo(new CliRun.Result(4, "", "mullama: line 1, column 1: FRM is unknown; write FROM\n"));
    }

    @Test
    void aPathIsNoName() {
        assertThat(cli.run("create", "./helper.gguf", "-f", "x"))
                .isEqualTo(
                        new CliRun.Result(
                                4,
                                "",
                                "mullama: './helper.gguf' is a path, and a new model needs a name; choose one such as my-model or my-model:v2\n"));
        assertThat(cli.run("create", "a..b", "-f", "x").err()).startsWith("mullama: 'a..b' is no model's name");
        assertThat(allAsked()).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        Path nowhere = folder.resolve("nowhere");
        assertThat(cli.run("create", "helper", "-f", nowhere.toString()))
                .isEqualTo(
                        new CliRun.Result(4, "", "mullama: there is no file " + nowhere + "; check what -f names\n"));
        assertThat(cli.run("create", "helper", "-f", folder.toString()).err())
                .startsWith("mullama: " + folder + " cannot be read: ");
    }

    @Test
    void aModelfileOfAWindowsEditorIsRead() throws IOException {
        handler = streaming("{\"status\":\"success\",\"model\":\"helper\",\"size_bytes\":1}");
        byte[] text = "\uFEFFFROM tiny".getBytes(StandardCharsets.UTF_16LE);

        assertThat(cli.pipingBytes(text).run("create", "helper", "-f", "-").exit())
                .isZero();
        assertThat(asked()).contains("FROM tiny");
    }

    @Test
    void aModelInsteadOfAModelfileIsRefused() throws IOException {
        Path model = Files.write(folder.resolve("m.gguf"), new byte[] {'G', 'G', 'U', 'F', (byte) 0xff});
        assertThat(cli.run("create", "helper", "-f", model.toString()).err())
                .isEqualTo("mullama: " + model
                        + " is not UTF-8 text; a Modelfile is a text; the model itself stands behind its FROM\n");
        assertThat(cli.pipingBytes(new byte[(10 << 20) + 1])
                        .run("create", "helper", "-f", "-")
                        .err())
                .startsWith("mullama: the standard input is longer than 10 MiB; ");
    }

    @Test
    void withoutAFileTheFoldersOwnIsTaken() throws IOException {
        InputStream none = new ByteArrayInputStream(new byte[0]);
        assertThatThrownBy(() -> ModelfileText.read(Optional.empty(), folder, none))
                .isInstanceOf(MullamaException.class)
                .hasMessage("there is no Mullamafile and no Modelfile in " + folder);
        Files.writeString(folder.resolve("Modelfile"), "FROM a");
        assertThat(ModelfileText.read(Optional.empty(), folder, none)).isEqualTo(new ModelfileText("FROM a", folder));
        Files.writeString(folder.resolve("Mullamafile"), "FROM b");
        assertThat(ModelfileText.read(Optional.empty(), folder, none).text()).isEqualTo("FROM b");
        assertThat(ModelfileText.read(Optional.of("Modelfile"), folder, none).text())
                .isEqualTo("FROM a");
    }
}
