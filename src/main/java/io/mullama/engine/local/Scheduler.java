package io.mullama.engine.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Decides what the decode thread does next: which task gets which slot, what goes into the next batch, and who has to
 * step back when the cells run out. The decode thread's own; it computes nothing itself.
 */
final class Scheduler {
    private static final System.Logger LOG = System.getLogger(Scheduler.class.getName());

    private static final int[] NO_GUESS = {};

    /** Sequences that follow each other are computed together where each has cells of its own. */
    private static final Comparator<Chunk> BY_SEQUENCE =
            Comparator.comparingInt(chunk -> chunk.slot().sequence());

    private final Sequences sequences;
    private final Admission admission;
    private final PrefillBudget budget;
    private final int batchSize;
    private final NavigableSet<Task> queue = new TreeSet<>(Comparator.comparingLong(Task::number));

    Scheduler(Sequences sequences, Admission admission, PrefillBudget budget, int batchSize) {
        this.sequences = sequences;
        this.admission = admission;
        this.budget = budget;
        this.batchSize = batchSize;
    }

    void add(Task task) {
        queue.add(task);
    }

    boolean isIdle() {
        return queue.isEmpty() && sequences.busy().isEmpty();
    }

    /** Takes everything out of the queue and the slots. */
    List<Task> removeAll() {
        List<Task> all = new ArrayList<>(queue);
        queue.clear();
        List.copyOf(sequences.busy()).forEach(slot -> all.add(sequences.release(slot)));
        return all;
    }

    /** Takes out those that nobody waits for any more. */
    List<Task> removeCancelled() {
        List<Task> cancelled = new ArrayList<>();
        for (Iterator<Task> waiting = queue.iterator(); waiting.hasNext(); ) {
            Task task = waiting.next();
            if (task.isCancelled()) {
                waiting.remove();
                cancelled.add(task);
            }
        }
        for (int i = sequences.busy().size() - 1; i >= 0; i--) {
            Slot slot = sequences.busy().get(i);
            if (slot.task().isCancelled()) {
                cancelled.add(release(slot));
            }
        }
        return cancelled;
    }

    /** Ends a slot's task. What the slot holds stays for others, unless the task took nothing of theirs either. */
    Task release(Slot slot) {
        Task ended = sequences.release(slot);
        if (!ended.mayUseCache()) {
            sequences.keep(slot, 0);
        }
        return ended;
    }

    /** The next batch; empty only if there is nothing to do. */
    List<Chunk> next() {
        admission.admit(queue);
        List<Chunk> chunks = plan();
        while (chunks.isEmpty() && !sequences.busy().isEmpty()) {
            stepBack();
            chunks = plan();
        }
        return chunks;
    }

    /** A batch was computed. */
    void computed(List<Chunk> chunks, Duration time) {
        int promptTokens = 0;
        int generated = 0;
        for (Chunk chunk : chunks) {
            boolean generates = chunk.slot().generates();
            generated += generates ? 1 : 0;
            promptTokens += generates ? 0 : chunk.count();
            sequences.computed(chunk.slot(), chunk.count());
        }
        budget.took(generated, promptTokens, time);
    }

    /** Of a chunk's guess that many tokens came true; what the cache holds of the others is dropped. */
    void checked(Chunk chunk, int accepted) {
        Slot slot = chunk.slot();
        slot.task().guessed(chunk.guess().length, accepted);
        sequences.computed(slot, accepted);
        if (accepted < chunk.guess().length) {
            sequences.keep(slot, slot.held().size());
        }
    }

    /**
     * A batch was cut short: drops what of it may be in the cache. How far it came is not to be known: some kinds of
     * memory count tokens that were never computed.
     */
    void undone(List<Chunk> chunks) {
        chunks.forEach(chunk -> sequences.keep(chunk.slot(), chunk.slot().held().size()));
    }

    /** The cache had no room for a batch after all: somebody steps back; false if nobody is left to. */
    boolean retreat(List<Chunk> chunks) {
        undone(chunks);
        if (sequences.evictOne()) {
            return true;
        }
        boolean several = sequences.busy().size() > 1;
        if (several) {
            stepBack();
        }
        return several;
    }

    /** Ends a slot's task; nothing that the slot holds is trusted any more. */
    Task fail(Slot slot) {
        Task failed = sequences.release(slot);
        sequences.keep(slot, 0);
        return failed;
    }

    private List<Chunk> plan() {
        while (sequences.shareCells() && sequences.cells().free() < generating()) {
            stepBack();
        }
        List<Chunk> chunks = new ArrayList<>();
        int others = generating();
        int room =
                sequences.shareCells() ? Math.min(batchSize, sequences.cells().free()) : batchSize;
        for (Slot slot : sequences.busy()) {
            if (slot.generates()) {
                others--;
                Chunk chunk = new Chunk(slot, 1, guess(slot, room - 1 - others));
                chunks.add(chunk);
                room -= chunk.size();
            }
        }
        addPrompts(chunks, room);
        chunks.sort(BY_SEQUENCE);
        return chunks;
    }

    private int generating() {
        int count = 0;
        for (Slot slot : sequences.busy()) {
            count += slot.generates() ? 1 : 0;
        }
        return count;
    }

    /** A wrong guess must be dropped from the cache again. */
    private int[] guess(Slot slot, int room) {
        int most = Math.min(room, sequences.longest() - slot.task().tokens().size());
        return sequences.dropParts() && most > 0 ? slot.task().guess(most) : NO_GUESS;
    }

    /** Adds parts of prompts to the answers' tokens: what fits into the batch, and does not stall those. */
    private void addPrompts(List<Chunk> chunks, int room) {
        if (sequences.busy().size() == chunks.size()) {
            return;
        }
        List<Slot> prompts = sequences.busy().stream().filter(Slot::isInPrefill).toList();
        int most = chunks.isEmpty() ? room : Math.min(room, budget.promptTokens());
        // Where each sequence has cells of its own, one token of each is computed together.
        int beside = chunks.isEmpty() || sequences.shareCells() ? 0 : 1;
        int[] shares =
                PrefillShares.of(prompts.stream().mapToInt(Slot::remaining).toArray(), most, beside);
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                chunks.add(new Chunk(prompts.get(i), shares[i]));
            }
        }
    }

    /** Frees cells: those of an idle slot, else those of the youngest task, which goes back to the queue. */
    private void stepBack() {
        if (sequences.evictOne()) {
            return;
        }
        if (sequences.busy().isEmpty()) {
            return;
        }
        Slot youngest = sequences.busy().get(sequences.busy().size() - 1);
        if (youngest.task().mayUseCache()) {
            sequences.store(youngest);
        }
        sequences.keep(youngest, 0);
        Task task = sequences.release(youngest);
        queue.add(task);
        LOG.log(
                System.Logger.Level.DEBUG,
                "the KV cache is full: a generation of {0} tokens goes back to the queue",
                Integer.toString(task.tokens().size()));
    }
}
