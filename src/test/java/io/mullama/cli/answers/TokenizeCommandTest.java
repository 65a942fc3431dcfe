package io.mullama.cli.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CliRun;
import io.mullama.cli.ModelCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mullama tokenize}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class TokenizeCommandTest extends ModelCommands {
    private static final String TOKENS = "{\"model\":\"tiny\",\"tokens\":[7,1529,195,8],\"count\":4,"
            + "\"pieces\":[\"a\\n\\\\\",\"<|im_end|>\",[195],\"\\u001b\"]}";

    @BeforeEach
    void answerWithTokens() {
        handler = answering(TOKENS);
    }

    @Test
    void theTokensAreListedWithoutWhatWouldMoveTheCursor() {
        assertThat(cli.run("tokenize", "tiny", "Hello,", "world")).isEqualTo(new CliRun.Result(0, """
                      7  a\\n\\\\
                   1529  <|im_end|>
                    195  <c3>
                      8  \\u001b
                """, ""));
        assertThat(asked())
                .isEqualTo("POST /api/tokenize {\"model\":\"tiny\",\"text\":\"Hello, world\",\"add_special\":false,"
                        + "\"parse_special\":true,\"with_pieces\":true}");
    }

    @Test
    void idsAndTheirCountStandAlone() {
        assertThat(cli.run("tokenize", "tiny", "--ids", "x").out()).isEqualTo("7 1529 195 8\n");
        assertThat(asked()).contains("\"with_pieces\":false");
        assertThat(cli.run("tokenize", "tiny", "--count", "x").out()).isEqualTo("4\n");
    }

    @Test
    void whatIsPipedInIsTakenAsItIs() {
        cli.piping(" a\n\n").run("tokenize", "tiny", "--add-special", "--no-parse-special");
        assertThat(asked()).contains("\"text\":\" a\\n\\n\",\"add_special\":true,\"parse_special\":false");
    }

    @Test
    void jsonIsWhatTheDaemonAnswers() {
        assertThat(cli.run("tokenize", "tiny", "--json", "x").out())
                .startsWith("{\n  \"model\" : \"tiny\",")
                .contains("\"count\" : 4")
                .contains("[ 195 ]")
                .endsWith("}\n");
    }

    @Test
    void idsBecomeTextAgain() {
        handler = answering("{\"model\":\"tiny\",\"text\":\" Hello\",\"valid_utf8\":true}");
        assertThat(cli.run("tokenize", "tiny", "--decode", "7", "8,9")).isEqualTo(new CliRun.Result(0, " Hello", ""));
        assertThat(asked()).isEqualTo("POST /api/detokenize {\"model\":\"tiny\",\"tokens\":[7,8,9]}");
        cli.piping("[7, 8]\n").run("tokenize", "tiny", "--decode");
        assertThat(asked()).endsWith("\"tokens\":[7,8]}");
        assertThat(cli.terminals("oe").run("tokenize", "tiny", "--decode", "7").out())
                .isEqualTo(" Hello\n");
        assertThat(cli.run("tokenize", "tiny", "--decode", "--json", "7").out()).contains("\"valid_utf8\" : true");
    }

    @Test
    void whatTokensStandForCommandsNoTerminal() {
        handler = answering("{\"model\":\"tiny\",\"text\":\"a\\u001b[2Jb\",\"valid_utf8\":true}");
        assertThat(cli.run("tokenize", "tiny", "--decode", "7").out()).isEqualTo("a\u001b[2Jb");
        assertThat(cli.terminals("oe").run("tokenize", "tiny", "--decode", "7").out())
                .isEqualTo("a\ufffd[2Jb\n");
    }

    @Test
    void partsOfCharactersAreSaid() {
        handler = answering("{\"model\":\"tiny\",\"text\":\"\ufffd\",\"valid_utf8\":false}");
        assertThat(cli.run("tokenize", "tiny", "--decode", "195"))
                .isEqualTo(new CliRun.Result(
                        0, "\ufffd", "mullama: some of these tokens are parts of characters, shown as \ufffd\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tokenize tiny                    | there is no text; give it behind the model's name, or pipe it in
            tokenize                         | missing required parameter: 'MODEL'; see 'mullama tokenize --help'
            tokenize tiny --decode 7 x       | 'x' is no token's id; --decode takes ids such as 105 282
            tokenize tiny --decode --ids 7   | --decode contradicts --ids; leave one of them out
            tokenize tiny --ids --count x    | --ids contradicts --count; leave one of them out
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
    }

    @Test
    void anUnknownModelIsExitCodeThree() {
        handler = refusing(404, "model_not_found", "Model 'tinny' not found", "did you mean tiny?");
        assertThat(cli.run("tokenize", "tinny", "x"))
                .isEqualTo(new CliRun.Result(3, "", "mullama: Model 'tinny' not found; did you mean tiny?\n"));
    }
}
