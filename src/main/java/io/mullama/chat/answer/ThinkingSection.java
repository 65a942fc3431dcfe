package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model thinks, up to the closing tag or the end; a control token that begins a call ends it, too, for some models
 * forget the tag. White space at its end is left out.
 *
 * <p>A model that thinks about tags writes them as code, and such a tag closes nothing: one that has a backtick on its
 * left and one on its right in its line; or one in a block of code, unless an empty line or the end follows, as after the
 * real one: too many blocks in thoughts are never closed.
 */
final class ThinkingSection implements Section {
    private final String close;
    private final List<String> ends = new ArrayList<>();
    private final Section after;
    private final boolean strict;
    private CodeSpans code = CodeSpans.NONE;

    /** A thought in an answer of that syntax. */
    ThinkingSection(ThinkingFormat format, AnswerSyntax syntax, Section after) {
        // Nobody writes a control token by chance.
        this.strict = syntax.strict() || format.isControl();
        this.close = format.close();
        this.after = new GapSection(after);
        ends.add(close);
        syntax.callMarkers().stream().filter(syntax::endsThought).forEach(ends::add);
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        while (true) {
            Found tag = text.find(0, ends);
            tell(text.take(text.beforeBlanks(tag.position())), events);
            int blanks = text.afterBlanks(0);
            if (tag.marker() == null) {
                if (text.isEnded()) {
                    text.takeAll();
                }
                return this;
            }
            int end = blanks + tag.marker().length();
            switch (closes(text, blanks, end)) {
                case OPEN -> {
                    return this;
                }
                case NO -> tell(text.take(end), events);
                case YES -> {
                    text.take(tag.marker().equals(close) ? end : blanks);
                    return after;
                }
            }
        }
    }

    private void tell(String thought, AnswerEvents events) {
        code = code.after(thought);
        events.thinking(thought);
    }

    private Reach closes(Incoming text, int tag, int end) {
        if (strict) {
            return Reach.YES;
        }
        CodeSpans there = code.after(text.peek(0, tag));
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
