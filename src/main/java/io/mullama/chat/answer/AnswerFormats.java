package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a model's answers are written, whatever the conversation. Immutable.
 *
 * @param thinking null if it marks no thoughts
 * @param tools null if it calls no tools
 */
public record AnswerFormats(
        @Nullable ThinkingFormat thinking, @Nullable ToolFormat tools) {

    /** Neither. */
    public static final AnswerFormats NONE = new AnswerFormats(null, null);

    private static final String THINKING = "THINKING";
    private static final String TOOL_FORMAT = "TOOLFORMAT";
    private static final int LONGEST_TAG = 100;

    /**
     * Finds them out.
     *
     * @param source the template's
     * @param renderer renders that template
     * @param isToken whether the vocabulary has a token of that text
     */
    public static AnswerFormats of(String source, Renderer renderer, Predicate<String> isToken) {
        return new AnswerFormats(
                new ThinkingProbe(renderer).find(source, isToken).orElse(null),
                new ToolProbe(renderer).find(source, isToken).orElse(null));
    }

    /**
     * The same, but for what a Modelfile says.
     *
     * @throws MullamaException if it names a format that nobody knows
     */
    public AnswerFormats with(Traits traits) {
        return new AnswerFormats(
                traits.thinking() == null ? thinking : thinking(traits.thinking()),
                traits.toolFormat() == null ? tools : tools(traits.toolFormat()));
    }

    /** The syntax of one conversation's answers. */
    public AnswerSyntax syntax(String promptEnd, List<ToolDefinition> definitions) {
        boolean opened = thinking != null && Opening.of(thinking, promptEnd) == Opening.OPEN;
        return new AnswerSyntax(thinking, opened, definitions.isEmpty() ? null : tools, definitions);
    }

    /** The texts that may be control tokens, which must show as text for an answer to be read. */
    public List<String> controlTexts() {
        List<String> texts = new ArrayList<>();
        if (thinking != null) {
            texts.addAll(List.of(thinking.open(), thinking.close()));
            texts.addAll(thinking.content().opens());
            texts.addAll(thinking.content().closes());
        }
        if (tools != null) {
            texts.addAll(tools.markers());
            texts.addAll(tools.texts());
        }
        return ControlTexts.in(texts);
    }

    private @Nullable ThinkingFormat thinking(String value) {
        String[] words = value.strip().split("\\s+", -1);
        if (words.length == 2 && (words[0].length() > LONGEST_TAG || words[1].length() > LONGEST_TAG)) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "a tag of " + THINKING + " in the Modelfile is longer than " + LONGEST_TAG + " characters",
                    "give the tags that the model writes");
        }
        if (words.length == 2) {
            return new ThinkingFormat("tags", words[0], words[1]);
        }
        return switch (value.strip()) {
            case "on" -> thinking == null ? ThinkingFormats.THINK : thinking;
            case "off", "none" -> null;
            default ->
                ThinkingFormats.named(value.strip())
                        .orElseThrow(() -> unknown(
                                THINKING,
                                value,
                                "on, off, two tags, or one of "
                                        + ThinkingFormats.KNOWN.stream()
                                                .map(ThinkingFormat::name)
                                                .collect(Collectors.joining(", "))));
        };
    }

    private static @Nullable ToolFormat tools(String value) {
        if (value.strip().equals("off") || value.strip().equals("none")) {
            return null;
        }
        return ToolFormats.named(value.strip())
                .orElseThrow(() -> unknown(
                        TOOL_FORMAT,
                        value,
                        "off, or one of "
                                + ToolFormats.KNOWN.stream()
                                        .map(ToolFormat::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static MullamaException unknown(String instruction, String value, String choices) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "there is no such format as \"" + value + "\" for " + instruction + " in the Modelfile",
                instruction + " takes " + choices);
    }
}
