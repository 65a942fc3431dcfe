package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;

/**
 * What a model thinks, up to the closing tag or the end. White space at its end is left out.
 *
 * <p>A model that thinks about tags writes them as code, and such a tag closes nothing: one that has a backtick on its
 * left and one on its right in its line; or one in a block of code, unless an empty line or the end follows, as after the
 * real one: too many blocks in thoughts are never closed.
 */
final class ThinkingSection implements Section {
    private final String close;
    private final Section after;
    private CodeSpans code = CodeSpans.NONE;

    ThinkingSection(String close, Section after) {
        this.close = close;
        this.after = after;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        while (true) {
            Found tag = text.find(0, List.of(close));
            tell(text.take(text.beforeBlanks(tag.position())), events);
            int blanks = text.afterBlanks(0);
            if (tag.marker() == null) {
                if (text.isEnded()) {
                    text.takeAll();
                }
                return this;
            }
            switch (closes(text, blanks)) {
                case OPEN -> {
                    return this;
                }
                case NO -> tell(text.take(blanks + close.length()), events);
                case YES -> {
                    text.take(blanks + close.length());
                    return new GapSection(after);
                }
            }
        }
    }

    private void tell(String thought, AnswerEvents events) {
        code = code.after(thought);
        events.thinking(thought);
    }

    private Reach closes(Incoming text, int tag) {
        CodeSpans there = code.after(text.peek(0, tag));
        int end = tag + close.length();
        if (there.inline()) {
            return withoutTick(text, end);
        }
        return there.fenced() ? beforeEmptyLine(text, end) : Reach.YES;
    }

    /** Whether there is no backtick in the rest of the line. */
    private static Reach withoutTick(Incoming text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.at(i) == '`') {
                return Reach.NO;
            }
            if (text.at(i) == '\n') {
                return Reach.YES;
            }
        }
        return text.isEnded() ? Reach.YES : Reach.OPEN;
    }

    private static Reach beforeEmptyLine(Incoming text, int start) {
        int lines = 0;
        for (int i = start; i < text.length() && lines < 2; i++) {
            if (!Character.isWhitespace(text.at(i))) {
                return Reach.NO;
            }
            lines += text.at(i) == '\n' ? 1 : 0;
        }
        return lines == 2 || text.isEnded() ? Reach.YES : Reach.OPEN;
    }
}
