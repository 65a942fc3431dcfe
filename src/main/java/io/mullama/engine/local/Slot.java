package io.mullama.engine.local;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of the KV cache: the tokens it holds, and the task that uses it, if any. The decode thread's own.
 *
 * <p>Invariant: while a task is there, what is held is the beginning of the task's tokens. So a prompt waiting for
 * prefill, a generation waiting for its next token and a batch cut short look alike.
 */
final class Slot {
    private final int sequence;
    private final TokenList held = new TokenList();
    private @Nullable Task task;
    private long lastUsed;
    private int answerFrom;

    Slot(int sequence) {
        this.sequence = sequence;
    }

    int sequence() {
        return sequence;
    }

    /** The tokens in the KV cache. */
    TokenList held() {
        return held;
    }

    boolean isIdle() {
        return task == null;
    }

    Task task() {
        return Objects.requireNonNull(task, "the slot is idle");
    }

    /** Tokens of its task that are still to be computed. */
    int remaining() {
        return task == null ? 0 : task.tokens().size() - held.size();
    }

    /** Whether a step takes it one token further, rather than through a prompt. */
    boolean generates() {
        return remaining() == 1;
    }

    boolean isInPrefill() {
        return remaining() > 1;
    }

    /** When it was given its latest task, in assignments of all slots; 0 for never. */
    long lastUsed() {
        return lastUsed;
    }

    /** Where in the held tokens the latest task's answer begins. */
    int answerFrom() {
        return answerFrom;
    }

    void assign(Task next, long assignment) {
        task = next;
        lastUsed = assignment;
        answerFrom = next.promptLength();
    }

    /** Lets go of the task. */
    Task release() {
        Task released = task();
        task = null;
        return released;
    }
}
