package io.mullama.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.api.Fields;

/** What both of OpenAI's generating requests share: fields without effect here, and fields to refuse. Stateless. */
final class CommonFields {
    /** Answers to one request, as OpenAI bounds them; each takes its place in the queue. */
    private static final int MOST_CHOICES = 128;

    private CommonFields() {}

    /** Reads what tells OpenAI about the account and changes no answer. */
    static void readWithoutEffect(Fields fields) {
        fields.string("user");
        fields.string("service_tier");
        fields.string("safety_identifier");
        fields.string("prompt_cache_key");
        fields.string("prompt_cache_retention");
        fields.bool("store");
        fields.anyObject("prompt_cache_options");
        fields.anyObject("metadata");
    }

    /** Answers to each of so many prompts, as the field says that has that name. */
    static int choices(Fields fields, String name, int prompts) {
        Integer n = fields.integer(name);
        if (n != null && (n < 1 || n > MOST_CHOICES)) {
            throw fields.invalid(name, "must be between 1 and " + MOST_CHOICES + ", not " + n);
        }
        int choices = n == null ? 1 : n;
        int most = MOST_CHOICES / prompts;
        if (most == 0) {
            throw fields.invalid("prompt", "must hold at most " + MOST_CHOICES + " prompts, not " + prompts);
        }
        if (choices > most) {
            String bound = "must be at most %d for %d prompts: a request may have %d answers in all";
            throw fields.invalid(name, bound.formatted(most, prompts, MOST_CHOICES));
        }
        return choices;
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
