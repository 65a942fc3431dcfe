package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;

/** What both of OpenAI's generating requests share: fields without effect here, and fields to refuse. Stateless. */
final class CommonFields {
    private CommonFields() {}

    /** Reads what tells OpenAI about the account and changes no answer. */
    static void readWithoutEffect(Fields fields) {
        fields.string("user");
        fields.string("service_tier");
        fields.string("safety_identifier");
        fields.string("prompt_cache_key");
        fields.bool("store");
        JsonNode metadata = fields.node("metadata");
        if (metadata != null && !metadata.isObject()) {
            throw fields.invalid("metadata", "must be an object");
        }
    }

    static void requireOneAnswer(Fields fields) {
        Integer n = fields.integer("n");
        if (n != null && n != 1) {
            throw fields.invalid("n", "must be 1: several answers to one request are not supported yet");
        }
    }

    /** Refuses what would change the answer, unless its value means that nobody asked for it. */
    static void refuse(Fields fields, String... names) {
        for (String name : names) {
            JsonNode node = fields.node(name);
            if (node != null && !asksForNothing(node)) {
                throw fields.invalid(name, "is not supported yet; leave it out");
            }
        }
    }

    private static boolean asksForNothing(JsonNode node) {
        return node.isValueNode()
                ? node.asText().isEmpty() || (node.isBoolean() && !node.booleanValue())
                : node.isEmpty();
    }
}
