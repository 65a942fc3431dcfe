package io.mullama.engine.local;

import io.mullama.engine.Generation;
import io.mullama.engine.Usage;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A generation on its way through the queue and the slots: its prompt, what was generated, and its place. The decode
 * thread's own.
 */
final class Task {
    private static final int[] NO_TOKENS = {};

    private final Generation generation;
    private final Function<Task, Answer> answers;
    private final long number;
    private final TokenList tokens = new TokenList();
    private final int promptLength;

    /** Of the prompt's tokens those that were in the cache; negative while it was given no slot yet. */
    private int cachedPrompt = -1;

    private Duration promptDuration = Duration.ZERO;
    private int passedBy;
    private final @Nullable NgramDraft draft;
    private @Nullable Answer answer;

    /**
     * A generation that has come.
     *
     * @param answers makes its answer once the prompt is computed
     * @param number its place in the queue, which it keeps when it has to go back there
     */
    Task(Generation generation, Function<Task, Answer> answers, long number) {
        this.generation = generation;
        this.answers = answers;
        this.number = number;
        tokens.addAll(generation.request().prompt());
        this.promptLength = tokens.size();
        this.draft = generation.request().shortcuts().speculate() ? new NgramDraft() : null;
    }

    Generation generation() {
        return generation;
    }

    long number() {
        return number;
    }

    /** The prompt, then what was generated; every one of them has to be in the KV cache before the next comes. */
    TokenList tokens() {
        return tokens;
    }

    int lastToken() {
        return tokens.get(tokens.size() - 1);
    }

    int promptLength() {
        return promptLength;
    }

    boolean isCancelled() {
        return generation.isCancelled();
    }

    boolean mayUseCache() {
        return generation.request().shortcuts().cachePrompt();
    }

    /** A guess at the next tokens, at most that many; empty if none are to be guessed, or can be. */
    int[] guess(int most) {
        return draft == null ? NO_TOKENS : draft.after(tokens, Math.min(most, NgramDraft.MOST));
    }

    /** The guess was checked: that many of its tokens came true. */
    void guessed(int proposed, int accepted) {
        if (draft != null && proposed > 0) {
            draft.cameTrue(proposed, accepted);
        }
    }

    /**
     * Notes how many tokens were in the cache when a slot was found. The first time counts: after a preemption a task
     * finds its own.
     */
    void assigned(int cached) {
        if (cachedPrompt < 0) {
            cachedPrompt = cached;
            generation.promptFound(cached);
        }
        generation.begin();
    }

    /** Notes that the prompt is computed. */
    void promptComputed() {
        promptDuration = generation.age();
    }

    /** What it took so far. */
    Usage usage() {
        int completionTokens = tokens.size() - promptLength;
        return new Usage(promptLength, Math.max(0, cachedPrompt), completionTokens, promptDuration);
    }

    /** How many younger tasks were let through while this one waited for room. */
    int passedBy() {
        return passedBy;
    }

    void letPass() {
        passedBy++;
    }

    /** What makes text of its tokens; null until the first one is to be sampled. */
    @Nullable
    Answer answer() {
        return answer;
    }

    Answer beginAnswer() {
        answer = answers.apply(this);
        return answer;
    }
}
