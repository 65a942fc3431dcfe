package io.mullama.grammar.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a schema that cannot be enforced is told. Quotes in schemas are single ones. */
final class SchemaErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{'x':{'not':{'const':1}}}} | 'format.properties.x.not' cannot be enforced | list what is allowed instead, with 'enum' or 'anyOf'",
                "{'if':{}}                          | 'format.if' cannot be enforced | write the cases as 'anyOf'",
                "{'then':{}}                        | 'format.then' cannot be enforced | write the cases as 'anyOf'",
                "{'else':{}}                        | 'format.else' cannot be enforced | write the cases as 'anyOf'",
                "{'dependentRequired':{}}           | 'format.dependentRequired' cannot be enforced | write the cases as 'anyOf'",
                "{'dependentSchemas':{}}            | 'format.dependentSchemas' cannot be enforced | write the cases as 'anyOf'",
                "{'dependencies':{}}                | 'format.dependencies' cannot be enforced | write the cases as 'anyOf'",
                "{'patternProperties':{'a':{}}}     | 'format.patternProperties' cannot be enforced | name the properties, or use 'additionalProperties'",
                "{'propertyNames':{'minLength':1}}  | 'format.propertyNames' cannot be enforced | name the properties, or use 'additionalProperties'",
                "{'minProperties':1}                | 'format.minProperties' cannot be enforced | name the properties, and which are 'required'",
                "{'maxProperties':1}                | 'format.maxProperties' cannot be enforced | name the properties",
                "{'uniqueItems':true}               | 'format.uniqueItems' cannot be enforced | leave it out and look at the answer yourself",
                "{'contains':{}}                    | 'format.contains' cannot be enforced | use 'prefixItems' or 'items'",
                "{'minContains':1}                  | 'format.minContains' cannot be enforced | use 'prefixItems' or 'items'",
                "{'maxContains':1}                  | 'format.maxContains' cannot be enforced | use 'prefixItems' or 'items'",
                "{'unevaluatedProperties':false}    | 'format.unevaluatedProperties' cannot be enforced | use 'additionalProperties'",
                "{'unevaluatedItems':false}         | 'format.unevaluatedItems' cannot be enforced | use 'items'",
                "{'contentSchema':{}}               | 'format.contentSchema' cannot be enforced | leave it out",
                "{'$dynamicRef':'#a'}               | 'format.$dynamicRef' cannot be enforced | use '$ref'",
                "{'$dynamicAnchor':'a'}             | 'format.$dynamicAnchor' cannot be enforced | use '$ref' with '#/$defs/...'",
                "{'$recursiveRef':'#'}              | 'format.$recursiveRef' cannot be enforced | use '$ref'",
                "{'$recursiveAnchor':true}          | 'format.$recursiveAnchor' cannot be enforced | use '$ref' with '#/$defs/...'",
                "{'tpye':'string'}                  | 'format.tpye' is not a keyword of JSON Schema that is known | leave it out, or begin its name with 'x-'",
                "{'oneOf':[{'type':'number'},{'type':'integer'}]} | 'format.oneOf' cannot be enforced: a value might be both [0] and [1] | use 'anyOf', or give each a property with its own 'const'",
                "{'properties':{'a':{},'b':{}},'oneOf':[{'required':['a']},{'required':['b']}]} | 'format.oneOf' cannot be enforced: a value might be both [0] and [1] | use 'anyOf', or give each a property with its own 'const'",
                "{'type':'string','format':'iri'}   | 'format.format' cannot be enforced: there is no format 'iri' for this type | for strings there are date, date-time, duration, email, hostname, ipv4, ipv6, time, uri, uuid; else use 'pattern'",
                "{'type':'integer','format':'date'} | 'format.format' cannot be enforced: there is no format 'date' for this type | for strings there are date, date-time, duration, email, hostname, ipv4, ipv6, time, uri, uuid; else use 'pattern'",
                "{'$ref':'other.json'}              | 'format.$ref' cannot be followed: 'other.json' is not within the schema | use '#' or '#/$defs/...'",
                "{'$ref':'#name'}                   | 'format.$ref' cannot be followed: '#name' is not within the schema | use '#' or '#/$defs/...'",
                "{'properties':{'n':{'$ref':'#','required':['x']}}} | 'format' cannot be enforced: it contains itself, and something is added to it there | refer to it with '$ref' alone",
            })
    void whatCannotBeEnforcedIsNamedWithAHint(String schema, String message, String hint) {
        assertThatThrownBy(() -> JsonSchemaGrammar.of(ByteGrammar.json(schema), "format"))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message)
                .satisfies(e -> assertThat(((SchemaException) e).hint()).hasValue(hint));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false                       | 'format' cannot be enforced: it allows no value",
                "{'properties':{'a':false}}  | 'format.properties.a' cannot be enforced: it allows no value",
                "[]                          | 'format' must be a schema: an object, true or false",
                "{'items':1}                 | 'format.items' must be a schema: an object, true or false",
                "{'type':'text'}             | 'format.type' must be one of string, integer, number, boolean, null, object, array, or a list of them",
                "{'type':['string',1]}       | 'format.type' must be one of string, integer, number, boolean, null, object, array, or a list of them",
                "{'type':[]}                 | 'format.type' must be a list of at least one",
                "{'enum':[]}                 | 'format.enum' must be a list of at least one",
                "{'enum':'a'}                | 'format.enum' must be a list of at least one",
                "{'anyOf':{}}                | 'format.anyOf' must be a list of at least one",
                "{'required':true}           | 'format.required' must be a list of names of properties",
                "{'required':[1]}            | 'format.required' must be a list of names of properties",
                "{'properties':[]}           | 'format.properties' must be an object of schemas",
                "{'minLength':-1}            | 'format.minLength' must be a whole number, 0 or more",
                "{'maxItems':1.5}            | 'format.maxItems' must be a whole number, 0 or more",
                "{'minimum':'1'}             | 'format.minimum' must be a number",
                "{'multipleOf':0}            | 'format.multipleOf' must be over 0",
                "{'type':'number','minimum':1e40} | 'format.minimum' cannot be enforced: it has more than 30 digits before or behind the point",
                "{'multipleOf':1001}         | 'format' cannot be enforced: 'multipleOf' has more than 600 remainders, or more than 6 digits behind the point",
                "{'pattern':1}               | 'format.pattern' must be a string",
                "{'nullable':'yes'}          | 'format.nullable' must be true or false",
                "{'pattern':'a(?=a)'}         | 'format' cannot be enforced: its 'pattern' cannot be used: it has a lookahead that is not at the beginning at character 2",
                "{'pattern':'^a$','minLength':2} | 'format' cannot be enforced: it allows no value: no string matches it",
                "{'pattern':'^(?:abcdefghijklmn)*$','maxLength':100000} | 'format' cannot be enforced: its 'pattern' cannot be used: it is too large: it needs more than 4000 states",
                "{'minLength':2,'maxLength':1} | 'format' cannot be enforced: it allows no value: 'minLength' is over 'maxLength'",
                "{'minItems':2,'maxItems':1} | 'format' cannot be enforced: it allows no value: 'minItems' is over 'maxItems' or more than there are items",
                "{'prefixItems':[{}],'minItems':2} | 'format' cannot be enforced: it allows no value: 'minItems' is over 'maxItems' or more than there are items",
                "{'minimum':2,'maximum':1}   | 'format' cannot be enforced: it allows no value: no number is within its bounds",
                "{'type':'integer','exclusiveMinimum':1,'exclusiveMaximum':2} | 'format' cannot be enforced: it allows no value: no number is within its bounds",
                "{'allOf':[{'type':'string'},{'type':'null'}]} | 'format' cannot be enforced: it allows no value: it asks for two types at once",
                "{'enum':['a'],'type':'null'} | 'format' cannot be enforced: it allows no value: the rest of it allows none of the values that it lists",
                "{'enum':['a'],'const':'b'}  | 'format' cannot be enforced: it allows no value: 'const' is none of the values of 'enum'",
                "{'required':['a'],'additionalProperties':false} | 'format' cannot be enforced: it allows no value: it needs the property 'a', but no other properties are allowed",
                "{'allOf':[{'properties':{'a':{'type':'null'}},'required':['a']},{'properties':{'a':{'type':'string'}}}]} | 'format' cannot be enforced: it allows no value: it needs the property 'a', but it asks for two types at once",
                "{'enum':[{'x':1}],'properties':{'x':{'$ref':'#/$defs/a'}},'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}} | 'format' cannot be enforced: its references are nested too deep, or come back to themselves",
                "{'allOf':[{'properties':{'a':{'type':'integer','minimum':1.2}},'required':['a']},{'properties':{'a':{'maximum':1.8}}}]} | the schema cannot be enforced: a part of it allows no value",
                "{'$ref':'#/$defs/a'}        | 'format.$ref' cannot be followed: there is no '#/$defs/a'",
                "{'$ref':'#/a%2'}            | 'format.$ref' cannot be followed: it has a '%' without two hexadecimal digits",
                "{'$ref':'#'}                | 'format' cannot be enforced: its '$ref' comes back to itself with nothing between",
                "{'$ref':'#/$defs/a','$defs':{'a':{'anyOf':[{'type':'null'},{'$ref':'#/$defs/b'}]},'b':{'$ref':'#/$defs/a'}}} | 'format' cannot be enforced: its '$ref' comes back to itself with nothing between",
                "{'properties':{'n':{'$ref':'#'}},'required':['n']} | 'format' cannot be enforced: no finite value satisfies it, it always contains itself",
                "{'properties':{'n':{'$ref':'#/$defs/a'}},'$defs':{'a':{'items':{'$ref':'#/$defs/a'},'minItems':1}}} | 'format.$defs.a' cannot be enforced: no finite value satisfies it, it always contains itself",
            })
    void whatIsWrongIsSaidWithWhere(String schema, String message) {
        assertRefused(schema, message);
    }

    @Test
    void whatIsTooMuchIsRefused() {
        String many = IntStream.range(0, 501).mapToObj(i -> "'p" + i + "':{}").collect(Collectors.joining(","));
        assertRefused(
                "{'properties':{" + many + "}}",
                "'format.properties' cannot be enforced: more than 500 properties may be left out");
        String values =
                IntStream.rangeClosed(0, 10_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertRefused("{'enum':[" + values + "]}", "'format.enum' has more than 10000 values");
        assertRefused(
                "{'enum':['" + "a".repeat(600_000) + "']}",
                "the schema is too large to be enforced: its 'enum' has more than 524288 characters");
        assertRefused(
                "{'items':".repeat(101) + "{}" + "}".repeat(101),
                "'format" + ".items".repeat(33) + "' is nested more than 100 deep");
        assertRefused(
                "{'const':" + "[".repeat(51) + "]".repeat(51) + "}",
                "'format.const' has a value that is nested more than 50 deep");
        assertRefused("{'$ref':'#/" + "a".repeat(1_000) + "'}", "'format.$ref' is longer than 1000 characters");
        assertRefused(
                "{'allOf':[{'anyOf':[" + objects(40, 1, "a") + "]},{'anyOf':[" + objects(40, 1, "b") + "]}]}",
                "'format' cannot be enforced: it has more than 1000 alternatives");
        assertRefused(
                "{'allOf':[{'anyOf':[" + objects(30, 30, "a") + "]},{'anyOf':[" + objects(30, 30, "b") + "]}]}",
                "'format' cannot be enforced: too much has to be combined");
    }

    /** Alternatives with so many properties of the same names, and one of its own each. */
    private static String objects(int count, int properties, String name) {
        String shared =
                IntStream.range(0, properties).mapToObj(i -> ",'p" + i + "':{}").collect(Collectors.joining());
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{'properties':{'" + name + i + "':{}" + shared.replace("{}", "{'minLength':" + i + "}") + "}}")
                .collect(Collectors.joining(","));
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        var nodes = JsonNodeFactory.instance;
        assertThatThrownBy(
                        () -> JsonSchemaGrammar.of(nodes.objectNode().put("const", Double.POSITIVE_INFINITY), "format"))
                .hasMessage("'format.const' has a number that is too large");
        assertThatThrownBy(() -> JsonSchemaGrammar.of(nodes.objectNode().put("minimum", Double.NaN), "format"))
                .hasMessage("'format.minimum' must be a number");
    }

    @Test
    void manySchemasAreRefused() {
        String many = IntStream.range(0, 25_000).mapToObj(i -> "{'const':1}").collect(Collectors.joining(","));
        assertRefused(
                "{'anyOf':[" + many + "]}", "'format.anyOf[19999]' is too much: there are more than 20000 schemas");
    }

    @Test
    void largeGrammarsAreRefused() {
        String names = IntStream.range(0, 400)
                .mapToObj(i -> "'%s':{}".formatted(new StringBuilder("a long name " + i).reverse()))
                .collect(Collectors.joining(","));
        assertRefused(
                "{'properties':{" + names + "},'additionalProperties':true}",
                "the schema is too large to be enforced: other properties beside so many that are named");
        String properties = IntStream.range(0, 15_000)
                .mapToObj(i -> "'a property of some length, number %d':{'type':'null'}".formatted(i))
                .collect(Collectors.joining(","));
        String required = IntStream.range(0, 15_000)
                .mapToObj("'a property of some length, number %d'"::formatted)
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> JsonSchemaGrammar.of(
                        ByteGrammar.json("{'properties':{%s},'required':[%s]}".formatted(properties, required)),
                        "format"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("too large");
    }

    private static void assertRefused(String schema, String message) {
        assertThatThrownBy(() -> JsonSchemaGrammar.of(ByteGrammar.json(schema), "format"))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }
}
