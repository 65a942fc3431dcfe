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
 * @param strict whether the first mark that closes a thought does so, be it in code or not
 * @param said whether the prompt has begun to say something already
 */
public record AnswerSyntax(
        @Nullable ThinkingFormat thinking,
        boolean opened,
        @Nullable ToolFormat tools,
        List<ToolDefinition> definitions,
        boolean strict,
        boolean said) {

    /** Everything is content. */
    public static final AnswerSyntax PLAIN = new AnswerSyntax(null, false, null, List.of());

    public AnswerSyntax {
        definitions = List.copyOf(definitions);
    }

    /** One in whose thoughts marks may stand as code. */
    public AnswerSyntax(
            @Nullable ThinkingFormat thinking,
            boolean opened,
            @Nullable ToolFormat tools,
            List<ToolDefinition> definitions) {
        this(thinking, opened, tools, definitions, false, false);
    }

    /** The same where the first mark that closes a thought does so. */
    public AnswerSyntax strictly() {
        return new AnswerSyntax(thinking, opened, tools, definitions, true, said);
    }

    /** The same for the rest of an answer of which the prompt says the beginning. */
    public AnswerSyntax continued() {
        return new AnswerSyntax(thinking, false, tools, definitions, strict, true);
    }

    /** Whether a call that begins so ends a thought that was not closed. */
    public boolean endsThought(String callMarker) {
        return !strict && ControlTexts.matches(callMarker);
    }

    /** What the first text of a new answer belongs to. */
    Section begin() {
        if (ThinkingFormats.HARMONY.equals(thinking) || HarmonyToolFormat.FORMAT.equals(tools)) {
            return said ? HarmonySection.continued(tools != null) : new HarmonySection(opened, tools != null);
        }
        if (said) {
            return new ContentSection(this);
        }
        Section content = content();
        if (thinking == null) {
            return content;
        }
        Section said = new TagSection(thinking.content().opens(), content, content);
        Section thought = new ThinkingSection(thinking, this, said);
        if (opened) {
            // Some models write the tag again after the prompt has.
            return new TagSection(List.of(thinking.open()), thought, new GapSection(thought));
        }
        // Others close a thought that they have not begun.
        Section unthought = new TagSection(List.of(thinking.close()), said, said);
        return new TagSection(List.of(thinking.open()), thought, unthought);
    }

    private Section content() {
        Section content = new ContentSection(this);
        return tools == null ? content : tools.opening(new CallPlace("", definitions, content));
    }

    /** The texts with which calls begin. */
    List<String> callMarkers() {
        return tools == null ? List.of() : tools.markers();
    }
}
