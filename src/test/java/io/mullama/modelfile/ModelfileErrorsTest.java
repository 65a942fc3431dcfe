package io.mullama.modelfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelfileErrorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# FROM tiny", "SYSTEM x", "\uFEFF"})
    void aModelfileNeedsAFrom(String text) {
        assertRefused(
                text,
                "the Modelfile has no FROM",
                "begin it with FROM and the name or path of the model that it builds on");
    }

    @Test
    void anUnknownInstructionNamesTheNearest() {
        assertRefused(
                "FROM tiny\n\n  SYSTM x",
                "Modelfile line 3, column 3: 'SYSTM' is no instruction",
                "did you mean SYSTEM?");
        assertRefused(
                "FROM tiny\nYou are brief",
                "Modelfile line 2, column 1: 'You' is no instruction",
                "a text of several lines stands between triple quotes; the instructions are FROM, PARAMETER, TEMPLATE,"
                        + " SYSTEM, MESSAGE, ADAPTER, LICENSE, DIGEST, VISION_PROJECTOR, GPU_LAYERS, FLASH_ATTENTION,"
                        + " THINKING, TOOLFORMAT, CAPABILITY, AUTHOR, REQUIRES, RENDERER, PARSER, DRAFT");
    }

    @Test
    void aSecondFromIsRefused() {
        assertRefused(
                "FROM tiny\nfrom b",
                "Modelfile line 2, column 1: a second FROM",
                "keep one; what else is to be built in goes behind ADAPTER");
    }

    @Test
    void aFromOfSeveralLinesIsRefused() {
        assertRefused(
                "FROM \"a\nb\"",
                "Modelfile line 1, column 6: FROM must be one line",
                "write the name or path of a model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM",
                "TEMPLATE",
                "SYSTEM",
                "ADAPTER",
                "LICENSE",
                "DIGEST",
                "VISION_PROJECTOR",
                "GPU_LAYERS",
                "FLASH_ATTENTION",
                "THINKING",
                "TOOLFORMAT",
                "CAPABILITY",
                "AUTHOR",
                "REQUIRES",
                "TEMPLATE \"\"",
                "LICENSE \"\"\" \"\"\"",
                "FROM \t",
            })
    void anInstructionWithoutAValueIsRefused(String line) {
        String name = line.replaceAll("\\s.*", "");

        assertRefused(
                "# x\n" + line + "\n",
                "Modelfile line 2, column 1: " + name + " has no value",
                "write one behind it, or leave the line out");
    }

    @Test
    void anUnknownParameterNamesTheNearest() {
        assertRefused(
                "FROM tiny\nPARAMETER temprature 1",
                "Modelfile line 2, column 11: 'temprature' is no parameter",
                "did you mean temperature?");
        assertThat(refusal("FROM tiny\nPARAMETER colour red").hint().orElseThrow())
                .startsWith("the parameters are temperature, dynatemp_range,")
                .contains("num_ctx", "stop")
                .doesNotContain("num_gqa");
        assertRefused(
                "FROM tiny\nPARAMETER",
                "Modelfile line 2, column 1: PARAMETER has no name",
                "write PARAMETER temperature 0.7");
    }

    @Test
    void aNumberOfTheWrongTypeOrOutOfItsRangeIsRefused() {
        assertParameter(
                "temperature hot",
                23,
                "temperature must be a number from 0 to 100, not 'hot'",
                "write PARAMETER temperature and such a number");
        assertParameter(
                "temperature 0.7 # warm",
                23,
                "temperature must be a number from 0 to 100, not '0.7 # warm'",
                "give a comment a line of its own");
        assertParameter(
                "adaptive_decay 1",
                26,
                "adaptive_decay must be a number from 0 to 0.99, not '1'",
                "write PARAMETER adaptive_decay and such a number");
        assertParameter(
                "num_ctx 4k",
                19,
                "num_ctx must be a whole number from 1 on, not '4k'",
                "write PARAMETER num_ctx and such a number");
        assertParameter("seed x", 16, "seed must be a whole number, not 'x'", "write PARAMETER seed and such a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature -1",
                "temperature NaN",
                "temperature Infinity",
                "temperature 1f",
                "temperature 0x1p3",
                "temperature 101",
                "top_p 1.1",
                "top_k 1.5",
                "top_k -1",
                "num_ctx 0",
                "num_ctx 2147483648",
                "num_predict -3",
                "seed 9999999999999999999",
                "temperature 1e999",
                "repeat_penalty 0",
                "mirostat 3",
            })
    void numbersThatNothingCanTakeAreRefused(String parameter) {
        MullamaException refusal = refusal("FROM tiny\nPARAMETER " + parameter);

        assertThat(refusal).hasMessageContaining("must be a ").hasMessageContaining("Modelfile line 2, column ");
    }

    @Test
    void flagsAndTextsAreCheckedToo() {
        assertParameter(
                "ignore_eos maybe",
                22,
                "ignore_eos must be true or false, not 'maybe'",
                "write PARAMETER ignore_eos true, or leave it out");
        assertParameter("stop \"\"", 16, "stop must not be empty", "write a text behind it, or leave it out");
        assertParameter(
                "dry_sequence_breakers " + "x".repeat(41),
                33,
                "dry_sequence_breakers must have at most 40 bytes",
                "shorten it");
    }

    @Test
    void aTextThatNeverEndsIsReportedWhereItBegan() {
        assertRefused(
                "FROM tiny\nSYSTEM \"\"\"a\n\nTEMPLATE x\n",
                "Modelfile line 2, column 8: the text that begins here with \"\"\" never ends",
                "end it with \"\"\" at the end of a line");
        assertRefused(
                "FROM tiny\n\tSYSTEM \"Hello\" he said",
                "Modelfile line 2, column 9: the text that begins here with \" never ends",
                "end it with \" at the end of a line");
        assertRefused(
                "FROM tiny\nSYSTEM <<END\nEND?",
                "Modelfile line 2, column 8: the text that begins here with <<END never ends",
                "end it with a line END");
        assertRefused(
                "FROM tiny\nADAPTER \"a",
                "Modelfile line 2, column 9: the path that begins here with \" never ends",
                "end it with \" on the same line");
    }

    @Test
    void columnsCountCharactersAlsoBehindTextsOfSeveralLines() {
        assertThat(refusal("FROM tiny\r\nSYSTEM \"\"\"a\r\nb\"\"\"\r\nMESSAGE 😀😀 x"))
                .hasMessage("Modelfile line 4, column 9: '😀😀' is no role");
        assertThat(refusal("FROM tiny\nMESSAGE")).hasMessage("Modelfile line 2, column 8: MESSAGE has no role");
        assertThat(refusal("FROM tiny\nMESSAGE user")).hasMessage("Modelfile line 2, column 1: MESSAGE has no value");
    }

    @Test
    void traitsAreChecked() {
        assertRefused(
                "FROM tiny\nGPU_LAYERS many",
                "Modelfile line 2, column 1: GPU_LAYERS must be auto or a whole number from 0 to 9999, not 'many'",
                "write GPU_LAYERS auto for as many as fit");
        assertRefused(
                "FROM tiny\nFLASH_ATTENTION maybe",
                "Modelfile line 2, column 1: FLASH_ATTENTION must be on, off or auto, not 'maybe'",
                "leave it out for auto");
        assertRefused(
                "FROM tiny\nTHINKING a b c",
                "Modelfile line 2, column 1: THINKING takes one or two words, not 3",
                "write on, off, a name, or the tags about thoughts: THINKING <think> </think>");
        assertRefused(
                "FROM tiny\nTOOLFORMAT a b",
                "Modelfile line 2, column 1: 'a b' cannot be the name of a tool format",
                "write one word of letters, digits, '.', '_' and '-'");
        assertRefused(
                "FROM tiny\nCAPABILITY visoin",
                "Modelfile line 2, column 1: 'visoin' is no capability",
                "did you mean vision?");
        assertRefused(
                "FROM tiny\nCAPABILITY flying",
                "Modelfile line 2, column 1: 'flying' is no capability",
                "the capabilities are completion, tools, vision, audio, thinking, embedding, rerank, insert, json");
        assertRefused(
                "FROM tiny\nDIGEST abc",
                "Modelfile line 2, column 8: 'abc' is no digest",
                "write sha256: and the 64 digits of sha256sum");
    }

    @Test
    void anAdapterIsChecked() {
        assertRefused(
                "FROM tiny\nADAPTER \"a\" strong",
                "Modelfile line 2, column 9: the adapter's scale must be a number, not 'strong'",
                "write ADAPTER, the path, and a number such as 0.5");
        assertRefused(
                "FROM tiny\nADAPTER " + "a".repeat(5000),
                "Modelfile line 2, column 9: the adapter's path has 5000 characters, and the most is 4096",
                "move the file");
        assertThat(refusal("FROM tiny\nADAPTER a 1.2.3")).hasMessageContaining("must be a number, not '1.2.3'");
    }

    private static void assertParameter(String parameter, int column, String message, String hint) {
        assertRefused("FROM tiny\nPARAMETER " + parameter, "Modelfile line 2, column " + column + ": " + message, hint);
    }

    private static void assertRefused(String text, String message, String hint) {
        MullamaException refusal = refusal(text);
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.hint()).hasValue(hint);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    private static MullamaException refusal(String text) {
        try {
            Modelfile file = Modelfile.parse(text);
            throw new AssertionError("read as " + file);
        } catch (MullamaException e) {
            return e;
        }
    }
}
