package io.mullama.template.syntax;

import io.mullama.template.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Splits the inside of one tag into names, literals and operators. Confined to one thread. */
final class TagLexer {
    /** Longer ones first, so that {@code **} is not read as two. */
    private static final String[] OPERATORS = {
        "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=",
        ".", ":", "|", ",", ";"
    };

    private final String source;
    private final List<Token> tokens;
    private final Deque<Character> open = new ArrayDeque<>();
    private int position;

    TagLexer(String source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /** Reads up to and including the end of a print tag, and returns where the text goes on. */
    int readVariable(int tag, int from) {
        tokens.add(new Token(Kind.VARIABLE_BEGIN, "{{", tag));
        return read(from, "}}", Kind.VARIABLE_END);
    }

    /** Reads up to and including the end of a statement tag, and returns where the text goes on. */
    int readBlock(int tag, int from) {
        tokens.add(new Token(Kind.BLOCK_BEGIN, "{%", tag));
        return read(from, "%}", Kind.BLOCK_END);
    }

    private int read(int from, String end, Kind endKind) {
        position = Lexer.skipSpace(source, from, source.length());
        while (position < source.length()) {
            int close = closeAt(end, endKind);
            if (close >= 0) {
                tokens.add(new Token(endKind, end, position));
                char sign = close > position ? source.charAt(position) : 0;
                boolean keepsNewline = endKind == Kind.VARIABLE_END && sign == 0;
                return Lexer.afterEnd(source, close + 2, keepsNewline ? '+' : sign);
            }
            readToken();
            position = Lexer.skipSpace(source, position, source.length());
        }
        return position;
    }

    /** The index of the closing characters if the tag ends here, else -1; inside brackets it does not. */
    private int closeAt(String end, Kind endKind) {
        if (!open.isEmpty()) {
            return -1;
        }
        char c = source.charAt(position);
        boolean signed = c == '-' || (c == '+' && endKind == Kind.BLOCK_END);
        int index = signed ? position + 1 : position;
        return source.startsWith(end, index) ? index : -1;
    }

    private void readToken() {
        char c = source.charAt(position);
        if (c >= '0' && c <= '9') {
            boolean afterDot = source.charAt(position - 1) == '.';
            position = new NumberLexer(source, tokens).read(position, !afterDot);
        } else if (c == '\'' || c == '"') {
            position = new StringLexer(source, tokens).read(position);
        } else if (Character.isUnicodeIdentifierStart(source.codePointAt(position)) || c == '_') {
            readName();
        } else {
            readOperator();
        }
    }

    private void readName() {
        int end = position;
        while (end < source.length() && isNamePart(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        tokens.add(new Token(Kind.NAME, source.substring(position, end), position));
        position = end;
    }

    private static boolean isNamePart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private void readOperator() {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, position)) {
                balance(operator.charAt(0));
                tokens.add(new Token(Kind.OPERATOR, operator, position));
                position += operator.length();
                return;
            }
        }
        String unexpected = Character.toString(source.codePointAt(position));
        throw new SyntaxException(position, "unexpected char '" + unexpected + "'");
    }

    private void balance(char operator) {
        switch (operator) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                Character expected = open.poll();
                if (expected == null) {
                    throw new SyntaxException(position, "unexpected '" + operator + "'");
                }
                if (expected != operator) {
                    throw new SyntaxException(position, "unexpected '" + operator + "', expected '" + expected + "'");
                }
            }
            default -> {}
        }
    }
}
