package io.mullama.server.openai;

import io.mullama.api.openai.TokenUsage;
import io.mullama.engine.Usage;
import io.mullama.server.answer.Reply;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums what the answers to one request cost. A prompt counts once, however many answers it has: it was computed once,
 * and those of its tokens are cached that were so before any of them. For one request's thread.
 */
final class UsageTally {
    private final int[] prompts;
    private final int[] cached;
    private final int choicesPerPrompt;
    private int completion;
    private int reasoning;
    private int missing;

    /** For answers that are numbered prompt by prompt. */
    UsageTally(int prompts, int choicesPerPrompt) {
        this.prompts = new int[prompts];
        this.cached = new int[prompts];
        Arrays.fill(cached, Integer.MAX_VALUE);
        this.choicesPerPrompt = choicesPerPrompt;
        this.missing = prompts * choicesPerPrompt;
    }

    /** Adds what an answer cost, once for each. */
    void add(int index, Reply.End end) {
        Usage usage = end.finished().usage();
        int prompt = index / choicesPerPrompt;
        prompts[prompt] = usage.promptTokens();
        cached[prompt] = Math.min(cached[prompt], usage.cachedPromptTokens());
        completion += usage.completionTokens();
        reasoning += end.thoughtTokens();
        missing--;
    }

    boolean isComplete() {
        return missing == 0;
    }

    /** The sum, once it is complete. */
    TokenUsage total() {
        return new TokenUsage(IntStream.of(prompts).sum(), IntStream.of(cached).sum(), completion, reasoning);
    }
}
