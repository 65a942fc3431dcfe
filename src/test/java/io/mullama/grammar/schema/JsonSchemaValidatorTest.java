package io.mullama.grammar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer that does not satisfy a schema is told. Quotes are single ones. */
final class JsonSchemaValidatorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'} | 1 | 'answer' must be of another type: 'string'",
                "{'minLength':1} | 1 | 'answer' must be of another type: its keywords say which",
                "{'items':{'properties':{'n':{'type':['null','boolean']}}}} | [{},{'n':1}] | 'answer[1].n' must be of another type: ['null','boolean']",
                "{'const':1} | 2 | 'answer' must be 1",
                "{'enum':[1,'a']} | 2 | 'answer' must be one of the values of 'enum'",
                "{'minimum':2} | 1 | 'answer' must keep to 'minimum', 2",
                "{'exclusiveMaximum':2} | 2 | 'answer' must keep to 'exclusiveMaximum', 2",
                "{'minimum':2,'exclusiveMinimum':true} | 2 | 'answer' must keep to 'minimum', 2",
                "{'multipleOf':0.5} | 0.7 | 'answer' must keep to 'multipleOf', 0.5",
                "{'type':'integer','format':'uint8'} | 256 | 'answer' must keep to 'format', 'uint8'",
                "{'minLength':3} | '😀a' | 'answer' must have at least 3 characters",
                "{'maxLength':1} | 'ab' | 'answer' must have at most 1 characters",
                "{'pattern':'^a'} | 'ba' | 'answer' must match the pattern ^a",
                "{'format':'date'} | '2023-02-30' | 'answer' must be a date",
                "{'minItems':1} | [] | 'answer' must have at least 1 items",
                "{'maxItems':1} | [1,2] | 'answer' must have at most 1 items",
                "{'prefixItems':[{},{}]} | [1] | 'answer' must have at least 2 items",
                "{'prefixItems':[{}]} | [1,2] | 'answer' must have no more than 1 items",
                "{'items':false} | [1] | 'answer[0]' is not allowed",
                "{'required':['a']} | {} | 'answer' must have the property 'a'",
                "{'properties':{'a':{}}} | {'b':1} | 'answer' must not have the property 'b'",
                "{'additionalProperties':{'type':'null'}} | {'b':1} | 'answer.b' must be of another type: 'null'",
                "{'anyOf':[{'type':'null'},{'const':1}]} | 2 | 'answer' is none of what is allowed: 'answer' must be of another type: 'null'",
                "{'$ref':'#/$defs/a','$defs':{'a':{'type':'null'}}} | 2 | 'answer' must be of another type: 'null'",
            })
    void whatIsWrongIsSaidWithWhere(String schema, String answer, String problem) {
        assertThat(problem(schema, answer)).isEqualTo(problem.startsWith("'answer") ? unquoted(problem) : problem);
    }

    /** The quotes of JSON within messages are double ones. */
    private static String unquoted(String problem) {
        int colon = problem.indexOf(": ");
        int comma = problem.indexOf("', '");
        if (comma > 0) {
            return problem.substring(0, comma + 3)
                    + problem.substring(comma + 3).replace('\'', '"');
        }
        int last = problem.lastIndexOf(": ");
        return colon < 0
                ? problem
                : problem.substring(0, last) + problem.substring(last).replace('\'', '"');
    }

    @Test
    void whatIsNoJsonIsSaid() {
        assertThat(problem("{}", "{'a':")).isEqualTo("the answer is not JSON");
        assertThat(problem("{}", "1 2")).isEqualTo("the answer is not JSON");
        assertThat(problem("{}", "")).isEqualTo("the answer is not JSON: it is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer'} | 1.0",
                "{'type':'integer'} | 1e2",
                "{'const':1} | 1.0",
                "{'properties':{'a':{},'b':{}}} | {'b':1,'a':2}",
                "{'type':'number','multipleOf':3} | 3e0",
                "{'type':'number'} | 1e999999999",
            })
    void whatIsWrittenAnotherWayIsTheSame(String schema, String answer) {
        assertThat(problem(schema, answer)).isEmpty();
    }

    /** No grammar is made of such schemas either. */
    @Test
    void whatHasTooManyWaysIsNotChecked() {
        String alternatives =
                IntStream.range(0, 60).mapToObj(i -> "{'const':" + i + "}").collect(Collectors.joining(","));
        String any = "{'anyOf':[" + alternatives + "]}";

        assertThatThrownBy(() -> problem("{'allOf':[%1$s,%1$s,%1$s]}".formatted(any), "1"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("'format' cannot be checked: it has too many alternatives");
        assertThatThrownBy(() -> problem("{'$ref':'#'}", "1"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("'format' cannot be checked: its references are nested too deep");
        assertThatThrownBy(() -> problem("{'$ref':'#/a'}", "1"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("'format' cannot be followed: there is no '#/a'");
    }

    @Test
    void hugeNumbersTakeNoTime() {
        assertThat(problem("{'multipleOf':3}", "3e999999999")).isEqualTo("'answer' must keep to 'multipleOf', 3");
    }

    private static String problem(String schema, String answer) {
        return new JsonSchemaValidator(ByteGrammar.json(schema), "format")
                .problem(answer.replace('\'', '"'))
                .orElse("");
    }
}
