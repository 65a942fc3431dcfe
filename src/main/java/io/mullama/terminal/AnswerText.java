package io.mullama.terminal;

import io.mullama.terminal.markdown.Blocks;
import io.mullama.terminal.markdown.Flow;
import io.mullama.terminal.markdown.Ink;
import io.mullama.terminal.markdown.Lines;
import io.mullama.terminal.markdown.Look;
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
    private final Lines.Printed printed;
    private final Flow flow;
    private final SafeText thoughts;
    private final SafeText said;
    private final Blocks blocks;
    private Part part = Part.NOTHING;

    /** Models begin what they think and say with empty lines that mean nothing. */
    private boolean partBegun;

    /** Asks for the window's size once for each line. */
    public AnswerText(AnswerStyle style, Window window) {
        this.style = style;
        this.printed = new Lines.Printed(style.theme().colours());
        this.flow = new Flow(() -> window.size().columns(), printed, style.wrap());
        this.blocks = new Blocks(flow, new Look(style.theme().colours(), style.glyphs() == Glyphs.UNICODE));
        this.thoughts = new SafeText(character -> plain(character, Ink.DIM));
        this.said = new SafeText(style.markdown() ? blocks::add : character -> plain(character, Ink.PLAIN));
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
        return printed.take();
    }

    /** What is still held back, at the end of the answer, also of one that was interrupted; ends the last line. */
    public String end() {
        finishPart();
        part = Part.NOTHING;
        flow.end();
        return printed.take();
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
        partBegun = false;
    }

    private void finishPart() {
        if (part == Part.THOUGHT) {
            thoughts.end();
        } else if (part == Part.SAID) {
            said.end();
            blocks.end();
        }
    }

    private void plain(int character, Ink ink) {
        if (character != '\n') {
            partBegun = true;
            flow.put(character, ink);
        } else if (partBegun) {
            flow.newLine();
        }
    }
}
