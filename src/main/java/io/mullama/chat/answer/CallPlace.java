package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import java.util.List;

/**
 * A place in an answer where calls seem to begin.
 *
 * @param blanks the white space before it, which belongs to the content if there is no call
 * @param definitions what the model may call
 * @param content what the text belongs to if there is no call
 */
record CallPlace(String blanks, List<ToolDefinition> definitions, Section content) {

    /** What the text after calls belongs to. */
    Section after() {
        return new GapSection(content);
    }

    /** Tells so much of the text as content, and goes on with the content. */
    Section refuse(Incoming text, int length, AnswerEvents events) {
        events.content(blanks + text.take(length));
        return content;
    }

    /** Whether there is a tool of that name. */
    boolean knows(String tool) {
        return definitions.stream().anyMatch(definition -> definition.name().equals(tool));
    }
}
