package io.mullama.template.golang;

/**
 * The smallest piece of a template. Immutable.
 *
 * @param text as in the source; a text has its spaces trimmed, a name neither its dot nor its dollar
 * @param offset where it starts in the source, in UTF-16 units
 * @param apart whether a space precedes it within its action
 */
record Token(Kind kind, String text, int offset, boolean apart) {
    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        NAME,
        FIELD,
        VARIABLE,
        DOT,
        STRING,
        RUNE,
        NUMBER,
        PIPE,
        COMMA,
        DECLARE,
        ASSIGN,
        LEFT_PARENTHESIS,
        RIGHT_PARENTHESIS,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** How an error message calls it. */
    String describe() {
        return switch (kind) {
            case TEXT -> "text";
            case CLOSE -> "'}}'";
            case END -> "the end of the template";
            case FIELD -> "'." + text + "'";
            case VARIABLE -> "'$" + text + "'";
            default -> "'" + text + "'";
        };
    }
}
