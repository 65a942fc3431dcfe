package io.mullama.template.runtime;

import io.mullama.template.value.Failure;

/**
 * How one value is laid out, as Python's format mini-language says it. Immutable.
 *
 * @param align {@code <}, {@code >}, {@code ^}, {@code =} (behind the sign), or 0 for what suits the type
 * @param sign {@code +}, {@code -} or a blank
 * @param grouping a comma, an underscore, or 0 for none
 * @param precision -1 for none
 * @param type the letter at the end, or 0 for none
 */
record FormatSpec(
        char fill, char align, char sign, boolean alternate, int width, char grouping, int precision, char type) {
    /** Wider than any prompt needs, and narrow enough to compute. */
    private static final int MAX_WIDTH = 10_000;

    /** No double has more decimals that are not zero. */
    private static final int MAX_PRECISION = 1100;

    FormatSpec {
        if (width > MAX_WIDTH || precision > MAX_PRECISION) {
            throw Failure.of("the format is too wide");
        }
    }

    boolean isEmpty() {
        return align == 0 && sign == '-' && !alternate && width == 0 && grouping == 0 && precision < 0 && type == 0;
    }

    /** Reads a specification as {@code str.format} has it. */
    static FormatSpec parse(String spec) {
        return new Reader(spec).read();
    }

    /** Walks through a specification. */
    static final class Reader {
        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        private FormatSpec read() {
            char fill = ' ';
            char align = 0;
            if (isAlign(1)) {
                fill = text.charAt(position++);
            }
            if (isAlign(0)) {
                align = text.charAt(position++);
            }
            char sign = peek() == '+' || peek() == '-' || peek() == ' ' ? text.charAt(position++) : '-';
            boolean alternate = skip('#');
            if (peek() == '0' && align == 0) {
                fill = '0';
                align = '=';
            }
            int width = readNumber();
            char grouping = peek() == ',' || peek() == '_' ? text.charAt(position++) : 0;
            int precision = skip('.') ? readNumber() : -1;
            char type = peek() == 0 ? 0 : text.charAt(position++);
            if (position < text.length()) {
                throw Failure.of("Invalid format specifier '" + text + "'");
            }
            return new FormatSpec(fill, align, sign, alternate, width, grouping, precision, type);
        }

        private boolean isAlign(int ahead) {
            int index = position + ahead;
            return index < text.length() && "<>=^".indexOf(text.charAt(index)) >= 0;
        }

        char peek() {
            return position < text.length() ? text.charAt(position) : 0;
        }

        boolean skip(char c) {
            boolean found = position < text.length() && text.charAt(position) == c;
            position += found ? 1 : 0;
            return found;
        }

        int readNumber() {
            int number = 0;
            while (peek() >= '0' && peek() <= '9') {
                // Held just above the limit, so that no number of digits overflows.
                number = Math.min(number * 10 + text.charAt(position) - '0', MAX_WIDTH + 1);
                position++;
            }
            return number;
        }

        int position() {
            return position;
        }

        void moveTo(int newPosition) {
            position = newPosition;
        }
    }
}
