package io.mullama.engine.memory;

/** Whether a machine's memory is enough for a model. */
public enum Fit {
    /** It is, with something left. */
    YES,
    /** Hardly: the estimate may be too low, or the machine swaps. */
    TIGHT,
    NO;

    /** The part of the room that an estimate may be wrong by. */
    private static final int MARGIN = 10;

    /**
     * How a model would do if those that are loaded made room for it.
     *
     * @param need bytes
     * @param occupied bytes that the loaded ones are thought to take
     */
    public static Fit of(long need, MemoryReading memory, long occupied) {
        long room = memory.room(occupied);
        if (need <= room - room / MARGIN) {
            return YES;
        }
        return need <= memory.most(occupied) ? TIGHT : NO;
    }
}
