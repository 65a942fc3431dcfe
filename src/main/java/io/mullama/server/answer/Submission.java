package io.mullama.server.answer;

import io.mullama.api.GenerationOptions;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationRequest;
import io.mullama.gguf.GgufHeader;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Puts the generations of an order into an engine's queue, all of them or none. Immutable.
 *
 * @param options the order's, completed by its dialect's defaults
 */
record Submission(AnswerOrder order, GenerationOptions options, GgufHeader header) {
    /** Of a seed the low bits count. */
    private static final long SEED_BITS = 0xffff_ffffL;

    /**
     * Submits the choices of each prompt after each other, so that the later ones take their prompt over from the first.
     *
     * @param prompts the order's
     * @throws MullamaException if the engine refuses one of them
     */
    List<Generation> to(Engine engine, List<ReadyPrompt> prompts) {
        int wanted = prompts.size() * order.choices();
        List<Generation> submitted = new ArrayList<>(wanted);
        try {
            while (submitted.size() < wanted) {
                int prompt = submitted.size() / order.choices();
                int choice = submitted.size() % order.choices();
                submitted.add(engine.submit(request(prompts.get(prompt), choice)));
            }
            return submitted;
        } catch (MullamaException e) {
            throw prompts.size() > 1 ? about(submitted.size() / order.choices(), e) : e;
        } finally {
            if (submitted.size() < wanted) {
                submitted.forEach(Generation::cancel);
            }
        }
    }

    private GenerationRequest request(ReadyPrompt prompt, int choice) {
        return new GenerationRequest(
                prompt.tokens(),
                Objects.requireNonNullElse(options.maxTokens(), SamplingDefaults.MAX_TOKENS),
                SamplingDefaults.complete(seeded(choice), header),
                Objects.requireNonNullElse(options.stop(), List.of()),
                order.engineShortcuts(),
                prompt.plan());
    }

    /** The choices of a seeded request differ from each other, and repeat as a whole. */
    private GenerationOptions seeded(int choice) {
        Long seed = options.sampling().seed();
        return seed == null || seed < 0 || choice == 0 ? options : options.withSeed((seed + choice) & SEED_BITS);
    }

    /** Says which of several prompts an error is about. */
    private static MullamaException about(int prompt, MullamaException error) {
        String name = "prompt[" + prompt + "]";
        return switch (error.code()) {
            case INVALID_REQUEST -> MullamaException.invalidField(name, name + ": " + error.getMessage());
            case CONTEXT_LENGTH_EXCEEDED ->
                new MullamaException(
                        ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                        name + ": " + error.getMessage(),
                        error.hint().orElse("shorten it"));
            default -> error;
        };
    }
}
