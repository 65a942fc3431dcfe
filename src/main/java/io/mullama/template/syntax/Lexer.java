package io.mullama.template.syntax;

import io.mullama.template.syntax.Token.Kind;
import io.mullama.template.value.PythonText;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a template into text and tags, with Jinja's {@code trim_blocks} and {@code lstrip_blocks}. Confined to one
 * thread.
 */
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    /** Whether the last tag swallowed the newline behind it, so that what follows starts a line. */
    private boolean atLineStart = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokenize(Source source) {
        Lexer lexer = new Lexer(source.text());
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (position < source.length()) {
            int tag = findTag(position);
            if (tag < 0) {
                addData(position, source.length());
                position = source.length();
            } else {
                readTag(tag);
            }
        }
        tokens.add(new Token(Kind.END, "", source.length()));
    }

    private int findTag(int from) {
        int brace = source.indexOf('{', from);
        while (brace >= 0 && brace + 1 < source.length()) {
            char next = source.charAt(brace + 1);
            if (next == '{' || next == '%' || next == '#') {
                return brace;
            }
            brace = source.indexOf('{', brace + 1);
        }
        return -1;
    }

    private void readTag(int tag) {
        char kind = source.charAt(tag + 1);
        char sign = signAt(tag + 2);
        addData(position, stripBefore(position, tag, sign, kind != '{'));
        position = tag + (sign == 0 ? 2 : 3);
        if (kind == '#') {
            skipComment(tag);
        } else if (kind == '{') {
            position = new TagLexer(source, tokens).readVariable(tag, position);
            atLineStart = source.charAt(position - 1) == '\n';
        } else if (isRaw()) {
            readRaw(tag);
        } else {
            position = new TagLexer(source, tokens).readBlock(tag, position);
            atLineStart = source.charAt(position - 1) == '\n';
        }
    }

    private char signAt(int index) {
        char c = index < source.length() ? source.charAt(index) : 0;
        return c == '-' || c == '+' ? c : 0;
    }

    private void addData(int from, int to) {
        if (from < to) {
            tokens.add(new Token(Kind.DATA, source.substring(from, to), from));
        }
    }

    /** Where the text before a tag ends once the tag has stripped it. */
    private int stripBefore(int from, int tag, char sign, boolean stripsIndent) {
        if (sign == '-') {
            int end = tag;
            while (end > from && PythonText.isSpace(source.charAt(end - 1))) {
                end--;
            }
            return end;
        }
        if (sign == '+' || !stripsIndent) {
            return tag;
        }
        int lineStart = tag;
        while (lineStart > from && source.charAt(lineStart - 1) != '\n') {
            lineStart--;
        }
        boolean startsLine = lineStart > from || atLineStart;
        return startsLine && isBlank(lineStart, tag) ? lineStart : tag;
    }

    private boolean isBlank(int from, int to) {
        return skipSpace(source, from, to) == to;
    }

    static int skipSpace(String source, int from, int to) {
        int index = from;
        while (index < to && PythonText.isSpace(source.charAt(index))) {
            index++;
        }
        return index;
    }

    /** Where the text goes on behind a tag's closing characters, which take a newline or all blanks with them. */
    static int afterEnd(String source, int end, char sign) {
        if (sign == '-') {
            return skipSpace(source, end, source.length());
        }
        boolean takesNewline = sign != '+' && end < source.length() && source.charAt(end) == '\n';
        return takesNewline ? end + 1 : end;
    }

    private void skipComment(int tag) {
        int end = source.indexOf("#}", position);
        if (end < 0) {
            throw new SyntaxException(tag, "Missing end of comment tag");
        }
        char sign = end > position ? signAt(end - 1) : 0;
        position = afterEnd(source, end + 2, sign);
        atLineStart = source.charAt(position - 1) == '\n';
    }

    private boolean isRaw() {
        int name = skipSpace(source, position, source.length());
        return source.startsWith("raw", name) && rawTagEnd(name + 3) >= 0;
    }

    /** The index of the {@code %}} that closes a raw or endraw tag, or -1. */
    private int rawTagEnd(int afterName) {
        int index = skipSpace(source, afterName, source.length());
        if (signAt(index) != 0) {
            index++;
        }
        return source.startsWith("%}", index) ? index : -1;
    }

    private void readRaw(int tag) {
        int begin = rawTagEnd(skipSpace(source, position, source.length()) + 3);
        int data = source.charAt(begin - 1) == '-' ? afterEnd(source, begin + 2, '-') : begin + 2;
        atLineStart = source.charAt(data - 1) == '\n';
        for (int end = source.indexOf("{%", data); end >= 0; end = source.indexOf("{%", end + 2)) {
            char sign = signAt(end + 2);
            int name = skipSpace(source, end + (sign == 0 ? 2 : 3), source.length());
            int close = source.startsWith("endraw", name) ? rawTagEnd(name + 6) : -1;
            if (close >= 0) {
                addData(data, stripBefore(data, end, sign, true));
                position = afterEnd(source, close + 2, signAt(close - 1));
                atLineStart = source.charAt(position - 1) == '\n';
                return;
            }
        }
        throw new SyntaxException(tag, "Missing end of raw directive");
    }
}
