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

    /** What makes a model end its thought and answer. */
    public String ending() {
        return close + (content.opens().isEmpty() ? "\n\n" : content.opens().get(0));
    }

    /** Whether the tag is a control token's text, which nobody writes by chance. */
    boolean isControl() {
        return ControlTexts.matches(open);
    }
}
