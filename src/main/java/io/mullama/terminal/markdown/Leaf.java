package io.mullama.terminal.markdown;

/** A block of whole lines, of which it decides which are its own. For one thread. */
interface Leaf {
    /** What became of a line. */
    enum Taken {
        TAKEN,
        /** And nothing more belongs to the block. */
        LAST,
        NOT_MINE
    }

    /** The next line, without what its containers have of it. */
    Taken take(String line);

    /** Whether a line that begins so is none of its own, whatever follows. */
    default boolean refuses(String begin) {
        return false;
    }

    /** Shows what there is of a line that is its own and does not end; returns whether it did. */
    default boolean takePart(String begin) {
        return false;
    }

    /** No more comes. Returns whether it was nothing but the first line of a paragraph. */
    boolean end();
}
