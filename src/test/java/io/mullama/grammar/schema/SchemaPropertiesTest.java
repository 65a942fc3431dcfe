package io.mullama.grammar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random schemas: the grammar, the check and what was made to satisfy them agree. The seed is the repetition. */
final class SchemaPropertiesTest {
    private static final int SCHEMAS = 8;
    private static final List<JsonNode> STRANGERS = List.of(
            IntNode.valueOf(7),
            IntNode.valueOf(123_456),
            IntNode.valueOf(-1),
            TextNode.valueOf("x"),
            TextNode.valueOf("not \"so\" short"),
            JsonNodeFactory.instance.nullNode(),
            JsonNodeFactory.instance.booleanNode(true),
            JsonNodeFactory.instance.arrayNode(),
            JsonNodeFactory.instance.objectNode());

    @RepeatedTest(40)
    void whatSatisfiesASchemaIsTaken(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = schema(random);
            ByteGrammar grammar = ByteGrammar.of(JsonSchemaGrammar.of(schema, "format"));
            JsonSchemaValidator validator = new JsonSchemaValidator(schema, "format");
            for (int j = 0; j < 10; j++) {
                String text = new RandomAnswer(schema, random).text();
                assertThat(validator.problem(text))
                        .as("%s allows %s", schema, text)
                        .isEmpty();
                assertThat(grammar.takes(text)).as("%s takes %s", schema, text).isTrue();
            }
        }
    }

    @RepeatedTest(40)
    void whatIsTakenSatisfiesTheSchema(RepetitionInfo repetition) {
        Random random = new Random(1_000 + repetition.getCurrentRepetition());
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = schema(random);
            ByteGrammar grammar = ByteGrammar.of(JsonSchemaGrammar.of(schema, "format"));
            JsonSchemaValidator validator = new JsonSchemaValidator(schema, "format");
            for (int j = 0; j < 5; j++) {
                grammar.some(random, 600)
                        .ifPresent(text -> assertThat(validator.problem(text))
                                .as("%s allows %s", schema, text)
                                .isEmpty());
            }
        }
    }

    @RepeatedTest(40)
    void theGrammarAndTheCheckAgreeOnWhatIsNearlyRight(RepetitionInfo repetition) {
        Random random = new Random(2_000 + repetition.getCurrentRepetition());
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = schema(random);
            ByteGrammar grammar = ByteGrammar.of(JsonSchemaGrammar.of(schema, "format"));
            JsonSchemaValidator validator = new JsonSchemaValidator(schema, "format");
            for (int j = 0; j < 20; j++) {
                JsonNode answer = ByteGrammar.parsed(new RandomAnswer(schema, random).text());
                String changed = RandomAnswer.exactly(changed(answer, random));
                assertThat(grammar.takes(changed))
                        .as("%s takes %s: %s", schema, changed, validator.problem(changed))
                        .isEqualTo(validator.problem(changed).isEmpty());
            }
        }
    }

    /** Read from text, as those of requests are. */
    private static JsonNode schema(Random random) {
        return ByteGrammar.parsed(new RandomSchema(random).whole().toString());
    }

    /** The same but for one thing, at any depth; the order of members stays. */
    private static JsonNode changed(JsonNode value, Random random) {
        if (value.isEmpty() || random.nextInt(4) == 0) {
            return value.isContainerNode() && random.nextBoolean() ? grown(value, random) : stranger(random);
        }
        int at = random.nextInt(value.size());
        if (value instanceof ArrayNode array) {
            ArrayNode copy = array.deepCopy();
            if (random.nextInt(4) == 0) {
                copy.remove(at);
            } else {
                copy.set(at, changed(array.get(at), random));
            }
            return copy;
        }
        ObjectNode copy = value.deepCopy();
        String name = new ArrayList<>(copy.properties()).get(at).getKey();
        if (random.nextInt(4) == 0) {
            copy.remove(name);
        } else {
            copy.set(name, changed(value.get(name), random));
        }
        return copy;
    }

    private static JsonNode grown(JsonNode value, Random random) {
        JsonNode more = value.isEmpty() || random.nextBoolean()
                ? stranger(random)
                : value.iterator().next();
        if (value instanceof ArrayNode array) {
            return array.deepCopy().add(more);
        }
        ObjectNode copy = value.deepCopy();
        copy.set("zzz", more);
        return copy;
    }

    private static JsonNode stranger(Random random) {
        return STRANGERS.get(random.nextInt(STRANGERS.size()));
    }
}
