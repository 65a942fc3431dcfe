package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended. Immutable.
 *
 * @param reason {@code end_turn}, {@code max_tokens}, {@code stop_sequence} or {@code tool_use}; null while it goes on
 * @param sequence the stop sequence that came; null if none did
 */
public record MessageEnd(@Nullable String reason, @Nullable String sequence) {
    /** The answer goes on. */
    public static final MessageEnd NONE = new MessageEnd(null, null);

    void writeTo(ObjectNode json) {
        json.put("stop_reason", reason).put("stop_sequence", sequence);
    }
}
