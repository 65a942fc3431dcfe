package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;

/**
 * Reads a call's arguments that are a JSON value: an object as it comes, an object in a string when all of it is there.
 * For one call.
 */
final class Arguments {
    private final JsonScan scan = new JsonScan();
    private boolean whole;
    private boolean begun;

    /** Tells what has come of them; true when all has. */
    boolean read(Incoming text, AnswerEvents events) {
        if (!begun && !begin(text)) {
            return false;
        }
        if (whole) {
            return readWhole(text, events);
        }
        events.arguments(text.take(scan.read(text, 0)));
        return scan.isComplete();
    }

    private boolean begin(Incoming text) {
        text.take(text.afterBlanks(0));
        begun = text.length() > 0;
        whole = begun && (text.at(0) == '"' || text.reach(0, "null") != Reach.NO);
        return begun;
    }

    private boolean readWhole(Incoming text, AnswerEvents events) {
        JsonScan all = new JsonScan();
        int end = all.read(text, 0);
        if (!all.isComplete() && !text.isEnded()) {
            return false;
        }
        events.arguments(object(text.take(end)));
        return true;
    }

    /** The object that a value is, or that a string holds; an empty one for nothing. */
    static String object(String value) {
        String object = value.startsWith("\"") ? JsonText.string(value).orElse(value) : value;
        return object.isBlank() || object.equals("null") ? "{}" : object;
    }
}
