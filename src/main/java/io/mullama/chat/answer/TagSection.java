package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;
import java.util.List;

/** The place of a tag that may be there: with it the blanks around it go, without it everything stays. */
final class TagSection implements Section {
    private final List<String> tags;
    private final Section ifThere;
    private final Section ifNot;

    /** The place of any one of some tags. */
    TagSection(List<String> tags, Section ifThere, Section ifNot) {
        this.tags = tags;
        this.ifThere = new GapSection(ifThere);
        this.ifNot = ifNot;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        int start = text.afterBlanks(0);
        Found tag = text.findAt(start, tags);
        if (tag == null && text.isCut() && Tags.isCutOff(text, start, tags)) {
            text.takeAll();
        }
        if (tag == null) {
            return ifNot;
        }
        if (tag.marker() == null) {
            return this;
        }
        text.take(start + tag.marker().length());
        return ifThere;
    }
}
