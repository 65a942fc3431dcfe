package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
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

    /** Describes the arguments of a tool in a grammar, from behind its name to what stands after the last of them. */
    String rule(CallGrammar grammar, ToolDefinition tool);

    /** What else stands around arguments that may be a control token's text. */
    List<String> texts();
}
