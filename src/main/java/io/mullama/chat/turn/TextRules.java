package io.mullama.chat.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import io.mullama.grammar.schema.JsonSchemaGrammar;
import io.mullama.grammar.schema.JsonSchemaValidator;
import java.util.Optional;

/** What the text of an answer must be. Immutable. */
public sealed interface TextRules {
    TextRules FREE = new Free();
    TextRules JSON = new AnyJson();

    /** Any text. */
    record Free() implements TextRules {
        @Override
        public AnswerPlan plan() {
            return AnswerPlan.FREE;
        }

        @Override
        public Optional<String> problem(String text) {
            return Optional.empty();
        }
    }

    /** A JSON object. */
    record AnyJson() implements TextRules {
        @Override
        public AnswerPlan plan() {
            return AnswerPlan.following(new Stage.Rules(JsonSchemaGrammar.ofAnyObject(), "format"));
        }

        @Override
        public Optional<String> problem(String text) {
            JsonNode object = JsonNodeFactory.instance.objectNode().put("type", "object");
            return new JsonSchemaValidator(object, "format").problem(text);
        }
    }

    /**
     * JSON that a schema allows.
     *
     * @param field how messages begin to say where in the schema something is
     */
    record Schema(String field, JsonNode schema) implements TextRules {
        @Override
        public AnswerPlan plan() {
            return AnswerPlan.following(
                    new Stage.Rules(SchemaErrors.named(field, () -> JsonSchemaGrammar.of(schema, field)), field));
        }

        @Override
        public Optional<String> problem(String text) {
            return new JsonSchemaValidator(schema, field).problem(text);
        }
    }

    /** What a grammar in GBNF takes. */
    record Gbnf(String text) implements TextRules {
        @Override
        public AnswerPlan plan() {
            return AnswerPlan.following(new Stage.Rules(text, "grammar"));
        }

        @Override
        public Optional<String> problem(String answer) {
            return Optional.empty();
        }
    }

    /**
     * The plan of an answer of nothing but that text.
     *
     * @throws io.mullama.model.MullamaException if a model cannot be held to it
     */
    AnswerPlan plan();

    /** What is wrong with a whole text. */
    Optional<String> problem(String text);
}
