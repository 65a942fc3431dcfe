package io.mullama.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {

    @Test
    void everyGetterGivesAValueOfItsType() {
        Fields fields = fields("{'text':'é','whole':-7,'long':9000000000,'real':0.25,'yes':true,'list':['a','b']}");

        assertThat(fields.string("text")).isEqualTo("é");
        assertThat(fields.requiredString("text")).isEqualTo("é");
        assertThat(fields.integer("whole")).isEqualTo(-7);
        assertThat(fields.longInteger("long")).isEqualTo(9_000_000_000L);
        assertThat(fields.number("real")).isEqualTo(0.25);
        assertThat(fields.number("whole")).isEqualTo(-7.0);
        assertThat(fields.bool("yes")).isTrue();
        assertThat(fields.bool("yes", false)).isTrue();
        assertThat(fields.strings("list")).containsExactly("a", "b");
        assertThat(fields.node("list")).hasSize(2);
        assertThat(fields.has("text")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'x':null}"})
    void whatIsMissingOrNullIsAbsent(String json) {
        Fields fields = fields(json);

        assertThat(fields.has("x")).isFalse();
        assertThat(fields.string("x")).isNull();
        assertThat(fields.integer("x")).isNull();
        assertThat(fields.longInteger("x")).isNull();
        assertThat(fields.number("x")).isNull();
        assertThat(fields.bool("x")).isNull();
        assertThat(fields.bool("x", true)).isTrue();
        assertThat(fields.strings("x")).isNull();
        assertThat(fields.objects("x", Function.identity())).isNull();
        assertThat(fields.object("x")).isNull();
        assertThat(fields.node("x")).isNull();
        assertRefused(() -> fields.requiredString("x"), "x", "'x' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1      | 'x' must be a string, not 1",
                "true   | 'x' must be a string, not true",
                "['a']  | 'x' must be a string, not a list",
                "{'a':1}| 'x' must be a string, not an object",
            })
    void anotherTypeThanAStringIsRefused(String value, String message) {
        assertRefused(() -> fields("{'x':" + value + "}").string("x"), "x", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'5'         | 'x' must be an integer, not \"5\"",
                "1.5         | 'x' must be an integer, not 1.5",
                "false       | 'x' must be an integer, not false",
                "[]          | 'x' must be an integer, not a list",
                "2147483648  | 'x' is out of range: 2147483648",
                "-2147483649 | 'x' is out of range: -2147483649",
                "1e300       | 'x' is out of range: 1.0E300",
            })
    void whatIsNoIntOrDoesNotFitIntoOneIsRefused(String value, String message) {
        assertRefused(() -> fields("{'x':" + value + "}").integer("x"), "x", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,99999999999] | x[1] | 'x[1]' is out of range: 99999999999",
                "[1.5]           | x[0] | 'x[0]' must be an integer, not 1.5",
                "['1']           | x[0] | 'x[0]' must be an integer, not \"1\"",
                "1               | x    | 'x' must be a list of integers, not 1",
            })
    void whatIsNoIntInAListIsRefused(String value, String field, String message) {
        assertRefused(() -> fields("{'x':" + value + "}").integers("x"), field, message);
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 2147483647", "-2147483648, -2147483648", "512.0, 512", "1e3, 1000", "-0, 0"})
    void anIntMayBeWrittenWithAFractionOfZero(String value, int expected) {
        assertThat(fields("{'x':" + value + "}").integer("x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'5'                  | 'x' must be an integer, not \"5\"",
                "1.5                  | 'x' must be an integer, not 1.5",
                "{}                   | 'x' must be an integer, not an object",
                "9223372036854775808  | 'x' is out of range: 9223372036854775808",
                "-9223372036854775809 | 'x' is out of range: -9223372036854775809",
                "1e300                | 'x' is out of range: 1.0E300",
            })
    void whatIsNoLongOrDoesNotFitIntoOneIsRefused(String value, String message) {
        assertRefused(() -> fields("{'x':" + value + "}").longInteger("x"), "x", message);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 9223372036854775807", "-1, -1", "42.0, 42", "1e3, 1000"})
    void aLongMayBeWrittenWithAFractionOfZero(String value, long expected) {
        assertThat(fields("{'x':" + value + "}").longInteger("x")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'0.5' | 'x' must be a number, not \"0.5\"",
                "true  | 'x' must be a number, not true",
                "[0.5] | 'x' must be a number, not a list",
            })
    void whatIsNoNumberIsRefused(String value, String message) {
        assertRefused(() -> fields("{'x':" + value + "}").number("x"), "x", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e999999999"})
    void aNumberBeyondADoubleIsRefused(String value) {
        Fields fields = fields("{'x':" + value + "}");

        assertRefused(() -> fields.number("x"), "x", "'x' is out of range");
        assertRefused(() -> fields.integer("x"), "x", "'x' is out of range");
        assertRefused(() -> fields.longInteger("x"), "x", "'x' is out of range");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'true' | 'x' must be true or false, not \"true\"", "1 | 'x' must be true or false, not 1"})
    void whatIsNeitherTrueNorFalseIsRefused(String value, String message) {
        assertRefused(() -> fields("{'x':" + value + "}").bool("x"), "x", message);
    }

    @Test
    void oneStringAloneIsAListOfOne() {
        assertThat(fields("{'stop':'end'}").strings("stop")).containsExactly("end");
        assertThat(fields("{'stop':[]}").strings("stop")).isEmpty();
    }

    @Test
    void aListThatHoldsSomethingElseNamesTheElement() {
        assertRefused(() -> fields("{'stop':['a',3]}").strings("stop"), "stop[1]", "'stop[1]' must be a string, not 3");
        assertRefused(
                () -> fields("{'stop':[null]}").strings("stop"), "stop[0]", "'stop[0]' must be a string, not null");
        assertRefused(
                () -> fields("{'stop':3}").strings("stop"),
                "stop",
                "'stop' must be a string or a list of strings, not 3");
    }

    @Test
    void aFaultInsideAListOfObjectsNamesItsPath() {
        Fields fields = fields("{'messages':[{'content':'hi'},{'content':7}]}");

        assertRefused(
                () -> fields.objects("messages", message -> message.requiredString("content")),
                "messages[1].content",
                "'messages[1].content' must be a string, not 7");
        assertRefused(
                () -> fields.objects("messages", message -> message.requiredString("role")),
                "messages[0].role",
                "'messages[0].role' is missing");
        assertRefused(
                () -> fields.objects("messages", message -> message.strings("content")),
                "messages[1].content",
                "'messages[1].content' must be a string or a list of strings, not 7");
    }

    @Test
    void aFaultDeepInsideNamesItsWholePath() {
        Fields outer =
                requireNonNull(fields("{'a':{'b':[{'c':{'d':['x',1]}}]}}").object("a"));

        assertRefused(
                () -> outer.objects("b", b -> requireNonNull(b.object("c")).strings("d")),
                "a.b[0].c.d[1]",
                "'a.b[0].c.d[1]' must be a string, not 1");
    }

    @Test
    void whatIsNoObjectNamesItsPath() {
        assertRefused(
                () -> fields("{'messages':['hi']}").objects("messages", Function.identity()),
                "messages[0]",
                "'messages[0]' must be a JSON object, not \"hi\"");
        assertRefused(
                () -> fields("{'messages':{}}").objects("messages", Function.identity()),
                "messages",
                "'messages' must be a list, not an object");
        assertRefused(
                () -> fields("{'message':[]}").object("message"),
                "message",
                "'message' must be a JSON object, not a list");
    }

    @Test
    void aLongTextIsNotRepeatedInAMessage() {
        String secret = "s".repeat(39);

        assertRefused(() -> fields("{'x':'" + secret + "'}").integer("x"), "x", "'x' must be an integer, not a string");
    }

    @Test
    void whatNothingHasReadIsUnread() {
        Fields fields = fields("{'b':1,'a':{'known':1,'odd':2},'c':null}");
        Fields inner = requireNonNull(fields.object("a"));
        inner.integer("known");
        inner.integer("never there");

        assertThat(fields.unread()).containsExactly("b", "c", "a.odd");
        assertThat(inner.unread()).containsExactly("a.odd");
    }

    @Test
    void whatIsReadIsACopy() {
        List<String> stops = requireNonNull(fields("{'stop':['a']}").strings("stop"));

        assertThatThrownBy(() -> stops.add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertRefused(Runnable read, String param, String message) {
        assertThatThrownBy(read::run).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.param()).hasValue(param);
            assertThat(e.getMessage()).startsWith(message);
        });
    }

    private static Fields fields(String json) {
        return Json.fields(json.replace('\'', '"'));
    }
}
