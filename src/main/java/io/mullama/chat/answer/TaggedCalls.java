package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call, or a row of them, that are named in tags. For one place in an answer. */
final class TaggedCalls implements Section {
    private enum Step {
        FIRST,
        ARGUMENTS,
        ENDS,
        BETWEEN
    }

    private final TaggedToolFormat format;
    private final CallPlace place;
    private final boolean atStart;
    private Step step = Step.FIRST;
    private @Nullable CallBody body;
    private boolean known;
    private int ends;

    /** Whether there was a call's beginning, for all that was known, when it was last looked at. */
    private boolean open;

    private TaggedCalls(TaggedToolFormat format, CallPlace place, boolean atStart) {
        this.format = format;
        this.place = place;
        this.atStart = atStart;
    }

    /** Calls where the text begins with one of the format's markers. */
    static Section atMarker(TaggedToolFormat format, CallPlace place) {
        return new TaggedCalls(format, place, false);
    }

    /** Calls where the content begins, if it begins with calls. */
    static Section atStart(TaggedToolFormat format, CallPlace place) {
        return new TaggedCalls(format, place, true);
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        Section next = this;
        Step before = null;
        while (next == this && step != before) {
            before = step;
            next = switch (step) {
                case FIRST -> first(text, events);
                case ARGUMENTS -> arguments(text, events);
                case ENDS -> ends(text, events);
                case BETWEEN -> between(text, events);
            };
        }
        return next;
    }

    private Section first(Incoming text, AnswerEvents events) {
        String opener = atStart ? "" : Tags.longest(text, 0, format.frame().openers());
        int start = opener.length();
        if (atStart) {
            int begin = text.afterBlanks(0);
            Reach reach = text.reach(begin, format.frame().start());
            if (reach != Reach.YES) {
                return reach == Reach.OPEN ? waiting() : leave(text);
            }
            start = begin + format.frame().start().length();
        }
        known = atStart || (opener.isEmpty() && format.frame().bare() == CallFrame.Bare.KNOWN);
        Reach call = call(text, start, events).reach();
        if (call != Reach.NO) {
            return call == Reach.OPEN ? waiting() : this;
        }
        open |= text.afterBlanks(start) == text.length();
        return atStart || isCut(text) ? leave(text) : refuse(text, opener, events);
    }

    private Section waiting() {
        open = true;
        return this;
    }

    /** Whether an answer was cut off in what may be the beginning of a call. */
    private boolean isCut(Incoming text) {
        return open && text.isCut();
    }

    /** Leaves the text to the content, but for the beginning of a call. */
    private Section leave(Incoming text) {
        if (isCut(text)) {
            text.takeAll();
        }
        return place.content();
    }

    private Section refuse(Incoming text, String opener, AnswerEvents events) {
        int length = opener.isEmpty() ? format.call().open().begin().length() : opener.length();
        return place.refuse(text, length, events);
    }

    /** Begins a call if there is one. */
    private TaggedHeader call(Incoming text, int start, AnswerEvents events) {
        TaggedHeader header = TaggedHeader.look(format, text, start);
        if (header.reach() == Reach.YES && known && !place.knows(header.name())) {
            return TaggedHeader.NONE;
        }
        if (header.reach() == Reach.YES) {
            begin(header, text, events);
        }
        return header;
    }

    private void begin(TaggedHeader header, Incoming text, AnswerEvents events) {
        text.take(header.end());
        events.beginCall(header.id(), header.name());
        body = format.arguments().body(schema(header.name()), followers());
        step = Step.ARGUMENTS;
    }

    private ParameterSchema schema(String tool) {
        return place.definitions().stream()
                .filter(definition -> definition.name().equals(tool))
                .findFirst()
                .map(ToolDefinition::parameters)
                .map(ParameterSchema::of)
                .orElse(ParameterSchema.ANY);
    }

    private List<String> followers() {
        List<String> followers = new ArrayList<>(format.stops());
        if (!format.call().open().begin().isEmpty()) {
            followers.add(format.call().open().begin());
        }
        return followers;
    }

    private Section arguments(Incoming text, AnswerEvents events) {
        if (body != null && body.read(text, events)) {
            step = Step.ENDS;
            ends = 0;
            return this;
        }
        if (!text.isEnded()) {
            return this;
        }
        text.takeAll();
        events.endCall();
        return place.after();
    }

    private Section ends(Incoming text, AnswerEvents events) {
        List<String> tags = format.call().ends();
        while (ends < tags.size()) {
            int at = text.afterBlanks(0);
            Reach reach = text.reach(at, tags.get(ends));
            if (reach == Reach.OPEN) {
                return this;
            }
            if (reach == Reach.YES) {
                text.take(at + tags.get(ends).length());
            }
            ends++;
        }
        events.endCall();
        step = Step.BETWEEN;
        return this;
    }

    private Section between(Incoming text, AnswerEvents events) {
        text.take(text.afterBlanks(0));
        List<String> closers = format.frame().closers();
        if (text.length() == 0 || Tags.isOpen(text, 0, closers)) {
            return text.isEnded() ? place.after() : this;
        }
        String closer = Tags.longest(text, 0, closers);
        if (Tags.isCutOff(text, 0, followers())) {
            text.takeAll();
        }
        if (text.length() == 0 || !closer.isEmpty()) {
            text.take(Math.min(closer.length(), text.length()));
            return place.after();
        }
        TaggedHeader header = call(text, 0, events);
        if (header.isCutOff(text)) {
            text.takeAll();
        }
        return header.reach() == Reach.NO ? place.after() : this;
    }
}
