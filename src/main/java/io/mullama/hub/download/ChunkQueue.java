package io.mullama.hub.download;

import java.util.BitSet;
import java.util.Optional;

/** Which chunks are to be fetched, and which are being fetched; hands out the first ones first. Thread-safe. */
final class ChunkQueue {
    /** Neighbours that one request asks for: few requests, and the connections stay close to each other. */
    private static final int LONGEST_RUN = 4;

    /** Chunks that one worker fetches, the last one excluded. Immutable. */
    record Run(int from, int to) {}

    private final int count;
    private final int workers;
    private final BitSet complete = new BitSet();
    private final BitSet taken = new BitSet();
    private boolean closed;

    ChunkQueue(int count, int workers, Iterable<Integer> complete) {
        this.count = count;
        this.workers = workers;
        complete.forEach(this.complete::set);
    }

    /** The next chunks to fetch, when there are some; empty once nothing is wanted any more. */
    synchronized Optional<Run> take() throws InterruptedException {
        while (!closed) {
            int from = firstMissing();
            if (from < count) {
                int longest = longestRun();
                int to = from + 1;
                while (to < count && to - from < longest && !complete.get(to) && !taken.get(to)) {
                    to++;
                }
                taken.set(from, to);
                return Optional.of(new Run(from, to));
            }
            // One that is being fetched may come back, and a complete one may turn out to be damaged.
            wait();
        }
        return Optional.empty();
    }

    /** Shorter towards the end, so that all workers end at about the same time. */
    private int longestRun() {
        int left = count - complete.cardinality();
        return Math.max(1, Math.min(LONGEST_RUN, left / (2 * workers)));
    }

    private int firstMissing() {
        int chunk = complete.nextClearBit(0);
        while (chunk < count && taken.get(chunk)) {
            chunk = complete.nextClearBit(chunk + 1);
        }
        return chunk;
    }

    synchronized void complete(int chunk) {
        complete.set(chunk);
        notifyAll();
    }

    /** Ends the work on a run; what is not complete of it may be taken by others. */
    synchronized void giveBack(Run run) {
        taken.clear(run.from(), run.to());
        notifyAll();
    }

    /** A chunk that was taken for complete has to come again. */
    synchronized void forget(int chunk) {
        complete.clear(chunk);
        notifyAll();
    }

    /** Waits until a chunk is complete; false if nothing is wanted any more. */
    synchronized boolean await(int chunk) throws InterruptedException {
        while (!complete.get(chunk) && !closed) {
            wait();
        }
        return !closed;
    }

    /** Lets nobody wait any longer. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
