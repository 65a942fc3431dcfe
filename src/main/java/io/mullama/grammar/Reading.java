package io.mullama.grammar;

/**
 * One way of reading a text so far. Immutable.
 *
 * @param stack what must come next, a character or a token
 * @param bits of a character whose first bytes were read
 * @param missing bytes that this character still lacks; 0 between characters
 * @param least the lowest code point that may be written with as many bytes
 */
record Reading(Stack stack, int bits, int missing, int least) {
    private static final int CONTINUATION_BITS = 6;

    static Reading between(Stack stack) {
        return new Reading(stack, 0, 0, 0);
    }

    /** The first byte of a character. */
    static Reading leading(Stack stack, int unsignedByte) {
        if (unsignedByte >= 0xF0) {
            return new Reading(stack, unsignedByte & 0x07, 3, 0x1_0000);
        }
        if (unsignedByte >= 0xE0) {
            return new Reading(stack, unsignedByte & 0x0F, 2, 0x800);
        }
        return new Reading(stack, unsignedByte & 0x1F, 1, 0x80);
    }

    Reading continued(int unsignedByte) {
        return new Reading(stack, bits << CONTINUATION_BITS | (unsignedByte & 0x3F), missing - 1, least);
    }

    /** Whether some character that begins with the bits so far may come here. */
    boolean isPossible() {
        int first = bits << (CONTINUATION_BITS * missing);
        int last = first | ((1 << (CONTINUATION_BITS * missing)) - 1);
        return last >= least
                && stack.symbol() instanceof Symbol.Characters characters
                && characters.set().intersects(Math.max(first, least), last);
    }
}
