package io.mullama.terminal;

import io.mullama.terminal.markdown.Flow;
import io.mullama.terminal.markdown.Ink;
import io.mullama.terminal.markdown.SafeText;

/**
 * Renders an answer for a terminal while it comes. For one answer; not thread-safe.
 *
 * <p>How the answer is cut into pieces makes no difference. Not for pipes: what a program reads is the text as it is.
 */
public final class AnswerText {
    private enum Part {
        NOTHING,
        THOUGHT,
        SAID
    }

    private final AnswerStyle style;
    private final Flow flow;
    private final SafeText thoughts;
    private final SafeText said;
    private Part part = Part.NOTHING;

    /** Asks for the window's size once for each line. */
    public AnswerText(AnswerStyle style, Window window) {
        this.style = style;
        this.flow = new Flow(
                style.wrap() ? () -> window.size().columns() : () -> Flow.ENDLESS,
                style.theme().colours());
        this.thoughts = new SafeText(character -> plain(character, Ink.DIM));
        this.said = new SafeText(character -> plain(character, Ink.PLAIN));
    }

    /**
     * What to print for the next piece; what was printed never has to be taken back.
     *
     * @param thought more of the thought; empty for nothing
     * @param said more of the answer; empty for nothing
     */
    public String of(String thought, String said) {
        if (!thought.isEmpty() && !style.hideThinking()) {
            turnTo(Part.THOUGHT);
            thoughts.add(thought);
        }
        if (!said.isEmpty()) {
            turnTo(Part.SAID);
            this.said.add(said);
        }
        return flow.take();
    }

    /** What is still held back, at the end of the answer, also of one that was interrupted; ends the last line. */
    public String end() {
        finishPart();
        part = Part.NOTHING;
        flow.end();
        return flow.take();
    }

    private void turnTo(Part next) {
        if (part == next) {
            return;
        }
        finishPart();
        boolean words = !style.theme().colours();
        if (part == Part.THOUGHT && words) {
            flow.endLine();
            flow.put("...done thinking.", Ink.PLAIN);
        }
        if (part != Part.NOTHING) {
            flow.endParagraph();
        }
        if (next == Part.THOUGHT && words) {
            flow.put("Thinking...", Ink.PLAIN);
            flow.endLine();
        }
        part = next;
    }

    private void finishPart() {
        if (part == Part.THOUGHT) {
            thoughts.end();
        } else if (part == Part.SAID) {
            said.end();
        }
    }

    private void plain(int character, Ink ink) {
        if (character == '\n') {
            flow.newLine();
        } else {
            flow.put(character, ink);
        }
    }
}
