package io.mullama.chat.answer;

/** The place of a tag that may be there: with it the blanks around it go, without it everything stays. */
final class TagSection implements Section {
    private final String tag;
    private final Section ifThere;
    private final Section ifNot;

    TagSection(String tag, Section ifThere, Section ifNot) {
        this.tag = tag;
        this.ifThere = new GapSection(ifThere);
        this.ifNot = ifNot;
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        int start = text.afterBlanks(0);
        return switch (text.reach(start, tag)) {
            case OPEN -> this;
            case NO -> ifNot;
            case YES -> {
                text.take(start + tag.length());
                yield ifThere;
            }
        };
    }
}
