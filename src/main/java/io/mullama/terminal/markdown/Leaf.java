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

    /** No more comes. Returns whether it was nothing but the first line of a paragraph. */
    boolean end();
}
