package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which probabilities a request wants to be told, in the words of OpenAI's conversations. Immutable.
 *
 * @param wanted whether any
 * @param top of how many other tokens at each place
 * @param afterSampling whether those that the samplers made, rather than the model's own
 */
public record LogprobFields(boolean wanted, int top, boolean afterSampling) {
    public static final LogprobFields NONE = new LogprobFields(false, 0, false);

    private static final String AFTER_SAMPLING = "post_sampling_probs";

    private static final Range TOP = new Range(0, 20);

    void writeTo(ObjectNode json) {
        if (wanted) {
            json.put("logprobs", true).put("top_logprobs", top);
        }
        if (afterSampling) {
            json.put(AFTER_SAMPLING, true);
        }
    }

    /** The same in the words of OpenAI's older route: a number of other tokens, which is enough to want them. */
    public static LogprobFields ofCount(Fields fields, String name) {
        Integer top = fields.integer(name);
        TOP.require(fields, name, top);
        return new LogprobFields(top != null, top == null ? 0 : top, fields.bool(AFTER_SAMPLING, false));
    }

    /** The same where they are wanted in any case. */
    public LogprobFields wantedAnyway() {
        return new LogprobFields(true, top, afterSampling);
    }

    static LogprobFields fromJson(Fields fields) {
        boolean wanted = fields.bool("logprobs", false);
        Integer top = fields.integer("top_logprobs");
        TOP.require(fields, "top_logprobs", top);
        if (top != null && top > 0 && !wanted) {
            throw fields.invalid("top_logprobs", "needs 'logprobs': true");
        }
        return new LogprobFields(wanted, top == null ? 0 : top, fields.bool(AFTER_SAMPLING, false));
    }
}
