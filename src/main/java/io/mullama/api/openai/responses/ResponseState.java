package io.mullama.api.openai.responses;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a response is, and what there is of it. Immutable.
 *
 * @param completed null unless the answer is complete
 * @param usage null until the answer has ended
 * @param error null unless it failed
 */
public record ResponseState(
        Status status,
        List<OutputItem> output,
        @Nullable Instant completed,
        @Nullable ResponseUsage usage,
        @Nullable ResponseError error) {

    /** How far it is. */
    public enum Status {
        IN_PROGRESS,
        COMPLETED,
        /** It has as many tokens as were asked for, or the context had room for. */
        INCOMPLETE,
        FAILED
    }

    /** An item, and how far that is. */
    public record OutputItem(Item item, ItemStatus status) {}

    public ResponseState {
        output = List.copyOf(output);
    }

    /** Nothing is there yet. */
    public static ResponseState begun() {
        return new ResponseState(Status.IN_PROGRESS, List.of(), null, null, null);
    }

    /** The answer is all there, or as long as it may be. */
    public static ResponseState ended(boolean whole, List<OutputItem> output, Instant when, ResponseUsage usage) {
        return new ResponseState(
                whole ? Status.COMPLETED : Status.INCOMPLETE, output, whole ? when : null, usage, null);
    }

    public static ResponseState failed(List<OutputItem> output, ResponseError error) {
        return new ResponseState(Status.FAILED, output, null, null, error);
    }
}
