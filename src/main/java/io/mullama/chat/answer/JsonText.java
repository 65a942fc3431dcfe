package io.mullama.chat.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Pieces of JSON as text. Stateless. */
final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    /** What a string's literal, with its quotes, stands for; empty if it is none. */
    static Optional<String> string(String literal) {
        try {
            return Optional.ofNullable(MAPPER.readValue(literal, String.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether a text is a whole value. */
    static boolean isValue(String text) {
        try {
            return !MAPPER.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Whether two texts are the same value. */
    static boolean areEqual(String one, String other) {
        try {
            return MAPPER.readTree(one).equals(MAPPER.readTree(other));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The literal of a string, with its quotes. */
    static String literal(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every string can be written as JSON", e);
        }
    }
}
