package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.List;

/** Calls that are JSON objects, one or a list, after a marker, if any. For one place in an answer. */
final class JsonCalls implements Section {
    private enum Place {
        MARKER,
        ARGUMENTS,
        REST,
        BETWEEN
    }

    private final CallPlace calls;
    private final List<String> markers;
    private final CallObject object;
    private final Section after;
    private Place place = Place.MARKER;
    private boolean list;
    private Arguments arguments = new Arguments();
    private JsonScan rest = new JsonScan();

    JsonCalls(CallPlace calls, JsonToolFormat format) {
        this.calls = calls;
        this.markers = format.begins();
        this.object = format.object(calls);
        this.after = format.end().isEmpty()
                ? calls.after()
                : new TagSection(List.of(format.end()), calls.content(), calls.after());
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        Section next = this;
        Place before = null;
        while (next == this && place != before) {
            before = place;
            next = switch (place) {
                case MARKER -> first(text, events);
                case ARGUMENTS -> arguments(text, events);
                case REST -> rest(text, events);
                case BETWEEN -> between(text, events);
            };
        }
        return next;
    }

    private Section first(Incoming text, AnswerEvents events) {
        Found marker = text.findAt(0, markers);
        int length =
                marker == null || marker.marker() == null ? 0 : marker.marker().length();
        int start = text.afterBlanks(length);
        list = start < text.length() && text.at(start) == '[';
        CallHeader.Look look = CallHeader.look(text, list ? start + 1 : start, object);
        if (look.header() != null) {
            begin(look.header(), text, events);
        }
        return look.reach() == Reach.NO ? calls.refuse(text, length, events) : this;
    }

    private void begin(CallHeader.Read header, Incoming text, AnswerEvents events) {
        text.take(header.end());
        events.beginCall(header.id(), header.name());
        place = Place.REST;
        rest = JsonScan.insideObject(header.depth());
        if (header.atArguments()) {
            place = Place.ARGUMENTS;
            arguments = new Arguments();
        } else {
            events.arguments(Arguments.object(header.early() == null ? "" : header.early()));
        }
    }

    private Section arguments(Incoming text, AnswerEvents events) {
        if (arguments.read(text, events)) {
            place = Place.REST;
            return this;
        }
        return cut(text, events);
    }

    private Section rest(Incoming text, AnswerEvents events) {
        text.take(rest.read(text, 0));
        if (rest.isComplete()) {
            events.endCall();
            place = Place.BETWEEN;
            return this;
        }
        return cut(text, events);
    }

    /** An answer that ends in a call ends it. */
    private Section cut(Incoming text, AnswerEvents events) {
        if (!text.isEnded()) {
            return this;
        }
        events.endCall();
        return after;
    }

    private Section between(Incoming text, AnswerEvents events) {
        int start = text.afterBlanks(0);
        if (start == text.length()) {
            return text.isEnded() ? after : this;
        }
        char next = text.at(start);
        if (list && next == ']') {
            text.take(start + 1);
            return after;
        }
        boolean separated = next == ',' || (next == ';' && !list);
        CallHeader.Look look = CallHeader.look(text, separated ? start + 1 : start, object);
        if (look.header() != null) {
            begin(look.header(), text, events);
        }
        return look.reach() == Reach.NO ? after : this;
    }
}
