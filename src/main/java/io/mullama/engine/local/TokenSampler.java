package io.mullama.engine.local;

import io.mullama.engine.SamplingOptions;
import io.mullama.engine.TokenProbability;
import io.mullama.grammar.GrammarException;
import io.mullama.grammar.GrammarMatcher;
import io.mullama.llama.Candidates;
import io.mullama.llama.Context;
import io.mullama.llama.SamplerChain;
import io.mullama.model.MullamaException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the tokens of one answer: llama.cpp's samplers, held to the grammar, and what is told of each token. The
 * decode thread's own.
 *
 * <p>The grammar is asked about the token that was chosen, and only if it refuses about all of them: mostly the model
 * knows by itself what is wanted.
 */
final class TokenSampler implements AutoCloseable {
    /** Instead of a token: the answer can only end. */
    static final int NONE = -1;

    private final SamplingPlan plan;
    private final SamplerChain chain;
    private final boolean likeliest;
    private final @Nullable GrammarMatcher grammar;
    private final BitSet allowed = new BitSet();
    private final @Nullable ProbabilityReport report;
    private @Nullable TokenProbability probability;

    TokenSampler(SamplingPlan plan) {
        this.plan = plan;
        SamplingPlan.GrammarPlan asked = plan.grammar();
        this.grammar = asked == null ? null : new GrammarMatcher(asked.grammar(), asked.tokens());
        SamplingOptions.Reporting reporting = plan.options().reporting();
        this.report = reporting.isWanted() ? new ProbabilityReport(plan::text, reporting.top()) : null;
        this.chain = SamplerChains.chain(plan);
        this.likeliest = SamplerChains.isLikeliest(plan);
    }

    /** Tells those that look back of the prompt. */
    void acceptPrompt(int[] tokens) {
        SamplingOptions.Repetition repetition = plan.options().repetition();
        int penalized = repetition.penalizes() ? plan.lookBack(repetition.lastTokens()) : 0;
        int searched =
                repetition.dry().penalizes() ? plan.lookBack(repetition.dry().lastTokens()) : 0;
        for (int i = Math.max(0, tokens.length - Math.max(penalized, searched)); i < tokens.length; i++) {
            chain.accept(tokens[i]);
        }
    }

    /**
     * Chooses the token after the batch's token at that index.
     *
     * @return the token, which may be one that ends the answer; {@link #NONE} if nothing else may come
     * @throws MullamaException if the grammar leads nowhere
     */
    int sample(Context context, int batchIndex) {
        int token = draw(context, batchIndex);
        if (token != NONE && plan.banned().get(token)) {
            // Only if every other token is banned too.
            token = NONE;
        }
        if (report != null) {
            probability = token == NONE ? null : report(report, token, context, batchIndex);
        }
        return token;
    }

    private int draw(Context context, int batchIndex) {
        boolean afterSampling = plan.options().reporting().afterSampling();
        if (grammar != null || (report != null && afterSampling)) {
            return choose(context, batchIndex);
        }
        int token = likeliest ? context.likeliest(batchIndex) : NONE;
        return token == NONE || plan.banned().get(token) ? chain.sample(context, batchIndex) : token;
    }

    /** How likely the latest token was; null where nobody asked. */
    @Nullable
    TokenProbability probability() {
        return probability;
    }

    private TokenProbability report(ProbabilityReport wanted, int token, Context context, int batchIndex) {
        if (!plan.options().reporting().afterSampling()) {
            return wanted.before(token, context.logits(batchIndex));
        }
        return SamplerChains.isGreedy(plan.options())
                ? wanted.certain(token)
                : wanted.after(token, context.candidates());
    }

    private int choose(Context context, int batchIndex) {
        float[] logits = context.logits(batchIndex);
        Candidates candidates = context.candidates();
        candidates.fill(logits);
        int token = chain.choose(candidates);
        if (grammar != null) {
            token = held(grammar, token, logits, candidates);
        }
        if (token != NONE) {
            chain.accept(token);
        }
        return token;
    }

    /** The token, or another that the grammar allows; the grammar has gone on to after it. */
    private int held(GrammarMatcher rules, int token, float[] logits, Candidates candidates) {
        try {
            int chosen = token;
            if (plan.banned().get(token) || !rules.allows(token)) {
                rules.allowed(allowed);
                allowed.andNot(plan.banned());
                if (allowed.isEmpty()) {
                    requireComplete(rules);
                    return NONE;
                }
                candidates.fill(logits, allowed);
                chosen = chain.choose(candidates);
            }
            rules.accept(chosen);
            return chosen;
        } catch (GrammarException e) {
            throw SamplingPlanner.unusable(e);
        }
    }

    private static void requireComplete(GrammarMatcher rules) {
        if (!rules.isComplete()) {
            throw MullamaException.invalidField(
                    "grammar", "'grammar' wants a text for which the model has no token, or only ones that are banned");
        }
    }

    @Override
    public void close() {
        chain.close();
    }
}
