package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;

/** How the arguments of a call are written, after its name. Immutable. */
interface ArgumentFormat {
    /** Whether arguments begin at an index, where there is no white space. */
    Reach begins(Incoming text, int index);

    /** Whether the end of the call may follow its name at once. */
    default boolean mayBeMissing() {
        return true;
    }

    /**
     * Reads the arguments of one call.
     *
     * @param schema what they are to be
     * @param stops the texts of which one stands after the last argument
     */
    CallBody body(ParameterSchema schema, List<String> stops);
}
