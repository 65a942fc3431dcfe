package io.mullama.engine.local;

import io.mullama.engine.SamplingOptions;
import io.mullama.engine.TokenProbability;
import io.mullama.grammar.GrammarException;
import io.mullama.llama.Candidates;
import io.mullama.llama.Context;
import io.mullama.llama.SamplerChain;
import io.mullama.model.MullamaException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the tokens of one answer: llama.cpp's samplers, held to the rules of its stages, and what is told of each
 * token. The decode thread's own.
 *
 * <p>The rules are asked about the token that was chosen, and only if they refuse about all of them: mostly the model
 * knows by itself what is wanted.
 */
final class TokenSampler implements AutoCloseable {
    /** Instead of a token: the answer can only end. */
    static final int NONE = StageTracker.NONE;

    private final SamplingPlan plan;
    private final SamplerChain chain;
    private final boolean likeliest;
    private final StageTracker stages;
    private final BitSet allowed = new BitSet();
    private final @Nullable ProbabilityReport report;
    private @Nullable TokenProbability probability;

    TokenSampler(SamplingPlan plan) {
        this.plan = plan;
        this.stages = plan.stages().tracker();
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

    /** Where the answer is among its stages. */
    StageTracker stages() {
        return stages;
    }

    /**
     * Chooses the token after the batch's token at that index.
     *
     * @return the token, which may be one that ends the answer; {@link #NONE} if nothing else may come
     * @throws MullamaException if the rules lead nowhere
     */
    int sample(Context context, int batchIndex) {
        probability = null;
        try {
            int token = write();
            boolean chosen = token == NONE;
            if (chosen) {
                token = draw(context, batchIndex);
            }
            if (token != NONE) {
                stages.accept(token);
                tell(token, chosen, context, batchIndex);
            }
            return token;
        } catch (GrammarException e) {
            throw stages.unusable(e);
        }
    }

    /** How likely the latest token was; null where nobody asked. */
    @Nullable
    TokenProbability probability() {
        return probability;
    }

    /** The token that is to come whatever the model says. */
    private int write() {
        int token = stages.write();
        if (token != NONE) {
            chain.accept(token);
        }
        return token;
    }

    private int draw(Context context, int batchIndex) {
        boolean afterSampling = plan.options().reporting().afterSampling();
        if ((report != null && afterSampling) || (stages.isHeld() && !likeliest)) {
            return choose(context, batchIndex);
        }
        int token = likeliest ? context.likeliest(batchIndex) : NONE;
        if (token == NONE || plan.banned().get(token)) {
            token = chain.sample(context, batchIndex);
        }
        if (fits(token)) {
            return token;
        }
        // The chain has taken note of a token that does not come: hardly ever, and it forgets.
        return stages.closesInsteadOf(token) ? write() : choose(context, batchIndex);
    }

    private int choose(Context context, int batchIndex) {
        float[] logits = context.logits(batchIndex);
        Candidates candidates = context.candidates();
        candidates.fill(logits);
        int token = chain.choose(candidates);
        if (!fits(token)) {
            if (stages.closesInsteadOf(token)) {
                return write();
            }
            token = another(logits, candidates);
        }
        if (token != NONE) {
            chain.accept(token);
        }
        return token;
    }

    private boolean fits(int token) {
        return !plan.banned().get(token) && stages.allows(token);
    }

    /** A token that the rules allow. */
    private int another(float[] logits, Candidates candidates) {
        stages.allowed(allowed);
        allowed.andNot(plan.banned());
        if (allowed.isEmpty()) {
            stages.requireEnd();
            return NONE;
        }
        candidates.fill(logits, allowed);
        return chain.choose(candidates);
    }

    private void tell(int token, boolean chosen, Context context, int batchIndex) {
        if (report == null) {
            return;
        }
        if (!plan.options().reporting().afterSampling()) {
            probability = report.before(token, context.logits(batchIndex));
        } else if (!chosen || SamplerChains.isGreedy(plan.options())) {
            probability = report.certain(token);
        } else {
            probability = report.after(token, context.candidates());
        }
    }

    @Override
    public void close() {
        chain.close();
    }
}
