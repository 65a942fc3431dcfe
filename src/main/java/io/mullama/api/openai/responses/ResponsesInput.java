package io.mullama.api.openai.responses;

import io.mullama.api.ChatMessage;
import io.mullama.api.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says, and what it goes on from. Immutable.
 *
 * @param items what is new; there is some, or instructions, or an earlier response
 * @param instructions null for none; those of an earlier response do not last
 * @param previous the response that the conversation goes on from; null for none
 */
public record ResponsesInput(
        List<Item> items,
        @Nullable String instructions,
        @Nullable String previous) {
    /** The name of the field that names the earlier response. */
    public static final String PREVIOUS = "previous_response_id";

    public ResponsesInput {
        items = List.copyOf(items);
    }

    static ResponsesInput fromJson(Fields fields, List<String> notes) {
        String previous = fields.string(PREVIOUS);
        ResponsesInput input = new ResponsesInput(
                new InputReader(notes).read(fields),
                fields.string("instructions"),
                previous == null || previous.isEmpty() ? null : previous);
        if (input.items.isEmpty() && input.instructions == null && input.previous == null) {
            throw fields.has(InputReader.FIELD)
                    ? fields.invalid(InputReader.FIELD, "must hold at least one item")
                    : fields.missing(InputReader.FIELD);
        }
        return input;
    }

    /** The same with items in the place of references to them. */
    public ResponsesInput with(List<Item> resolved) {
        return new ResponsesInput(resolved, instructions, previous);
    }

    /** The whole conversation, after what was said before. */
    public List<ChatMessage> after(List<Item> earlier) {
        List<Item> all = new ArrayList<>(earlier);
        all.addAll(items);
        return Transcript.of(instructions, all);
    }
}
