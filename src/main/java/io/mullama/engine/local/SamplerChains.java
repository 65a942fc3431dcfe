package io.mullama.engine.local;

import io.mullama.engine.SamplerType;
import io.mullama.engine.SamplingOptions;
import io.mullama.llama.SamplerChain;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the chain of samplers that a plan asks for. Stateless. */
final class SamplerChains {
    /** Below, dividing by the temperature leaves nothing to chance, and then leaves the range of a float. */
    private static final double LOWEST_TEMPERATURE = 1e-6;

    private SamplerChains() {}

    static boolean isGreedy(SamplingOptions options) {
        return options.temperature().value() < LOWEST_TEMPERATURE;
    }

    /** Whether the likeliest token comes, unless it is banned. */
    static boolean isLikeliest(SamplingPlan plan) {
        SamplingOptions.Repetition repetition = plan.options().repetition();
        return isGreedy(plan.options())
                && plan.biasedTokens().length == plan.banned().cardinality()
                && !repetition.penalizes()
                && !repetition.dry().penalizes();
    }

    static SamplerChain chain(SamplingPlan plan) {
        SamplerChain chain = new SamplerChain(plan.vocab());
        try {
            if (plan.biasedTokens().length > 0) {
                chain.addLogitBias(plan.biasedTokens(), plan.biases());
            }
            addChoice(chain, plan);
            return chain;
        } catch (RuntimeException | Error e) {
            chain.close();
            throw e;
        }
    }

    private static void addChoice(SamplerChain chain, SamplingPlan plan) {
        SamplingOptions options = plan.options();
        SamplingOptions.Feedback feedback = options.feedback();
        int seed = seed(options);
        if (isGreedy(options)) {
            // Nothing else changes which token is the likeliest, but for what is left to chance.
            options.order().stream().filter(SamplerChains::isPenalty).forEach(type -> add(chain, type, plan, seed));
            chain.addGreedy();
        } else if (feedback.mirostat() != 0) {
            chain.addTemperature(options.temperature().value(), 0, 1);
            addMirostat(chain, feedback, seed);
        } else {
            options.order().forEach(type -> add(chain, type, plan, seed));
            if (options.order().contains(SamplerType.ADAPTIVE_P)) {
                chain.addAdaptiveP(feedback.adaptiveTarget(), feedback.adaptiveDecay(), seed);
            } else {
                chain.addDistribution(seed);
            }
        }
    }

    private static void addMirostat(SamplerChain chain, SamplingOptions.Feedback feedback, int seed) {
        if (feedback.mirostat() == 1) {
            chain.addMirostat(feedback.tau(), feedback.eta(), seed);
        } else {
            chain.addMirostatV2(feedback.tau(), feedback.eta(), seed);
        }
    }

    private static boolean isPenalty(SamplerType type) {
        return type == SamplerType.PENALTIES || type == SamplerType.DRY;
    }

    /** What has no effect is not added. */
    private static void add(SamplerChain chain, SamplerType type, SamplingPlan plan, int seed) {
        SamplingOptions options = plan.options();
        SamplingOptions.Truncation truncation = options.truncation();
        int minKeep = truncation.minKeep();
        switch (type) {
            case PENALTIES -> addPenalties(chain, plan);
            case DRY -> addDry(chain, plan);
            case TOP_N_SIGMA -> chain.addTopNSigma(truncation.topNSigma());
            case TOP_K -> chain.addTopK(truncation.topK());
            case TYPICAL_P -> chain.addTypical(truncation.typicalP(), minKeep);
            case TOP_P -> chain.addTopP(truncation.topP(), minKeep);
            case MIN_P -> chain.addMinP(truncation.minP(), minKeep);
            case XTC ->
                chain.addXtc(truncation.xtc().probability(), truncation.xtc().threshold(), minKeep, seed);
            case TEMPERATURE -> {
                SamplingOptions.Temperature temperature = options.temperature();
                chain.addTemperature(temperature.value(), temperature.range(), temperature.exponent());
            }
            case ADAPTIVE_P -> {
                // It chooses, so it comes last wherever it is named.
            }
        }
    }

    private static void addPenalties(SamplerChain chain, SamplingPlan plan) {
        SamplingOptions.Repetition repetition = plan.options().repetition();
        if (repetition.penalizes()) {
            chain.addPenalties(
                    plan.lookBack(repetition.lastTokens()),
                    repetition.repeat(),
                    repetition.frequency(),
                    repetition.presence());
        }
    }

    private static void addDry(SamplerChain chain, SamplingPlan plan) {
        SamplingOptions.Dry dry = plan.options().repetition().dry();
        if (dry.penalizes()) {
            chain.addDry(
                    dry.multiplier(), dry.base(), dry.allowedLength(), plan.lookBack(dry.lastTokens()), dry.breakers());
        }
    }

    private static int seed(SamplingOptions options) {
        int asked =
                (int) options.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
        // llama.cpp takes 0xFFFFFFFF for "any", which would not be repeatable.
        return asked == -1 ? 0 : asked;
    }
}
