package io.mullama.chat.turn;

import com.fasterxml.jackson.databind.JsonNode;

/** What the text of an answer must be. Immutable. */
public sealed interface TextRules {
    TextRules FREE = new Free();
    TextRules JSON = new AnyJson();

    /** Any text. */
    record Free() implements TextRules {}

    /** A JSON object. */
    record AnyJson() implements TextRules {}

    /**
     * JSON that a schema allows.
     *
     * @param field how messages begin to say where in the schema something is
     */
    record Schema(String field, JsonNode schema) implements TextRules {}

    /** What a grammar in GBNF takes. */
    record Gbnf(String text) implements TextRules {}
}
