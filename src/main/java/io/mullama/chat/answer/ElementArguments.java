package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;

/**
 * Arguments that are elements named like them, with elements for members and {@code item} elements in lists. Immutable.
 *
 * @param prefix stands before every tag
 */
record ElementArguments(String prefix) implements ArgumentFormat {

    @Override
    public Reach begins(Incoming text, int index) {
        return text.reach(index, prefix + "<");
    }

    @Override
    public CallBody body(ParameterSchema schema, List<String> stops) {
        return new ElementBody(prefix, schema, stops);
    }
}
