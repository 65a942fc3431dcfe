package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;

/**
 * What a call that is named in a tag begins with, as far as it is there.
 *
 * @param end the index of what comes after it, or of what should have come if the text had not ended
 */
record TaggedHeader(Reach reach, int end, String id, String name) {
    static final TaggedHeader NONE = new TaggedHeader(Reach.NO, 0, "", "");

    /** Looks for a call of a format at an index; there must be arguments, or the end of the call, behind its tag. */
    static TaggedHeader look(TaggedToolFormat format, Incoming text, int start) {
        OpenTag.Look tag = format.call().open().look(text, start);
        if (tag.reach() != Reach.YES) {
            return new TaggedHeader(tag.reach(), tag.end(), "", "");
        }
        CallNaming.Named named = format.call().naming().read(tag.name());
        if (!OpenTag.isName(named.name())) {
            return NONE;
        }
        int at = text.afterBlanks(tag.end());
        Reach arguments = arguments(format, text, at);
        if (arguments == Reach.NO) {
            return new TaggedHeader(arguments, Tags.isCutOff(text, at, format.stops()) ? text.length() : at, "", "");
        }
        return new TaggedHeader(arguments, tag.end(), named.id(), named.name());
    }

    /** Whether the text has ended within it. */
    boolean isCutOff(Incoming text) {
        return reach == Reach.NO && text.isEnded() && end == text.length();
    }

    private static Reach arguments(TaggedToolFormat format, Incoming text, int at) {
        if (at == text.length() && text.isEnded()) {
            return format.call().open().end().isEmpty() ? Reach.NO : Reach.YES;
        }
        Reach best = format.arguments().begins(text, at);
        if (best == Reach.YES || !format.arguments().mayBeMissing()) {
            return best;
        }
        Reach stop = Tags.reach(text, at, format.stops());
        return stop == Reach.NO ? best : stop;
    }
}
