package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;
import java.util.ArrayList;
import java.util.List;

/** A text, or the tokens of one, as OpenAI's requests hold them. Immutable: nobody changes the array. */
public sealed interface TextInput {
    /** Text, taken as it is, without the model's chat template. */
    record Text(String text) implements TextInput {
        @Override
        public boolean isEmpty() {
            return text.isEmpty();
        }
    }

    /**
     * Tokens of the model's vocabulary, none of them negative; nothing is put before them.
     *
     * @param field where they stand in the request
     */
    @SuppressWarnings("ArrayRecordComponent") // a box for every token would cost more than equality is worth
    record Tokens(String field, int[] ids) implements TextInput {
        @Override
        public boolean isEmpty() {
            return ids.length == 0;
        }
    }

    boolean isEmpty();

    /** A string, a list of token ids, or a list of these. */
    static List<TextInput> list(Fields fields, String name) {
        JsonNode node = fields.node(name);
        if (node == null) {
            throw fields.missing(name);
        }
        boolean several = node.isArray() && node.size() > 0 && !node.get(0).isNumber();
        if (!several) {
            return List.of(one(fields, name, node));
        }
        List<TextInput> inputs = new ArrayList<>(node.size());
        for (JsonNode each : node) {
            inputs.add(one(fields, name + "[" + inputs.size() + "]", each));
        }
        return inputs;
    }

    private static TextInput one(Fields fields, String name, JsonNode node) {
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
