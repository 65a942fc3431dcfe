package io.mullama.chat.answer;

/**
 * Finds the end of a JSON value that comes in bit by bit, without a look at whether it is well-formed inside. For one
 * value.
 */
final class JsonScan {
    private int depth;
    private boolean begun;
    private boolean inString;
    private boolean escaped;
    private boolean complete;

    /** Of a value that begins with the next text. */
    JsonScan() {}

    /** Of an object whose first characters have been read, up to a place in so many objects; its end is looked for. */
    static JsonScan insideObject(int depth) {
        JsonScan scan = new JsonScan();
        scan.begun = true;
        scan.depth = depth;
        return scan;
    }

    /**
     * Reads on from an index.
     *
     * @return the end of the value, or of the text if the value may go on there
     */
    int read(Incoming text, int start) {
        int at = start;
        while (at < text.length() && !complete) {
            if (isEndedBy(text.at(at))) {
                complete = true;
            } else {
                read(text.at(at));
                at++;
            }
        }
        return at;
    }

    boolean isComplete() {
        return complete;
    }

    /** A number or a word has no end of its own. */
    private boolean isEndedBy(char next) {
        return begun && depth == 0 && !inString && (Character.isWhitespace(next) || ",:]}<".indexOf(next) >= 0);
    }

    private void read(char next) {
        begun |= !Character.isWhitespace(next);
        if (inString) {
            readInString(next);
        } else if (next == '"') {
            inString = true;
        } else if (next == '{' || next == '[') {
            depth++;
        } else if (next == '}' || next == ']') {
            depth--;
            complete = depth <= 0;
        }
    }

    private void readInString(char next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inString = false;
            complete = depth == 0;
        }
    }
}
