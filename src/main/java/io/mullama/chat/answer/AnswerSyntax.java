package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the answers to one conversation are written. Immutable.
 *
 * @param thinking how the model marks its thoughts; null if it does not
 * @param opened whether the prompt has begun a thought already
 * @param tools how the model calls tools; null if it has none to call
 * @param definitions what it may call
 */
public record AnswerSyntax(
        @Nullable ThinkingFormat thinking,
        boolean opened,
        @Nullable ToolFormat tools,
        List<ToolDefinition> definitions) {

    /** Everything is content. */
    public static final AnswerSyntax PLAIN = new AnswerSyntax(null, false, null, List.of());

    public AnswerSyntax {
        definitions = List.copyOf(definitions);
    }

    /** What the first text of a new answer belongs to. */
    Section begin() {
        Section content = new ContentSection(tools, definitions);
        if (thinking == null) {
            return content;
        }
        Section thought = new ThinkingSection(thinking.close(), content);
        // Some models write the tag again after the prompt has.
        return new TagSection(thinking.open(), thought, opened ? new GapSection(thought) : content);
    }
}
