package io.mullama.engine;

import io.mullama.grammar.AnswerPlan;
import java.util.List;

/**
 * What to generate. Immutable: the array is not changed by anybody.
 *
 * @param prompt tokens, at least one
 * @param maxTokens the most to generate; negative until the model stops or the context is full
 * @param stop texts that end the answer, none of them empty
 * @param plan what the answer goes through
 */
@SuppressWarnings("ArrayRecordComponent") // a box for every token would cost more than equality is worth
public record GenerationRequest(
        int[] prompt,
        int maxTokens,
        SamplingOptions sampling,
        List<String> stop,
        Shortcuts shortcuts,
        AnswerPlan plan) {

    /** Of which any text may come. */
    public GenerationRequest(
            int[] prompt, int maxTokens, SamplingOptions sampling, List<String> stop, Shortcuts shortcuts) {
        this(prompt, maxTokens, sampling, stop, shortcuts, AnswerPlan.FREE);
    }

    public GenerationRequest(int[] prompt, int maxTokens, SamplingOptions sampling, List<String> stop) {
        this(prompt, maxTokens, sampling, stop, Shortcuts.DEFAULT);
    }
}
