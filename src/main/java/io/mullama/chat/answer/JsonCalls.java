package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import org.jspecify.annotations.Nullable;

/** Calls that are JSON objects, one or a list, after a marker. For one place in an answer. */
final class JsonCalls implements Section {
    private enum Place {
        MARKER,
        ARGUMENTS,
        REST,
        BETWEEN
    }

    private final CallPlace calls;
    private final String marker;
    private final Section after;
    private Place place = Place.MARKER;
    private boolean list;
    private @Nullable Arguments arguments;
    private JsonScan rest = new JsonScan();

    /**
     * Calls at a place.
     *
     * @param marker stands there, and then white space, if any
     * @param end stands behind them, if the model does not forget it; empty for nothing
     */
    JsonCalls(CallPlace calls, String marker, String end) {
        this.calls = calls;
        this.marker = marker;
        this.after = end.isEmpty() ? calls.after() : new TagSection(end, calls.content(), calls.after());
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
        int start = text.afterBlanks(marker.length());
        list = start < text.length() && text.at(start) == '[';
        CallHeader.Look look = CallHeader.look(text, list ? start + 1 : start);
        if (look.header() != null) {
            begin(look.header(), text, events);
        }
        return look.reach() == Reach.NO ? calls.refuse(text, marker.length(), events) : this;
    }

    private void begin(CallHeader.Read header, Incoming text, AnswerEvents events) {
        text.take(header.end());
        events.beginCall(header.id(), header.name());
        place = Place.REST;
        rest = JsonScan.insideObject();
        if (header.atArguments()) {
            place = Place.ARGUMENTS;
            arguments = new Arguments();
        } else {
            events.arguments(header.early() == null ? "{}" : header.early());
        }
    }

    private Section arguments(Incoming text, AnswerEvents events) {
        if (arguments != null && arguments.read(text, events)) {
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
        boolean comma = list && next == ',';
        CallHeader.Look look = CallHeader.look(text, comma ? start + 1 : start);
        if (look.header() != null) {
            begin(look.header(), text, events);
        }
        return look.reach() == Reach.NO ? after : this;
    }
}
