package io.mullama.engine.local;

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
            boolean better = length > best.length() || (length == best.length() && slot.isIdle());
            best = better ? Prefix.in(slot, length) : best;
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

    private int usable(Task task, TokenList held) {
        int common = common(task, held);
        return sequences.dropParts() || common == held.size() ? common : 0;
    }

    /** The last token is always computed: its logits choose the next one. */
    private static int common(Task task, TokenList tokens) {
        return Math.min(task.tokens().commonPrefix(tokens), task.tokens().size() - 1);
    }
}
