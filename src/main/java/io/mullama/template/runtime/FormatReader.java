package io.mullama.template.runtime;

import io.mullama.template.value.Failure;

/** Walks through a format specification. Confined to one thread. */
final class FormatReader {
    private final String text;
    private int position;

    FormatReader(String text) {
        this.text = text;
    }

    /** Reads a whole specification as {@code str.format} has it. */
    FormatSpec read() {
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
            number = Math.min(number * 10 + text.charAt(position) - '0', FormatSpec.MAX_WIDTH + 1);
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
