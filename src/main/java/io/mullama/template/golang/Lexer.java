package io.mullama.template.golang;

import io.mullama.template.golang.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a source into the texts and the actions between them. Used once, by one thread. */
final class Lexer {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String COMMENT_END = "*/";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    /** The tokens of a source, the last of which is its end. */
    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        boolean trim = false;
        while (at < source.length()) {
            int open = source.indexOf(OPEN, at);
            int end = open < 0 ? source.length() : open;
            boolean trimEnd = open >= 0 && isTrimMarker(open + OPEN.length());
            text(at, end, trim, trimEnd);
            at = end;
            trim = false;
            if (open >= 0) {
                at = open + OPEN.length() + (trimEnd ? 1 : 0);
                boolean comment = source.startsWith("/*", trimEnd ? at + 1 : at);
                trim = comment ? comment(open) : action(open);
            }
        }
        tokens.add(new Token(Kind.END, "", source.length(), true));
    }

    private boolean isTrimMarker(int index) {
        return source.startsWith("-", index) && index + 1 < source.length() && isSpace(source.charAt(index + 1));
    }

    private void text(int from, int to, boolean trimStart, boolean trimEnd) {
        int start = from;
        int end = to;
        while (trimStart && start < end && isSpace(source.charAt(start))) {
            start++;
        }
        while (trimEnd && end > start && isSpace(source.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            tokens.add(new Token(Kind.TEXT, source.substring(start, end), start, false));
        }
    }

    /** Skips a comment; true where what follows it is to be trimmed. */
    private boolean comment(int open) {
        int end = source.indexOf(COMMENT_END, source.indexOf("/*", at) + 2);
        if (end < 0) {
            throw new GoSyntaxException(open, "unclosed comment");
        }
        at = end + COMMENT_END.length();
        int afterSpace = at + 1;
        if (at < source.length() && isSpace(source.charAt(at)) && source.startsWith("-" + CLOSE, afterSpace)) {
            at = afterSpace + 1 + CLOSE.length();
            return true;
        }
        if (!source.startsWith(CLOSE, at)) {
            throw new GoSyntaxException(at, "a comment ends with */ directly before the closing braces");
        }
        at += CLOSE.length();
        return false;
    }

    /** Reads an action; true where what follows it is to be trimmed. */
    private boolean action(int open) {
        tokens.add(new Token(Kind.OPEN, OPEN, open, false));
        while (true) {
            boolean apart = skipSpaces();
            if (at >= source.length()) {
                throw new GoSyntaxException(open, "unclosed action");
            }
            boolean trim = apart && source.startsWith("-" + CLOSE, at);
            if (trim || source.startsWith(CLOSE, at)) {
                tokens.add(new Token(Kind.CLOSE, CLOSE, at, apart));
                at += trim ? 1 + CLOSE.length() : CLOSE.length();
                return trim;
            }
            tokens.add(next(apart));
        }
    }

    private boolean skipSpaces() {
        int start = at;
        while (at < source.length() && isSpace(source.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private Token next(boolean apart) {
        char c = source.charAt(at);
        return switch (c) {
            case '"', '\'' -> quoted(c, apart);
            case '`' -> rawString(apart);
            case '|' -> token(Kind.PIPE, 1, apart);
            case ',' -> token(Kind.COMMA, 1, apart);
            case '=' -> token(Kind.ASSIGN, 1, apart);
            case '(' -> token(Kind.LEFT_PARENTHESIS, 1, apart);
            case ')' -> token(Kind.RIGHT_PARENTHESIS, 1, apart);
            case '$' -> word(Kind.VARIABLE, 1, apart);
            case ':' -> declaration(apart);
            case '.' -> isDigit(at + 1) ? number(apart) : field(apart);
            default -> nameOrNumber(c, apart);
        };
    }

    private Token token(Kind kind, int length, boolean apart) {
        Token token = new Token(kind, source.substring(at, at + length), at, apart);
        at += length;
        return token;
    }

    private Token declaration(boolean apart) {
        if (!source.startsWith(":=", at)) {
            throw new GoSyntaxException(at, "expected :=");
        }
        return token(Kind.DECLARE, 2, apart);
    }

    private Token field(boolean apart) {
        int length = wordLength(at + 1);
        return length == 0 ? token(Kind.DOT, 1, apart) : word(Kind.FIELD, 1, apart);
    }

    private Token nameOrNumber(char c, boolean apart) {
        if (c == '+' || c == '-' || isDigit(at)) {
            return number(apart);
        }
        if (wordLength(at) == 0) {
            throw new GoSyntaxException(at, "unexpected '" + Character.toString(source.codePointAt(at)) + "'");
        }
        return word(Kind.NAME, 0, apart);
    }

    private Token word(Kind kind, int prefix, boolean apart) {
        int start = at;
        int end = at + prefix + wordLength(at + prefix);
        at = end;
        if (!isTerminator(end)) {
            throw new GoSyntaxException(end, "unexpected '" + Character.toString(source.codePointAt(end)) + "'");
        }
        return new Token(kind, source.substring(start + prefix, end), start, apart);
    }

    private int wordLength(int from) {
        int end = from;
        while (end < source.length()) {
            int c = source.codePointAt(end);
            if (c != '_' && !Character.isLetter(c) && !Character.isDigit(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end - from;
    }

    private boolean isTerminator(int index) {
        return index >= source.length()
                || isSpace(source.charAt(index))
                || ".,|:=()".indexOf(source.charAt(index)) >= 0
                || source.startsWith(CLOSE, index);
    }

    private Token number(boolean apart) {
        int end = at + 1;
        while (end < source.length() && isOfNumber(end)) {
            end++;
        }
        return token(Kind.NUMBER, end - at, apart);
    }

    private boolean isOfNumber(int index) {
        char c = source.charAt(index);
        if (c == '+' || c == '-') {
            char before = source.charAt(index - 1);
            return before == 'e' || before == 'E' || before == 'p' || before == 'P';
        }
        return c == '_' || c == '.' || Character.isLetterOrDigit(c);
    }

    private Token quoted(char quote, boolean apart) {
        for (int end = at + 1; end < source.length() && source.charAt(end) != '\n'; end++) {
            char c = source.charAt(end);
            if (c == '\\' && end + 1 < source.length() && source.charAt(end + 1) != '\n') {
                end++;
            } else if (c == quote) {
                return token(quote == '"' ? Kind.STRING : Kind.RUNE, end + 1 - at, apart);
            }
        }
        throw new GoSyntaxException(at, quote == '"' ? "unterminated string" : "unterminated character constant");
    }

    private Token rawString(boolean apart) {
        int end = source.indexOf('`', at + 1);
        if (end < 0) {
            throw new GoSyntaxException(at, "unterminated raw string");
        }
        return token(Kind.STRING, end + 1 - at, apart);
    }

    private boolean isDigit(int index) {
        return index < source.length() && source.charAt(index) >= '0' && source.charAt(index) <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
