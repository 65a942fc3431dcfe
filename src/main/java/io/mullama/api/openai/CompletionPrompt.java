package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import java.util.ArrayList;
import java.util.List;

/** What {@code /v1/completions} is to continue. Immutable: nobody changes the array. */
public sealed interface CompletionPrompt {
    /** Its name in requests. */
    String FIELD = "prompt";

    /** Text, taken as it is, without the model's chat template. */
    record Text(String text) implements CompletionPrompt {}

    /**
     * Tokens of the model's vocabulary, none of them negative; nothing is put before them.
     *
     * @param field where they stand in the request
     */
    @SuppressWarnings("ArrayRecordComponent") // a box for every token would cost more than equality is worth
    record Tokens(String field, int[] ids) implements CompletionPrompt {}

    /** A string, a list of token ids, or a list of these. */
    static List<CompletionPrompt> fromJson(Fields fields) {
        JsonNode node = fields.node(FIELD);
        if (node == null) {
            throw fields.missing(FIELD);
        }
        boolean several = node.isArray() && node.size() > 0 && !node.get(0).isNumber();
        if (!several) {
            return List.of(one(fields, FIELD, node));
        }
        List<CompletionPrompt> prompts = new ArrayList<>();
        for (JsonNode each : node) {
            prompts.add(one(fields, FIELD + "[" + prompts.size() + "]", each));
        }
        return prompts;
    }

    private static CompletionPrompt one(Fields fields, String name, JsonNode node) {
        if (node.isTextual()) {
            return new Text(node.textValue());
        }
        if (!node.isArray()) {
            throw fields.invalid(name, "must be a string or a list of token ids");
        }
        return new Tokens(name, ids(fields, name, node));
    }

    private static int[] ids(Fields fields, String name, JsonNode list) {
        int[] ids = new int[list.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = list.get(i);
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw fields.invalid(name + "[" + i + "]", "must be the id of a token");
            }
            ids[i] = id.intValue();
        }
        return ids;
    }
}
