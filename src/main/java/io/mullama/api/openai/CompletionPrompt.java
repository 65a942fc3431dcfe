package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;

/** What {@code /v1/completions} is to continue. Immutable: nobody changes the array. */
public sealed interface CompletionPrompt {

    /** Text, taken as it is, without the model's chat template. */
    record Text(String text) implements CompletionPrompt {}

    /** Tokens of the model's vocabulary, none of them negative; nothing is put before them. */
    @SuppressWarnings("ArrayRecordComponent") // a box for every token would cost more than equality is worth
    record Tokens(int[] ids) implements CompletionPrompt {}

    /** A string, a list of token ids, or a list of just one of these. */
    static CompletionPrompt fromJson(Fields fields) {
        JsonNode node = fields.node("prompt");
        if (node == null) {
            throw fields.missing("prompt");
        }
        boolean several = node.isArray() && node.size() > 0 && !node.get(0).isNumber();
        if (several && node.size() > 1) {
            throw fields.invalid("prompt", "must be one prompt: several in one request are not supported yet");
        }
        JsonNode only = several ? node.get(0) : node;
        if (only.isTextual()) {
            return new Text(only.textValue());
        }
        if (!only.isArray()) {
            throw fields.invalid("prompt", "must be a string or a list of token ids");
        }
        return new Tokens(ids(fields, only));
    }

    private static int[] ids(Fields fields, JsonNode list) {
        int[] ids = new int[list.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = list.get(i);
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw fields.invalid("prompt[" + i + "]", "must be the id of a token");
            }
            ids[i] = id.intValue();
        }
        return ids;
    }
}
