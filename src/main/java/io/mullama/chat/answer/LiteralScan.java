package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import java.util.Optional;

/**
 * Turns a value as programming languages write it, which comes in bit by bit, into JSON: strings in single, double or
 * three quotes, or in quotes of a model's own, True and None, keys without quotes, lists in round brackets, commas before
 * an end. For one value.
 */
final class LiteralScan {
    private static final String OPENING = "{[(";
    private static final String CLOSING = "}])";

    /** How much white space is looked through behind a quote. */
    private static final int MOST_BLANKS = 64;

    private final LiteralStyle style;
    private final StringBuilder brackets = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private String quote = "";
    private boolean raw;
    private boolean begun;
    private boolean comma;
    private boolean complete;

    LiteralScan(LiteralStyle style) {
        this.style = style;
    }

    /** A whole literal of Python as JSON; empty if it is none. */
    static Optional<String> python(String literal) {
        Incoming text = new Incoming();
        text.append(literal + ",");
        LiteralScan scan = new LiteralScan(LiteralStyle.PYTHON);
        String json = scan.read(text);
        return scan.isComplete() && !literal.isBlank() && text.length() == 1 ? Optional.of(json) : Optional.empty();
    }

    boolean isComplete() {
        return complete;
    }

    /** Takes the value from the text as far as it is certain, and says what that is as JSON. */
    String read(Incoming text) {
        StringBuilder json = new StringBuilder();
        int at = 0;
        while (at < text.length() && !complete) {
            int next = quote.isEmpty() ? outside(text, at, json) : inside(text, at, json);
            if (next == at) {
                break;
            }
            at = next;
        }
        text.take(at);
        if (text.isEnded() && !complete && LiteralWords.isNumber(word.toString())) {
            endWord(json);
        }
        return json.toString();
    }

    /** Reads a character or more outside of strings; stays where more must come, and where the value has ended. */
    private int outside(Incoming text, int at, StringBuilder json) {
        char next = text.at(at);
        String opened = style.quoteAt(text, at);
        if (opened == null) {
            return at;
        }
        if (!opened.isEmpty()) {
            return beginString(opened, json) ? at + opened.length() : at;
        }
        if (OPENING.indexOf(next) >= 0) {
            endWord(json);
            if (complete) {
                return at;
            }
            beginValue(json);
            brackets.append(next == '{' ? '}' : ']');
            json.append(next == '{' ? '{' : '[');
            return at + 1;
        }
        if (CLOSING.indexOf(next) >= 0 || next == ',' || next == ':') {
            return punctuation(next, at, json);
        }
        if (Character.isWhitespace(next) && !(style.spaced() && word.length() > 0)) {
            endWord(json);
            return complete ? at : at + 1;
        }
        word.append(next);
        return at + 1;
    }

    private int punctuation(char next, int at, StringBuilder json) {
        if (next == ':' && brackets.length() > 0) {
            endKey(json);
            return at + 1;
        }
        endWord(json);
        if (brackets.length() == 0) {
            json.append(begun ? "" : "null");
            complete = true;
            return at;
        }
        if (next == ',') {
            comma = true;
            return at + 1;
        }
        int last = brackets.length() - 1;
        json.append(brackets.charAt(last));
        brackets.setLength(last);
        comma = false;
        complete = last == 0;
        return at + 1;
    }

    /** False if a value has ended before the string. */
    private boolean beginString(String opened, StringBuilder json) {
        raw = style.isRaw(opened) || word.toString().equalsIgnoreCase("r");
        if (word.length() == 1) {
            word.setLength(0);
        }
        endWord(json);
        if (!complete) {
            beginValue(json);
            json.append('"');
            quote = opened;
        }
        return !complete;
    }

    /** Reads a part of a string; stays where more must come. */
    private int inside(Incoming text, int at, StringBuilder json) {
        Reach end = closes(text, at);
        if (end == Reach.OPEN) {
            return at;
        }
        if (end == Reach.YES) {
            int after = at + quote.length();
            json.append('"');
            quote = "";
            complete = brackets.length() == 0;
            return after;
        }
        if (!raw && text.at(at) == '\\') {
            return LiteralWords.escape(text, at, json);
        }
        int next = at + 1;
        while (next < text.length() && text.at(next) != quote.charAt(0) && text.at(next) != '\\') {
            next++;
        }
        json.append(JsonValues.inside(text.peek(at, next)));
        return next;
    }

    /** Whether a string ends; quotes that nothing follows that could are letters, as in {@code 'it's'}. */
    private Reach closes(Incoming text, int at) {
        Reach end = text.reach(at, quote);
        if (end != Reach.YES || quote.length() > 1) {
            return end;
        }
        int next = text.afterBlanks(at + 1);
        if (next == text.length()) {
            return text.isEnded() ? Reach.YES : Reach.OPEN;
        }
        return next - at > MOST_BLANKS || ",:)]}".indexOf(text.at(next)) >= 0 ? Reach.YES : Reach.NO;
    }

    private void beginValue(StringBuilder json) {
        json.append(comma ? ", " : "");
        comma = false;
        begun = true;
    }

    private void endWord(StringBuilder json) {
        if (word.length() > 0) {
            beginValue(json);
            json.append(LiteralWords.json(word.toString().strip()));
            word.setLength(0);
            complete = brackets.length() == 0;
        }
    }

    private void endKey(StringBuilder json) {
        if (word.length() > 0) {
            beginValue(json);
            json.append(JsonText.literal(word.toString().strip()));
            word.setLength(0);
        }
        json.append(": ");
    }
}
