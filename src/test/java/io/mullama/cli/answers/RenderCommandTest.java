package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mullama render}, by itself and against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class RenderCommandTest extends ModelCommands {
    private static final String RENDERED = """
            {"model":"tiny","prompt":"<|im_start|>user\\nHi","prompt_tokens":2,
             "tokens":[{"id":1,"text":"<|im_start|>"},{"id":297,"text":"us\\ner\\\\"}]}""";

    @Test
    void theExactPromptIsPrinted() throws IOException {
        handler = answering(RENDERED);
        String messages = file("chat.json", "[{\"role\":\"user\",\"content\":\"Hi\"}]");

        assertThat(cli.run("render", "tiny", "--messages", messages))
                .isEqualTo(new CliRun.Result(0, "<|im_start|>user\nHi", ""));
        assertThat(asked())
                .isEqualTo("POST /api/render {\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                        + "\"stream\":false}");
    }

    @Test
    void tokensStandOneInALine() throws IOException {
        handler = answering(RENDERED);
        String messages =
                file("chat.json", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"model\":\"other\"}");

        assertThat(cli.run("render", "tiny", "--messages", messages, "--tokens").out())
                .isEqualTo("      1  <|im_start|>\n    297  us\\ner\\\\\n");
    }

    @Test
    void aTemplateIsRenderedWithoutADaemon() throws IOException {
        String template = file("t.jinja", "{%- for m in messages -%}[{{ m.n + 1 }}|{{ m.x }}]{%- endfor -%}");
        cli.piping("{\"messages\":[{\"n\":1,\"x\":1.5},{\"n\":2,\"x\":null}]}");

        assertThat(cli.run("render", "--template", template, "--context", "-"))
                .isEqualTo(new CliRun.Result(0, "[2|1.5][3|None]", ""));
    }

    @Test
    void aTemplateByItselfHasNeitherModelNorTokens() throws IOException {
        String template = file("t.jinja", "x");
        for (String option : List.of("--tokens", "--json")) {
            CliRun.Result result = cli.run("render", "--template", template, "--context", template, option);
            assertThat(result.exit()).isEqualTo(4);
            assertThat(result.err())
                    .isEqualTo("mullama: " + option + " is for a model's template, and --template and --context render"
                            + " one by itself; leave one of them out\n");
        }
        assertThat(cli.run("render", "tiny", "--template", template).err())
                .isEqualTo("mullama: --template and --context render a template by itself, without a model; leave the"
                        + " model out\n");
    }

    @Test
    void aTemplateThatRaisesFailsWithItsMessage() throws IOException {
        String template = file("t.jinja", "{{ raise_exception('roles must alternate') }}");
        cli.piping("{}");

        CliRun.Result result = cli.run("render", "--template", template, "--context", "-");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("t.jinja:1:19: roles must alternate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []         | mullama: 'context' must be a JSON object
            {          | mullama: 'context' is not JSON: Unexpected end-of-input
            """)
    void variablesAreAnObject(String context, String message) throws IOException {
        String template = file("t.jinja", "x");
        cli.piping(context);

        CliRun.Result result = cli.run("render", "--template", template, "--context", "-");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).startsWith(message);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(cli.run("render").err())
                .isEqualTo("mullama: the model is missing; give 'mullama render MODEL --messages FILE', or --template"
                        + " and --context\n");
        assertThat(cli.run("render", "tiny").err())
                .isEqualTo(
                        "mullama: --messages is missing; give it a JSON file; 'mullama help render' shows examples\n");
        assertThat(cli.run("render", "tiny", "--messages", "/nowhere.json").err())
                .isEqualTo("mullama: there is no file /nowhere.json; check what --messages names\n");
        assertThat(cli.run("render", "tiny", "--messages", "/").err())
                .isEqualTo("mullama: / cannot be read: Is a directory; check what --messages names\n");
        assertThat(cli.run("render", "tiny", "--messages", "").err())
                .isEqualTo("mullama: the file's name is empty; check what --messages names\n");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xe9, '"'});
        String messages = file("chat.json", "[{\"role\":\"user\",\"content\":\"Hi\"}]");

        assertThat(cli.run("render", "tiny", "--messages", latin.toString()).err())
                .isEqualTo("mullama: " + latin + " is not UTF-8 text; check what --messages names\n");
        assertThat(cli.run("render", "tiny", "--messages", messages, "--think=much")
                        .err())
                .isEqualTo("mullama: --think is 'much'; it takes true, false, low, medium or high\n");
        assertThat(cli.run("render", "tiny", "--messages", messages, "--tools", file("tools.json", "7"))
                        .err())
                .startsWith("mullama: 'tools' must be a list, not 7");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
