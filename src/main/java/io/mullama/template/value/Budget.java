package io.mullama.template.value;

/**
 * What one render may still spend: steps, characters, nesting. Confined to the thread that renders.
 *
 * <p>Templates come with downloaded models, so every loop, every copy and every recursion is paid for here. What a
 * template can keep alive is bounded by what it may allocate.
 */
public final class Budget {
    /** An element of a list takes tens of bytes, so it costs as much as this many steps. */
    private static final int STEPS_PER_ELEMENT = 20;

    /** Reading is cheaper than copying: it takes a sixteenth of a character's price. */
    private static final int SCANNED_PER_CHARACTER = 16;

    private final long maxTextLength;
    private final int maxDepth;
    private long steps;
    private long characters;
    private int depth;

    public Budget(long steps, long characters, long maxTextLength, int maxDepth) {
        this.steps = steps;
        this.characters = characters;
        this.maxTextLength = maxTextLength;
        this.maxDepth = maxDepth;
    }

    /** Pays for one evaluated node or one visited item. */
    public void step() {
        if (--steps < 0) {
            throw Failure.of("the template takes too many steps");
        }
    }

    /** Pays for a collection of so many elements. */
    public void elements(long count) {
        // Compared by division, so that a count near the largest long cannot overflow.
        if (count > steps / STEPS_PER_ELEMENT) {
            throw Failure.of("the template builds too many values");
        }
        steps -= count * STEPS_PER_ELEMENT;
    }

    /** Pays for copying so many characters. */
    public void copy(long count) {
        if (count > characters) {
            throw Failure.of("the template builds too much text");
        }
        characters -= count;
    }

    /** Pays for looking at so many characters. */
    public void scan(long count) {
        copy(count / SCANNED_PER_CHARACTER);
    }

    /** Refuses a text of that many characters, before anything is allocated for it. */
    public void checkLength(long length) {
        if (length > maxTextLength) {
            throw Failure.of("the template builds a text of more than " + maxTextLength + " characters");
        }
    }

    /** Pays for looking for one text in another, which at worst compares it at every place. */
    public void search(long length, long wanted) {
        scan(length * (1 + wanted / SCANNED_PER_CHARACTER));
    }

    /** Goes one level deeper; every call is paired with {@link #leave()}, but for the one that fails. */
    public void enter() {
        if (++depth > maxDepth) {
            throw Failure.of("maximum recursion depth exceeded");
        }
    }

    /** Comes back from a level. */
    public void leave() {
        depth--;
    }
}
