package io.mullama.grammar.regex;

import io.mullama.grammar.CharacterSet;
import java.util.List;

/** What follows a backslash in a regular expression, as ECMA-262 has it. For one text; not thread-safe. */
final class CharacterEscapes {
    private static final CharacterSet LINE_ENDS = CharacterSet.of(List.of(one('\n'), one('\r'), range(0x2028, 0x2029)));
    static final CharacterSet ALL_BUT_LINE_ENDS = LINE_ENDS.complement();
    private static final CharacterSet DIGITS = CharacterSet.of(List.of(range('0', '9')));
    private static final CharacterSet WORD =
            CharacterSet.of(List.of(range('0', '9'), range('A', 'Z'), one('_'), range('a', 'z')));
    private static final CharacterSet SPACE = CharacterSet.of(List.of(
            range('\t', '\r'),
            one(' '),
            one(0xA0),
            one(0x1680),
            range(0x2000, 0x200A),
            range(0x2028, 0x2029),
            one(0x202F),
            one(0x205F),
            one(0x3000),
            one(0xFEFF)));

    private final RegexCursor cursor;

    CharacterEscapes(RegexCursor cursor) {
        this.cursor = cursor;
    }

    private static CharacterSet.Range one(int character) {
        return range(character, character);
    }

    private static CharacterSet.Range range(int first, int last) {
        return new CharacterSet.Range(first, last);
    }

    /** The characters that it stands for; the cursor is behind the backslash, which was read at the start. */
    CharacterSet set(int start) {
        int escaped = cursor.next();
        return switch (escaped) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.complement();
            case 'w' -> WORD;
            case 'W' -> WORD.complement();
            case 's' -> SPACE;
            case 'S' -> SPACE.complement();
            case 'p', 'P' -> property(start, escaped == 'P');
            default -> CharacterSet.of(character(escaped, start));
        };
    }

    private int character(int escaped, int start) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'x' -> required(cursor.hexadecimal(2), "\\x", start);
            case 'u' -> unicode(start);
            case 'c' -> control(start);
            case '0' -> nul(start);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' ->
                throw cursor.errorAt(start, "it has a back reference");
            case 'b', 'B' -> throw cursor.errorAt(start, "it has a word boundary");
            default -> itself(escaped, start);
        };
    }

    private int itself(int escaped, int start) {
        if (escaped < 0x80 && Character.isLetterOrDigit(escaped)) {
            throw cursor.errorAt(start, "there is no escape \\" + (char) escaped + ", which is");
        }
        return escaped;
    }

    private int nul(int start) {
        if (cursor.number() >= 0) {
            throw cursor.errorAt(start, "it has an octal escape");
        }
        return 0;
    }

    private int control(int start) {
        int letter = cursor.next();
        if (letter > 0x7F || !Character.isLetter(letter)) {
            throw cursor.errorAt(start, "there is no letter for the escape \\c");
        }
        return letter % 32;
    }

    private int unicode(int start) {
        if (cursor.take("{")) {
            int value = 0;
            int digit = cursor.hexadecimal(1);
            while (digit >= 0 && value <= Character.MAX_CODE_POINT) {
                value = value * 16 + digit;
                digit = cursor.hexadecimal(1);
            }
            boolean closed = cursor.take("}");
            return required(closed && value <= Character.MAX_CODE_POINT ? value : -1, "\\u", start);
        }
        int unit = required(cursor.hexadecimal(4), "\\u", start);
        int next = cursor.position();
        if (unit <= Character.MAX_VALUE && Character.isHighSurrogate((char) unit) && cursor.take("\\u")) {
            int low = cursor.hexadecimal(4);
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
            cursor.goBackTo(next);
        }
        return unit;
    }

    private int required(int value, String escape, int start) {
        if (value < 0) {
            throw cursor.errorAt(start, "there are not the digits of a character for the escape " + escape);
        }
        return value;
    }

    private CharacterSet property(int start, boolean complement) {
        StringBuilder name = new StringBuilder();
        if (!cursor.take("{")) {
            throw cursor.errorAt(start, "there is no '{' for the escape \\p");
        }
        while (cursor.peek() != '}') {
            name.appendCodePoint(cursor.next());
        }
        cursor.next();
        CharacterSet set = CharacterCategories.of(name.toString())
                .orElseThrow(() -> cursor.errorAt(start, "it has a property of characters that is not known"));
        return complement ? set.complement() : set;
    }
}
