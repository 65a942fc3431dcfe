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

/** {@code mullama embed}, against a made-up daemon. */
@DisabledOnOs(OS.WINDOWS)
class EmbedCommandTest extends ModelCommands {
    private static final String VECTORS =
            "{\"model\":\"tiny\",\"embeddings\":[[0.5,-1.0E-4],[1.0,0.0]],\"dimensions\":2,"
                    + "\"total_tokens\":3,\"warnings\":[\"input[1] was cut\"]}";

    @BeforeEach
    void answerWithVectors() {
        handler = answering(VECTORS);
    }

    @Test
    void eachVectorIsALine() {
        assertThat(cli.run("embed", "tiny", "one text", "another", "--dimensions", "2", "--truncate"))
                .isEqualTo(new CliRun.Result(0, "[0.5,-1.0E-4]\n[1.0,0.0]\n", "mullama: input[1] was cut\n"));
        assertThat(asked())
                .isEqualTo("POST /api/embeddings {\"model\":\"tiny\",\"input\":[\"one text\",\"another\"],"
                        + "\"dimensions\":2,\"truncate\":true}");
    }

    @Test
    void jsonIsTheWholeAnswer() {
        assertThat(cli.run("embed", "tiny", "a", "b", "--json")).isEqualTo(new CliRun.Result(0, VECTORS + "\n", ""));
    }

    @Test
    void whatIsPipedInIsOneTextOrOneForEachLine() {
        cli.piping("one\n\ntwo\n").run("embed", "tiny");
        assertThat(asked()).contains("\"input\":[\"one\\n\\ntwo\"]");
        cli.run("embed", "tiny", "--lines");
        assertThat(asked()).contains("\"input\":[\"one\",\"two\"]");
    }

    @Test
    void manyLinesAreAskedForInParts() {
        cli.piping("line\n".repeat(130)).run("embed", "tiny", "--lines");
        assertThat(allAsked()).hasSize(3);
        assertThat(asked()).contains("\"input\":[\"line\",\"line\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            embed tiny                  | there is no text; give it behind the model's name, or pipe it in
            embed tiny --lines x        | --lines has no effect on texts of the command line; leave it out, or pipe the lines in
            embed tiny --dimensions x y | invalid value for option '--dimensions': 'x' is not an int; see 'mullama embed --help'
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
    }

    @Test
    void anEmptyTextIsRefused() {
        assertThat(cli.piping("\n").run("embed", "tiny").err())
                .isEqualTo("mullama: a text is empty; give one of a word at least, or leave it out\n");
        assertThat(cli.run("embed", "tiny", "a", "").exit()).isEqualTo(4);
    }
}
