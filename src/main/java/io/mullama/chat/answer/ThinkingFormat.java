package io.mullama.chat.answer;

/**
 * How a model marks what it thinks before it answers. Immutable.
 *
 * @param name as a Modelfile's {@code THINKING} has it
 * @param open stands before the thought, with white space around it
 * @param close stands after it, with white space around it
 * @param content what stands around the content
 */
public record ThinkingFormat(String name, String open, String close, ContentTags content) {

    /** A format with nothing around the content. */
    public ThinkingFormat(String name, String open, String close) {
        this(name, open, close, ContentTags.NONE);
    }

    /**
     * What makes a model end its thought and answer.
     *
     * @param calls whether it may call tools
     */
    public String ending(boolean calls) {
        if (equals(ThinkingFormats.HARMONY)) {
            // The channel of what is said would keep it from calling.
            return close + (calls ? "<|start|>assistant" : content.opens().get(0));
        }
        return "\n" + close
                + (content.opens().isEmpty() ? "\n\n" : content.opens().get(0));
    }

    /** What a model writes before what it says where it has not thought; empty where it says it at once. */
    public String opening() {
        return content.opens().stream()
                .filter(tag -> ControlTexts.matches(tag) && !tag.contains("assistant"))
                .findFirst()
                .orElse("");
    }

    /** Whether a message of its own follows a thought, so that no blanks stand there. */
    public boolean endsMessage() {
        return close.equals("<|end|>");
    }

    /** Whether the tag is a control token's text, which nobody writes by chance. */
    boolean isControl() {
        return ControlTexts.matches(open);
    }
}
