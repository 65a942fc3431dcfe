package io.mullama.engine.local;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sequences of one KV cache: keeps what each slot knows of its tokens, the count of the cells, the cache itself
 * and the prompt cache in step. The decode thread's own.
 */
final class Sequences implements AutoCloseable {
    /** So many tokens are worth a place in the host's memory. */
    static final int WORTH_KEEPING = 32;

    /** Fewer tokens are computed sooner than copied from cells to cells. */
    static final int WORTH_COPYING = 8;

    private final KvCache cache;
    private final Cells cells;
    private final PromptCache prompts;
    private final List<Slot> slots;
    private final List<Slot> busy = new ArrayList<>();
    private long assignments;

    Sequences(KvCache cache, Cells cells, PromptCache prompts, int count) {
        this.cache = cache;
        this.cells = cells;
        this.prompts = prompts;
        this.slots = IntStream.range(0, count).mapToObj(Slot::new).toList();
    }

    List<Slot> slots() {
        return slots;
    }

    Cells cells() {
        return cells;
    }

    PromptCache prompts() {
        return prompts;
    }

    /** Whether all sequences draw on one stock of cells, so that they can run out. */
    boolean shareCells() {
        return cache.sharesCells();
    }

    /** The most tokens that one sequence can hold. */
    int longest() {
        return cache.sharesCells() ? cells.capacity() : cells.capacity() / slots.size();
    }

    boolean dropParts() {
        return cache.dropsParts();
    }

    /** Slots with a task, the oldest task first. */
    List<Slot> busy() {
        return Collections.unmodifiableList(busy);
    }

    boolean hasIdle() {
        return busy.size() < slots.size();
    }

    /** Slots without a task: the empty ones, then the one unused for longest first. */
    Stream<Slot> idle() {
        return slots.stream()
                .filter(Slot::isIdle)
                .sorted(Comparator.<Slot, Boolean>comparing(slot -> slot.held().size() > 0)
                        .thenComparingLong(Slot::lastUsed));
    }

    /** Gives an idle slot a task. */
    void assign(Slot slot, Task task) {
        slot.assign(task, ++assignments);
        int place = busy.size();
        while (place > 0 && busy.get(place - 1).task().number() > task.number()) {
            place--;
        }
        busy.add(place, slot);
    }

    /** Takes a slot's task away; what is held stays for whoever can use it. */
    Task release(Slot slot) {
        busy.remove(slot);
        return slot.release();
    }

    /** The next tokens of the slot's task are in the cache now. */
    void computed(Slot slot, int count) {
        cells.append(slot.sequence(), count);
        slot.held().addAll(slot.task().tokens(), slot.held().size(), count);
    }

    /** Cuts a sequence to its first tokens, or to none where the cache cannot; says how many are left. */
    int keep(Slot slot, int length) {
        int kept = cache.truncate(slot.sequence(), length) ? length : 0;
        if (kept < length) {
            cache.truncate(slot.sequence(), 0);
        }
        cells.truncate(slot.sequence(), kept);
        slot.held().truncate(kept);
        return kept;
    }

    /** Empties a slot, and keeps a copy of what it held in the host's memory if it may be asked for again. */
    void evict(Slot slot) {
        store(slot);
        keep(slot, 0);
    }

    /** Empties the idle slot unused for longest; false if none holds anything. */
    boolean evictOne() {
        Optional<Slot> oldest = idle().filter(slot -> slot.held().size() > 0).findFirst();
        oldest.ifPresent(this::evict);
        return oldest.isPresent();
    }

    void store(Slot slot) {
        TokenList held = slot.held();
        if (held.size() < WORTH_KEEPING || isElsewhere(slot) || prompts.covers(held)) {
            return;
        }
        if (cache.sizeOf(slot.sequence()) <= prompts.capacityBytes()) {
            TokenList copy = new TokenList();
            copy.addAll(held, 0, held.size());
            cache.save(slot.sequence()).ifPresent(snapshot -> prompts.put(copy, snapshot));
        }
    }

    /** Gives an empty slot the first tokens of another one; says how many it has then. */
    int copy(Slot from, Slot to, int length) {
        if (!cache.copy(from.sequence(), to.sequence(), length)) {
            return keep(to, 0);
        }
        if (cache.sharesCells()) {
            cells.share(from.sequence(), to.sequence(), length);
        } else {
            cells.append(to.sequence(), length);
        }
        to.held().addAll(from.held(), 0, length);
        return length;
    }

    /** Gives an empty slot the first tokens of a stored sequence, if it is still stored; says how many it has then. */
    int restore(PromptCache.Entry entry, Slot to, int length) {
        if (!prompts.entries().contains(entry)) {
            return 0;
        }
        int all = entry.tokens().size();
        if (!cache.restore(to.sequence(), entry.snapshot())) {
            prompts.remove(entry);
            return keep(to, 0);
        }
        cells.append(to.sequence(), all);
        to.held().addAll(entry.tokens(), 0, all);
        if (length == all) {
            // The sequence lives on in the slot, and is stored again when that is needed.
            prompts.remove(entry);
        } else {
            prompts.touch(entry);
        }
        return keep(to, length);
    }

    private boolean isElsewhere(Slot slot) {
        TokenList held = slot.held();
        return slots.stream().anyMatch(other -> other != slot && other.held().commonPrefix(held) == held.size());
    }

    @Override
    public void close() {
        prompts.close();
    }
}
