package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;

/**
 * Arguments of which each stands in tags of its own. Models that write one JSON object instead are understood.
 * Immutable.
 *
 * @param open begins an argument, with its name
 * @param close ends it
 */
record ParameterTags(OpenTag open, String close, Style style) implements ArgumentFormat {
    /** What values look like. */
    enum Style {
        PLAIN,
        /** They begin and end in lines of their own. */
        LINES,
        /** Some stand between {@code <![CDATA[} and {@code ]]>}. */
        CDATA
    }

    @Override
    public Reach begins(Incoming text, int index) {
        return Tags.reach(text, index, List.of(open.begin(), "{"));
    }

    @Override
    public CallBody body(ParameterSchema schema, List<String> stops) {
        return new ParameterBody(this, schema, stops);
    }
}
