package io.mullama.engine.local;

import org.jspecify.annotations.Nullable;

/** Looks for what was computed of a prompt before, and for what soon will be. The decode thread's own. */
final class PrefixSearch {
    private final Sequences sequences;

    PrefixSearch(Sequences sequences) {
        this.sequences = sequences;
    }

    /** The longest usable prefix: in an idle slot rather than in a busy one, in a slot rather than in the host's memory. */
    Prefix longest(Task task) {
        Prefix best = Prefix.NONE;
        for (Slot slot : sequences.slots()) {
            int length = usable(task, slot.held());
            if (length > best.length() || (length == best.length() && losesLess(slot, best.slot()))) {
                best = Prefix.in(slot, length);
            }
        }
        PromptCache.Entry entry = sequences.prompts().longest(task.tokens());
        int stored = entry == null ? 0 : usable(task, entry.tokens());
        boolean worthMoving = stored >= best.length() + Sequences.WORTH_KEEPING;
        if (entry == null || !worthMoving) {
            return best;
        }
        // What is evicted to make room for it must not push it out.
        sequences.prompts().touch(entry);
        return Prefix.in(entry, stored);
    }

    /**
     * Whether another task's prefill is about to compute much more of the prompt's beginning than there is now: it is
     * cheaper to wait for that than to do it twice.
     */
    boolean isUnderWay(Task task, int available) {
        return sequences.dropParts()
                && sequences.slots().stream()
                        .filter(Slot::isInPrefill)
                        .mapToInt(slot -> common(task, slot.task().tokens()))
                        .anyMatch(length -> length >= available + Sequences.WORTH_KEEPING);
    }

    /** Of two slots with the same prefix the better one is idle, and holds little else. */
    private static boolean losesLess(Slot slot, @Nullable Slot than) {
        return than != null
                && slot.isIdle()
                && (!than.isIdle() || slot.held().size() < than.held().size());
    }

    private int usable(Task task, TokenList held) {
        int common = common(task, held);
        return sequences.dropParts() || common == held.size() ? common : 0;
    }

    /** The last token is always computed: its logits choose the next one. */
    private static int common(Task task, TokenList tokens) {
        return Math.min(task.tokens().commonPrefix(tokens), task.tokens().size() - 1);
    }
}
