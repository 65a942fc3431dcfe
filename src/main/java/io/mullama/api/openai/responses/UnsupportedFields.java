package io.mullama.api.openai.responses;

import io.mullama.api.Fields;

/** Fields of a request that change no answer here, and fields to refuse. Stateless. */
final class UnsupportedFields {
    private UnsupportedFields() {}

    static void check(Fields fields) {
        readWithoutEffect(fields);
        if (fields.bool("background", false)) {
            throw fields.invalid("background", "is not supported: leave it out, and stream the answer");
        }
        refuse(fields, "conversation", "go on from a response with 'previous_response_id'");
        refuse(fields, "prompt", "OpenAI stores such prompts; send 'instructions' and 'input'");
    }

    /** What tells OpenAI about the account, or bounds tools that OpenAI runs. */
    private static void readWithoutEffect(Fields fields) {
        fields.string("user");
        fields.string("service_tier");
        fields.string("safety_identifier");
        fields.string("prompt_cache_key");
        fields.string("prompt_cache_retention");
        fields.anyObject("prompt_cache_options");
        fields.anyObject("client_metadata");
        fields.anyObject("metadata");
        Integer most = fields.integer("max_tool_calls");
        if (most != null && most < 1) {
            throw fields.invalid("max_tool_calls", "must be at least 1, not " + most);
        }
    }

    private static void refuse(Fields fields, String name, String instead) {
        if (fields.has(name)) {
            throw fields.invalid(name, "is not supported; " + instead);
        }
    }
}
