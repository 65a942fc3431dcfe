package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How likely the tokens of an answer or a piece of it were, as OpenAI's conversations word it. Immutable. */
public record Logprobs(List<Token> content) {
    /** OpenAI's word for "very unlikely"; JSON has no infinity. */
    private static final double VERY_UNLIKELY = -9999;

    /**
     * A token of the answer.
     *
     * @param top the likeliest tokens at its place
     */
    public record Token(Candidate token, List<Candidate> top) {
        private ObjectNode toJson() {
            ObjectNode json = token.toJson();
            ArrayNode list = json.putArray("top_logprobs");
            top.forEach(candidate -> list.add(candidate.toJson()));
            return json;
        }
    }

    /**
     * A token that might have come.
     *
     * @param bytes its text, possibly a part of a character; not changed by anybody
     * @param logprob the natural logarithm of its probability
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Candidate(byte[] bytes, double logprob) {
        /** The text; U+FFFD for what is no whole character. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private ObjectNode toJson() {
            ObjectNode json = Json.object().put("token", text()).put("logprob", Math.max(logprob, VERY_UNLIKELY));
            ArrayNode list = json.putArray("bytes");
            for (byte each : bytes) {
                list.add(each & 0xFF);
            }
            return json;
        }
    }

    public ObjectNode toJson() {
        return Json.object().set("content", list());
    }

    /** The tokens alone. */
    ArrayNode list() {
        ArrayNode list = Json.object().arrayNode();
        content.forEach(token -> list.add(token.toJson()));
        return list;
    }
}
