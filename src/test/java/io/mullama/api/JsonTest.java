package io.mullama.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @Test
    void anEmptyBodyIsRefused() {
        assertRefused(() -> Json.fields(new byte[0]), "The request body is empty; send a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n\t"})
    void aBlankBodyIsAsEmptyAsOneWithoutBytes(String body) {
        assertRefused(() -> Json.fields(body), "The request body is empty; send a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":}          | 1 | 6",
                "{\"a\":1 \"b\":2} | 1 | 8",
                "hello             | 1 | 1",
                "{'a':1}           | 1 | 2",
                "{\"a\":1,}        | 1 | 8",
                "{\"a\":NaN}       | 1 | 9",
                "{\"a\":007}       | 1 | 7",
            })
    void whatIsNoJsonNamesLineAndColumn(String body, int line, int column) {
        assertThatThrownBy(() -> Json.fields(body))
                .hasMessageStartingWith("The request body is not JSON: ")
                .hasMessageEndingWith(" (line " + line + ", column " + column + ")")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFaultOnALaterLineNamesThatLine() {
        assertThatThrownBy(() -> Json.fields("{\n  \"a\": 1,\n  \"b\": x\n}")).hasMessageContaining("(line 3, column ");
    }

    @Test
    void aBodyThatEndsEarlyIsRefused() {
        assertThatThrownBy(() -> Json.fields("{\"prompt\":\"hi"))
                .hasMessageStartingWith("The request body is not JSON: Unexpected end-of-input");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1            | Unexpected end-of-input: expected close marker for Object (start marker at line 1,"
                        + " column 1) (line 1, column 7)",
                "{\"a\":[            | Unexpected end-of-input: expected close marker for Array (start marker at line 1,"
                        + " column 6) (line 1, column 7)",
                "{\"a\":NaN}         | Non-standard token 'NaN' (line 1, column 9)",
                "{\"a\":1 // one     | Unexpected character ('/' (code 47)) (line 1, column 8)",
                "{} {}                | more follows behind its end (line 1, column 4)",
            })
    void whatIsWrongIsToldWithoutTheParsersOwnMatters(String body, String problem) {
        assertThatThrownBy(() -> Json.fields(body)).hasMessage("The request body is not JSON: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}]", "{}x", "{},"})
    void whatFollowsTheObjectIsRefused(String body) {
        assertThatThrownBy(() -> Json.fields(body)).hasMessageStartingWith("The request body is not JSON: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1]  | The request body must be a JSON object, not a list",
                "\"a\"| The request body must be a JSON object, not \"a\"",
                "1    | The request body must be a JSON object, not 1",
                "null | The request body must be a JSON object, not null",
                "true | The request body must be a JSON object, not true",
            })
    void whatIsNoObjectIsRefused(String body, String message) {
        assertRefused(() -> Json.fields(body), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\":\"a\\ud83d\"}|prompt|'prompt' holds half of a character, \\ud83d",
                "{\"prompt\":\"\\uDE00\\ud83d\"}|prompt|'prompt' holds half of a character, \\ude00",
                "{\"input\":[\"a\",\"\\udc00\"]}|input[1]|'input[1]' holds half of a character, \\udc00",
                "{\"a\":[{\"b\":{\"c\":\"\\ud800x\"}}]}|a[0].b.c|'a[0].b.c' holds half of a character, \\ud800",
                "{\"\\ud800\":1}|body|'body' holds half of a character, \\ud800"
            })
    void halfOfACharacterIsRefused(String body, String field, String message) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.fields(bytes)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e).hasMessage(message);
            assertThat(e.param()).contains(field);
            assertThat(e.hint()).contains("characters over U+FFFF are two \\u escapes, one after the other");
        });
    }

    @Test
    void aWholeCharacterMayBeEscapedInTwo() {
        String body = "{\"prompt\":\"\\ud83d\\ude00\\\\ud83d\"}";

        assertThat(Json.fields(body.getBytes(StandardCharsets.UTF_8)).string("prompt"))
                .isEqualTo("\uD83D\uDE00\\ud83d");
    }

    @Test
    void deepNestingIsRefusedAndDoesNotBlowTheStack() {
        String nested = "{\"a\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}";

        assertRefused(
                () -> Json.fields(nested), "The request body is nested too deeply, or holds too long a number or name");
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() {
        String huge = "{\"a\":" + "9".repeat(100_000) + "}";

        assertRefused(
                () -> Json.fields(huge), "The request body is nested too deeply, or holds too long a number or name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b2261223a22ff227d", // no UTF-8 at all
                "7b2261223a22c3227d", // a character cut short
                "7b2261223a22c0af227d", // overlong
                "7b2261223a22eda080227d", // half a surrogate pair
                "0000feff0000007b0000007d", // UTF-32
                "feff007b007d", // UTF-16
            })
    void bytesThatAreNoTextAreRefused(String hex) {
        assertThatThrownBy(() -> Json.fields(HexFormat.of().parseHex(hex)))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessage("The request body is not UTF-8");
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(Json.fields(HexFormat.of().parseHex("efbbbf7b2261223a317d")).integer("a"))
                .isEqualTo(1);
    }

    @Test
    void anyBytesAreReadOrRefusedAsAnInvalidRequest() {
        long seed = System.nanoTime();
        System.out.println("JsonTest seed: " + seed);
        Random random = new Random(seed);
        String alphabet = "{}[]\":,0123456789.eE+-truefalsn \\u\u0000\u00ff\u00c3\u00a9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "{\"a\":" : "");
            random.ints(random.nextInt(12), 0, alphabet.length()).forEach(at -> text.append(alphabet.charAt(at)));
            byte[] body = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            try {
                assertThat(Json.fields(body).unread()).isNotNull();
            } catch (MullamaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            }
        }
    }

    @Test
    void theLastOfTwoFieldsOfOneNameCounts() {
        assertThat(Json.fields("{\"a\":1,\"a\":2}").integer("a")).isEqualTo(2);
    }

    @Test
    void aLineIsOneLineWhateverTheTextHolds() {
        byte[] line = Json.line(new GenerateResponse("m", "a\nb\r\u2028é😀", null));

        String written = new String(line, StandardCharsets.UTF_8);
        assertThat(written).endsWith("}\n").hasLineCount(1);
        assertThat(Json.fields(written).string("response")).isEqualTo("a\nb\r\u2028é😀");
    }

    @Test
    void aTextIsReadBackAsItWasWritten() {
        String text = "quotes \" \\ / \b\f\t \u0001 é 漢 😀";

        assertThat(Json.fields(Json.text(Json.object().put("x", text))).string("x"))
                .isEqualTo(text);
        assertThat(Json.fields(Json.pretty(Json.object().put("x", text))).string("x"))
                .isEqualTo(text);
    }

    /** JSON's escapes can name one, and no UTF-8 can hold it. */
    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\ude00", "\\ude00\\ud83d", "a\\ud83d", "\\ud83dz"})
    void halfACharacterCanBeWrittenWhereverItCameFrom(String escaped) {
        String half = Json.literal("\"" + escaped + "\"").textValue();

        String written = new String(Json.bytes(Json.object().put("message", half)), StandardCharsets.UTF_8);

        assertThat(Json.literal(written).get("message").textValue()).isEqualTo(half);
    }

    private static void assertRefused(ThrowingCallable read, String message) {
        assertThatThrownBy(read).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue("body");
            assertThat(e).hasMessage(message);
        });
    }
}
