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
    static final int MAX_WIDTH = 10_000;

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
        return new FormatReader(spec).read();
    }
}
