package io.mullama.engine.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Gives waiting tasks their slots: first come first served, but one that fits may pass one that has to wait for room.
 * The decode thread's own.
 */
final class Admission {
    /** Cells to leave for the answers under way, each: room for less would be taken away again at once. */
    private static final int HEADROOM = 64;

    /** Tasks without room that are looked at in a step: looking takes time from the answers. */
    private static final int MOST_TRIED = 16;

    /** How often a task may be passed by before everybody waits with it. */
    private static final int MOST_PASSES = 64;

    private final Sequences sequences;
    private final PrefixSearch search;
    private final RereadLog log;

    private enum Outcome {
        ASSIGNED,
        WAITS_FOR_PREFIX,
        WAITS_FOR_ROOM
    }

    Admission(Sequences sequences, RereadLog log) {
        this.sequences = sequences;
        this.search = new PrefixSearch(sequences);
        this.log = log;
    }

    /** Takes those tasks out of the queue that get a slot. */
    void admit(Collection<Task> queue) {
        List<Task> passed = new ArrayList<>();
        for (Iterator<Task> tasks = queue.iterator(); tasks.hasNext() && sequences.hasIdle(); ) {
            Task task = tasks.next();
            Outcome outcome = place(task);
            if (outcome == Outcome.ASSIGNED) {
                tasks.remove();
                passed.forEach(Task::letPass);
            } else if (outcome == Outcome.WAITS_FOR_ROOM) {
                passed.add(task);
            }
            if (passed.size() >= MOST_TRIED || passed.stream().anyMatch(waiting -> waiting.passedBy() >= MOST_PASSES)) {
                return;
            }
        }
    }

    private Outcome place(Task task) {
        Prefix prefix = task.mayUseCache() ? search.longest(task) : Prefix.NONE;
        if (task.mayUseCache() && search.isUnderWay(task, prefix.length())) {
            return Outcome.WAITS_FOR_PREFIX;
        }
        Slot slot = slotFor(prefix);
        if (!makeRoom(task, prefix, slot)) {
            Slot source = prefix.slot();
            if (source == null || !source.isIdle() || source == slot || !makeRoom(task, prefix, source)) {
                return Outcome.WAITS_FOR_ROOM;
            }
            slot = source;
        }
        occupy(slot, task, prefix);
        return Outcome.ASSIGNED;
    }

    /**
     * The slot that holds the prefix, unless that would cost somebody's conversation: every prompt begins with the few
     * tokens of its template.
     */
    private Slot slotFor(Prefix prefix) {
        Slot source = prefix.slot();
        Optional<Slot> other = sequences.idle().filter(slot -> slot != source).findFirst();
        if (source == null || !source.isIdle()) {
            return other.orElseThrow();
        }
        int lost = source.held().size() - prefix.length();
        boolean little =
                lost < Sequences.WORTH_KEEPING && 4 * lost <= source.held().size();
        return little ? source : other.orElse(source);
    }

    /** Evicts idle slots until the task fits beside those that run; evicts none if that does not do. */
    private boolean makeRoom(Task task, Prefix prefix, Slot slot) {
        if (!sequences.shareCells()) {
            return true;
        }
        int wanted = wanted(task, prefix) + promised();
        if (freeWith(prefix, slot, true) < wanted) {
            return false;
        }
        while (freeWith(prefix, slot, false) < wanted && evictOneBut(prefix, slot)) {}
        return true;
    }

    /** A stored sequence comes back whole before it is cut. */
    private static int wanted(Task task, Prefix prefix) {
        int all = task.tokens().size();
        PromptCache.Entry entry = prefix.entry();
        return prefix.slot() != null
                ? all - prefix.length()
                : entry != null ? Math.max(all, entry.tokens().size()) : all;
    }

    /** Cells that running tasks will need soon. */
    private int promised() {
        return sequences.busy().stream()
                .mapToInt(slot -> slot.remaining() + HEADROOM)
                .sum();
    }

    /** Free cells once the slot is ready for the task, and, if that is wanted, all idle slots are emptied. */
    private int freeWith(Prefix prefix, Slot slot, boolean othersEmpty) {
        int[] lengths = new int[sequences.slots().size()];
        for (Slot other : sequences.slots()) {
            boolean stays = !other.isIdle() || other == prefix.slot() || !othersEmpty;
            lengths[other.sequence()] = stays ? Integer.MAX_VALUE : 0;
        }
        lengths[slot.sequence()] = slot == prefix.slot() ? prefix.length() : 0;
        return sequences.cells().freeWith(lengths);
    }

    private boolean evictOneBut(Prefix prefix, Slot slot) {
        Optional<Slot> victim = sequences
                .idle()
                .filter(other -> other.held().size() > 0 && other != slot && other != prefix.slot())
                .findFirst();
        victim.ifPresent(sequences::evict);
        return victim.isPresent();
    }

    private void occupy(Slot slot, Task task, Prefix prefix) {
        log.assigned(task, prefix);
        int cached;
        if (slot == prefix.slot()) {
            if (slot.held().size() - prefix.length() >= Sequences.WORTH_KEEPING) {
                sequences.store(slot);
            }
            cached = sequences.keep(slot, prefix.length());
        } else {
            sequences.evict(slot);
            cached = bring(prefix, slot);
        }
        sequences.assign(slot, task);
        task.assigned(cached);
    }

    private int bring(Prefix prefix, Slot slot) {
        if (prefix.slot() != null) {
            boolean pays = sequences.shareCells() || prefix.length() >= Sequences.WORTH_COPYING;
            return pays ? sequences.copy(prefix.slot(), slot, prefix.length()) : 0;
        }
        return prefix.entry() == null ? 0 : sequences.restore(prefix.entry(), slot, prefix.length());
    }
}
