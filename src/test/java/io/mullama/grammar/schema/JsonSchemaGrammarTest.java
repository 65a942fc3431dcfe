package io.mullama.grammar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model may write under each keyword. Quotes in schemas and answers are single ones. */
final class JsonSchemaGrammarTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // types
                "{'type':'string'}            | '' ; 'a b' ; 'é😀\u007f' ; '\\n\\u00e9\\ud83d\\ude00\\/' | a ; 'a ; '\\x' ; '\\ud83d' ; '\\ude00' ; '\\ud83d\\n' ; 1 ;  'a' ",
                "{'type':'integer'}           | 0 ; -1 ; 123456789012345678 | -0 ; 01 ; 1.0 ; 1e3 ; 1234567890123456789 ; +1 ; '1'",
                "{'type':'number'}            | 0 ; -0.5 ; 1e3 ; 1E-07 ; 12.25 | .5 ; 1. ; 01 ; 1e ; 1e100 ; NaN",
                "{'type':'boolean'}           | true ; false | null ; True ; 0",
                "{'type':'null'}              | null | 'null' ; {}",
                "{'type':'array'}             | [] ; [1, 'a', null, [{}]] ; [ ] | [1,] ; {} ; [,1]",
                "{'type':'object'}            | {} ; {'a':1} ; {'a': {'b': []}, 'c': true} | [] ; {'a'} ; {a:1} ; {'a':1,}",
                "{'type':['string','null']}   | 'a' ; null | 1 ; true",
                "{'type':['integer','number']} | 1 ; 1.5 | '1'",
                "{'type':'string','nullable':true} | null ; 'a' | 1",
                "{}                           | 1 ; 'a' ; {'a':[1]} ; null ; [] | ; a",
                "true                         | 1 ; {'a':[1]} | ; a",
                // values
                "{'enum':['a','b',1,null,1.5,'ab']} | 'a' ; 'b' ; 'ab' ; 1 ; null ; 1.5 | 'c' ; 2 ; 'abc' ; ''",
                "{'enum':['a',1,null],'type':'string'} | 'a' | 1 ; null",
                "{'enum':['a','bb'],'minLength':2} | 'bb' | 'a'",
                "{'const':{'a':[1,true],'b':{}}} | {'a':[1,true],'b':{}} ; {'a': [1, true], 'b': {}} | {'b':{},'a':[1,true]} ; {}",
                "{'const':'a\\n😀'} | 'a\\n😀' | 'a' ; 'a\\u000a😀'",
                "{'const':5} | 5 | 5.0 ; 6",
                "{'type':'string','enum':['a'],'nullable':true} | 'a' ; null | 'b'",
                // objects
                "{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'null'}},'required':['a','b']} | {'a':1,'b':null} ; {'a': 1, 'b': null} ; { 'a':1,'b':null } | {} ; {'a':1} ; {'b':null,'a':1} ; {'a':1,'b':null,'c':1} ; {'a':1,'a':1,'b':null}",
                "{'properties':{'a':{'type':'integer'},'b':{'type':'null'},'c':{'const':1}}} | {} ; {'a':1} ; {'b':null} ; {'c':1} ; {'a':1,'c':1} ; {'a':1,'b':null,'c':1} ; {'b':null,'c':1} | {'b':null,'a':1} ; {'d':1} ; {,} ; {'a':1,}",
                "{'properties':{'a':{'const':1},'b':{'const':2},'c':{'const':3},'d':{'const':4}},'required':['b','d']} | {'b':2,'d':4} ; {'a':1,'b':2,'d':4} ; {'b':2,'c':3,'d':4} ; {'a':1,'b':2,'c':3,'d':4} | {'a':1,'d':4} ; {'b':2} ; {'b':2,'c':3}",
                "{'properties':{'a':{'const':1}},'additionalProperties':true} | {} ; {'a':1} ; {'a':1,'b':[]} ; {'aa':1} ; {'':1} ; {'b':1,'c':2} | {'a':2} ; {'b':1,'a':1} ; {'\\u0061':2}",
                "{'properties':{'a':{'const':1}},'required':['a'],'additionalProperties':{'type':'null'}} | {'a':1} ; {'a':1,'b':null} ; {'a':1,'b':null,'ab':null} | {} ; {'b':null} ; {'a':1,'b':1}",
                "{'type':'object','additionalProperties':{'type':'integer'}} | {} ; {'a':1,'b':2} | {'a':'1'}",
                "{'type':'object','additionalProperties':false} | {} ; { } | {'a':1}",
                "{'type':'object','required':['a']} | {'a':1} ; {'a':[{}]} | {} ; {'b':1}",
                "{'properties':{'q\\'q':{'const':1},'n\\nn':{'const':2},'é':{'const':3}}} | {'q\\'q':1,'n\\nn':2,'é':3} | {'\\u00e9':3}",
                "{'type':'object','properties':{}} | {} | {'a':1}",
                "{'type':'object','propertyNames':{'type':'string'},'additionalProperties':{'type':'null'}} | {} ; {'a':null} | {'a':1}",
                // arrays
                "{'items':{'type':'integer'}} | [] ; [1] ; [1, 2] ; [1,2,3] | ['a'] ; [1 2]",
                "{'items':{'const':1},'minItems':2} | [1,1] ; [1,1,1] | [] ; [1]",
                "{'items':{'const':1},'maxItems':2} | [] ; [1] ; [1,1] | [1,1,1]",
                "{'items':{'const':1},'minItems':2,'maxItems':3} | [1,1] ; [1,1,1] | [1] ; [1,1,1,1]",
                "{'items':{'const':1},'maxItems':0} | [] | [1]",
                "{'items':false} | [] | [1]",
                "{'type':'array','minItems':1} | [1] ; ['a',{}] | []",
                "{'prefixItems':[{'const':1},{'const':2}]} | [1,2] | [] ; [1] ; [1,2,3] ; [2,1]",
                "{'prefixItems':[{'const':1},{'const':2}],'items':{'const':3}} | [1,2] ; [1,2,3,3] | [1] ; [1,2,4]",
                "{'prefixItems':[{'const':1},{'const':2}],'minItems':0} | [] ; [1] ; [1,2] | [2] ; [1,2,3]",
                "{'prefixItems':[{'const':1},{'const':2}],'items':{'const':3},'minItems':1,'maxItems':3} | [1] ; [1,2] ; [1,2,3] | [] ; [1,2,3,3]",
                "{'prefixItems':[{'const':1},{'const':2}],'maxItems':1} | [1] | [] ; [1,2]",
                "{'items':[{'const':1}],'additionalItems':{'const':2}} | [1] ; [1,2,2] | [] ; [2]",
                "{'items':{'const':1},'uniqueItems':false} | [1,1] | [2]",
                // strings
                "{'minLength':2} | 'ab' ; 'abc' ; '\\n\\n' ; '😀😀' ; '\\ud83d\\ude00a' | 'a' ; '\\n' ; '😀' ; '\\ud83d\\ude00'",
                "{'maxLength':2} | '' ; 'ab' ; '\\u0041\\n' ; '😀😀' | 'abc' ; '\\u0041\\n\\t'",
                "{'minLength':1,'maxLength':1} | 'a' ; '\\'' | '' ; 'ab'",
                "{'pattern':'^[a-z]+$'} | 'abc' | '' ; 'aB' ; 'a1' ; '\\u0061'",
                "{'pattern':'b'} | 'b' ; 'abc' ; 'bb' | 'a' ; ''",
                "{'pattern':'^a'} | 'a' ; 'abc' | 'ba' ; ''",
                "{'pattern':'a$'} | 'a' ; 'ba' | 'ab' ; ''",
                "{'pattern':'^\\\\s$'} | ' ' ; '\\n' ; '\\t' ; '\\u000b' ; '　' | 'a' ; '\\u000B'",
                "{'pattern':'^[\\\\\\\\/]$'} | '\\\\' ; '/' | '\\/' ; 'a'",
                "{'pattern':'^[a-z]*$','minLength':2,'maxLength':3} | 'ab' ; 'abc' | 'a' ; 'abcd' ; 'AB'",
                "{'pattern':'^[0-9]{4}$','minLength':4,'maxLength':4} | '1234' | '123'",
                "{'format':'uri','minLength':1,'maxLength':2083} | 'https://a.b/c%20d?e#f' | '' ; 'a'",
                "{'format':'email','maxLength':16} | 'abc@example.org' ; 'abcd@example.org' | 'abcde@example.org'",
                "{'format':'email','pattern':'^(?!\\\\.)(?!.*\\\\.\\\\.)([A-Za-z0-9_\\u0027+\\\\-\\\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\\\-]*\\\\.)+[A-Za-z]{2,}$'} | 'a.b@c.org' | 'a..b@c.org' ; '.a@c.org' ; 'a@c.o1'",
                "{'pattern':'^a','allOf':[{'pattern':'b$'}]} | 'ab' ; 'axb' | 'a' ; 'b'",
                // references
                "{'$ref':'#/$defs/a','$defs':{'a':{'type':'null'}}} | null | 1",
                "{'$ref':'#/definitions/a','definitions':{'a':{'type':'null'}}} | null | 1",
                "{'properties':{'n':{'$ref':'#'}},'additionalProperties':false} | {} ; {'n':{'n':{}}} | {'n':1}",
                "{'$ref':'#/$defs/a~1b~0c%25%20d','$defs':{'a/b~c% d':{'const':1}}} | 1 | 2",
                "{'anyOf':[{'$ref':'#/anyOf/1'},{'const':1}]} | 1 | 2",
                "{'$ref':'#/$defs/t','$defs':{'t':{'properties':{'v':{'type':'integer'},'c':{'items':{'$ref':'#/$defs/t'}}},'required':['v','c']}}} | {'v':1,'c':[]} ; {'v':1,'c':[{'v':2,'c':[]}]} | {'v':1} ; {'v':1,'c':[1]}",
                "{'$ref':'#/$defs/a','description':'x','$defs':{'a':{'const':1}}} | 1 | 2",
                "{'$ref':'#/$defs/a','maxLength':2,'$defs':{'a':{'type':'string','minLength':1}}} | 'a' ; 'ab' | '' ; 'abc'",
                // combinations
                "{'anyOf':[{'type':'integer'},{'type':'null'}]} | 1 ; null | 'a'",
                "{'oneOf':[{'type':'integer'},{'type':'null'}]} | 1 ; null | 'a'",
                "{'oneOf':[{'properties':{'t':{'const':'a'},'x':{'const':1}},'required':['t','x']},{'properties':{'t':{'const':'b'}},'required':['t']}]} | {'t':'a','x':1} ; {'t':'b'} | {'t':'a'} ; {'t':'b','x':1}",
                "{'oneOf':[{'$ref':'#/$defs/c'},{'$ref':'#/$defs/d'}],'discriminator':{'propertyName':'k'},'$defs':{'c':{'properties':{'k':{'const':'c'},'of':{'$ref':'#'}},'required':['k']},'d':{'properties':{'k':{'const':'d'}},'required':['k']}}} | {'k':'c','of':{'k':'d'}} ; {'k':'d'} | {'k':'e'} ; {'k':'d','of':{'k':'d'}}",
                "{'allOf':[{'properties':{'a':{'const':1}},'required':['a']},{'properties':{'b':{'const':2}}}]} | {'a':1} ; {'a':1,'b':2} | {} ; {'b':2}",
                "{'allOf':[{'type':'integer','minimum':3},{'maximum':5}]} | 3 ; 5 | 2 ; 6",
                "{'properties':{'a':{'const':1},'b':{'const':2}},'anyOf':[{'required':['a']},{'required':['b']}]} | {'a':1} ; {'b':2} ; {'a':1,'b':2} | {}",
                "{'type':'object','allOf':[{'$ref':'#/$defs/a'},{'properties':{'y':{'const':2}},'required':['y']}],'$defs':{'a':{'properties':{'x':{'const':1}},'required':['x']}}} | {'x':1,'y':2} | {'x':1} ; {'y':2,'x':1}",
                "{'allOf':[{'enum':[1,2,3]},{'enum':[2,3,4]}]} | 2 ; 3 | 1 ; 4",
                "{'allOf':[{'additionalProperties':false,'properties':{'a':{}}},{'properties':{'b':{}}}]} | {} ; {'a':1} | {'b':1}",
                "{'type':['string','null'],'anyOf':[{'maxLength':1},{'type':'null'}]} | 'a' ; null | 'ab'",
                // numbers
                "{'type':'integer','minimum':3,'maximum':12} | 3 ; 9 ; 10 ; 12 | 2 ; 13 ; -3 ; 3.0",
                "{'type':'integer','exclusiveMinimum':0} | 1 ; 99 ; 123456789012345678 | 0 ; -1",
                "{'type':'integer','minimum':0,'exclusiveMinimum':true} | 1 | 0",
                "{'type':'integer','maximum':-5} | -5 ; -123 | -4 ; 0 ; 5",
                "{'type':'integer','minimum':0.5,'maximum':2.5} | 1 ; 2 | 0 ; 3",
                "{'type':'number','minimum':0,'maximum':1} | 0 ; 1 ; 0.5 ; 0.0 ; 1.00 ; 0.123456 | 1.1 ; -0.1 ; 2 ; 1e0 ; 1.01",
                "{'type':'number','exclusiveMinimum':0,'maximum':1.25} | 0.01 ; 1.25 ; 1.2 ; 1.250 | 0 ; 0.0 ; 1.26 ; 1.251",
                "{'type':'number','minimum':-2.5,'exclusiveMaximum':-0.5} | -2.5 ; -1 ; -0.51 | -0.5 ; -2.51 ; 0 ; 1 ; -0.50",
                "{'type':'integer','multipleOf':5,'minimum':0,'maximum':100} | 0 ; 5 ; 100 | 3 ; 105 ; -5",
                "{'type':'number','multipleOf':0.25} | 0 ; 0.25 ; 1.5 ; -3.75 ; 2.0 | 0.3 ; 1.251",
                "{'type':'integer','format':'int8'} | 127 ; -128 | 128 ; -129",
                "{'type':'number','format':'double'} | 1.5 | 'a'",
                // formats
                "{'type':'string','format':'date'} | '2024-02-29' ; '2023-12-31' ; '2000-02-29' | '2023-02-29' ; '1900-02-29' ; '2023-13-01' ; '2023-04-31' ; '23-1-1'",
                "{'type':'string','format':'time'} | '12:30:00Z' ; '23:59:59.123+02:00' | '24:00:00Z' ; '12:30:00' ; '12:60:00Z'",
                "{'type':'string','format':'date-time'} | '2024-02-29T12:30:00Z' | '2024-02-29 12:30:00Z'",
                "{'type':'string','format':'duration'} | 'P1Y2M3DT4H5M6S' ; 'PT5M' ; 'P2W' ; 'P1D' | 'P' ; 'PT' ; 'P1YT' ; 'P1W2D'",
                "{'type':'string','format':'uuid'} | '123e4567-e89b-12d3-a456-426614174000' | '123e4567e89b12d3a456426614174000'",
                "{'type':'string','format':'email'} | 'a.b+c@ex-ample.org' | 'a@b' ; '@b.c' ; 'a b@c.d' ; 'a@-b.c'",
                "{'type':'string','format':'hostname'} | 'localhost' ; 'a-b.example' | '-a' ; 'a..b' ; ''",
                "{'type':'string','format':'ipv4'} | '127.0.0.1' ; '255.255.255.255' | '256.0.0.1' ; '1.2.3' ; '01.2.3.4'",
                "{'type':'string','format':'ipv6'} | '::' ; '::1' ; '2001:db8::ff00:42:8329' ; '1:2:3:4:5:6:7:8' ; '::ffff:1.2.3.4' ; '1::8' ; '1:2:3:4:5:6:7::' | '1' ; ':::' ; '1::2::3' ; '1:2:3:4:5:6:7:8:9' ; '12345::'",
                "{'type':'string','format':'uri'} | 'https://example.org/a?b=c#d' ; 'mailto:a@b.c' | 'example' ; 'http:// a' ; 'a:b#c#d'",
            })
    void whatASchemaAllowsIsTakenAndNothingElse(String schema, String taken, String refused) {
        ByteGrammar grammar = ByteGrammar.ofSchema(schema);

        for (String text : texts(taken)) {
            assertThat(grammar.takes(text)).as("%s takes %s", schema, text).isTrue();
            assertThat(new JsonSchemaValidator(ByteGrammar.json(schema), "format").problem(text))
                    .as("%s is checked by %s", text, schema)
                    .isEmpty();
        }
        for (String text : texts(refused)) {
            assertThat(grammar.takes(text)).as("%s refuses %s", schema, text).isFalse();
        }
    }

    private static String[] texts(String cell) {
        return cell == null
                ? new String[] {""}
                : cell.replace('\'', '"').strip().split(" ; ", -1);
    }

    @Test
    void blanksAreNaturalAndFew() {
        ByteGrammar grammar = ByteGrammar.ofSchema("{'properties':{'a':{'items':{'type':'integer'}}}}");

        assertThat(grammar.takes("{\n  \"a\": [\n    1,\n    2\n  ]\n}")).isTrue();
        assertThat(grammar.takes("{\n\t\"a\": []}")).isTrue();
        assertThat(grammar.takes("{\"a\":  []}")).isFalse();
        assertThat(grammar.takes("{\n\n\"a\":[]}")).isFalse();
        assertThat(grammar.takes("{\n" + " ".repeat(21) + "\"a\":[]}")).isFalse();
        assertThat(grammar.takes(" {}")).isFalse();
        assertThat(grammar.takes("{}\n")).isFalse();
    }

    @Test
    void anyObjectIsWhatJsonModeMeans() {
        ByteGrammar grammar = ByteGrammar.of(JsonSchemaGrammar.ofAnyObject());

        assertThat(grammar.takes("{\"a\": [1, {\"b\": null}]}")).isTrue();
        assertThat(grammar.takes("[1]")).isFalse();
    }

    @Test
    void annotationsAreIgnored() {
        ByteGrammar grammar = ByteGrammar.ofSchema("{'$schema':'x','$id':'y','title':'t','description':'d','default':1,"
                + "'examples':[1],'deprecated':true,'readOnly':true,'$comment':'c','x-order':1,'type':'null'}");

        assertThat(grammar.takes("null")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"100,100", "101,101", "0,250", "99,10001", "1000,1000", "20000,20000", "3,123456", "0,2000000000"})
    void countsMayBeLarge(int least, int most) {
        ByteGrammar strings = ByteGrammar.ofSchema("{'minLength':%d,'maxLength':%d}".formatted(least, most));
        ByteGrammar arrays =
                ByteGrammar.ofSchema("{'minItems':%d,'maxItems':%d,'items':{'const':1}}".formatted(least, most));
        for (int count : new int[] {0, 1, 2, 99, 100, 101, 199, 200, 249, 250, 251, 999, 1000, 1001, 10001, 20000}) {
            boolean right = count >= least && count <= most;
            assertThat(strings.takes("\"" + "a".repeat(count) + "\""))
                    .as("%d characters", count)
                    .isEqualTo(right);
            String items = IntStream.range(0, count).mapToObj(i -> "1").collect(Collectors.joining(","));
            assertThat(arrays.takes("[" + items + "]")).as("%d items", count).isEqualTo(right);
        }
    }

    @Test
    void manyPropertiesAndValuesTakeLittleTime() {
        String properties = IntStream.range(0, 200)
                .mapToObj(i -> "'property_%d':{'type':['string','null'],'description':'d'}".formatted(i))
                .collect(Collectors.joining(","));
        String values =
                IntStream.range(0, 5_000).mapToObj(i -> "'value " + i + "'").collect(Collectors.joining(","));
        String schema = "{'properties':{%s,'last':{'enum':[%s]}},'required':['property_7','last']}"
                .formatted(properties, values);

        ByteGrammar grammar = Assertions.assertTimeout(Duration.ofSeconds(5), () -> ByteGrammar.ofSchema(schema));

        assertThat(grammar.takes("{\"property_7\": null, \"property_9\": \"x\", \"last\": \"value 4711\"}"))
                .isTrue();
        assertThat(grammar.takes("{\"property_8\": null, \"last\": \"value 1\"}"))
                .isFalse();
    }

    @Test
    void theSameSchemaTwiceIsOneRule() {
        String once = JsonSchemaGrammar.of(
                ByteGrammar.json("{'properties':{'a':{'format':'uuid'}},'required':['a']}"), "format");
        String twice = JsonSchemaGrammar.of(
                ByteGrammar.json("{'properties':{'a':{'format':'uuid'},'b':{'format':'uuid'}},'required':['a','b']}"),
                "format");

        assertThat(twice.lines().count()).isEqualTo(once.lines().count());
    }
}
