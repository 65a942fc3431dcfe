package io.mullama.grammar.schema;

import io.mullama.grammar.CharacterSet;

/** Characters as GBNF writes them. Stateless. */
final class GbnfText {
    private GbnfText() {}

    /** A quoted literal. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.codePoints().forEach(character -> append(literal, character, "\"\\"));
        return literal.append('"').toString();
    }

    /** One character of a set: a literal for one, else in brackets. */
    static String one(CharacterSet set) {
        var ranges = set.ranges();
        if (ranges.size() == 1 && ranges.get(0).first() == ranges.get(0).last()) {
            return literal(Character.toString(ranges.get(0).first()));
        }
        StringBuilder text = new StringBuilder("[");
        for (CharacterSet.Range range : ranges) {
            append(text, range.first(), "\\[]^-\"");
            if (range.last() > range.first() + 1) {
                text.append('-');
            }
            if (range.last() > range.first()) {
                append(text, range.last(), "\\[]^-\"");
            }
        }
        return text.append(']').toString();
    }

    private static void append(StringBuilder to, int character, String escaped) {
        if (escaped.indexOf(character) >= 0) {
            to.append(character == '^' ? "\\x5E" : "\\" + (char) character);
        } else if (character >= ' ' && character < 0x7F) {
            to.append((char) character);
        } else if (character < 0x100) {
            to.append("\\x%02X".formatted(character));
        } else if (character <= Character.MAX_VALUE && isPlain(character)) {
            to.append((char) character);
        } else {
            to.append("\\U%08X".formatted(character));
        }
    }

    /** Whether it can be read in the text of a grammar, and is neither half of a pair nor invisible. */
    private static boolean isPlain(int character) {
        return Character.isLetterOrDigit(character);
    }
}
