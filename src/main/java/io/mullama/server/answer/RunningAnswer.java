package io.mullama.server.answer;

import io.mullama.api.Statistics;
import io.mullama.api.Warnings;
import io.mullama.engine.Engine;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Lease;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a request, the lease that keeps their model loaded, and what statistics are made of. For one request's
 * thread.
 *
 * @param model as the request called it
 * @param prompts each has as many generations, one after the other
 */
public record RunningAnswer(
        String model, Lease lease, List<ReadyPrompt> prompts, Generations generations, Arrival arrival)
        implements AutoCloseable {

    /**
     * When a request came.
     *
     * @param nanos by {@code System.nanoTime()}
     * @param load how long the model took to be there
     */
    record Arrival(long nanos, Duration load) {}

    /** The choices before anything of them has been read; {@code whole}: they are told at once when they have ended. */
    List<Reply> replies(boolean whole) {
        int choices = generations.size() / prompts.size();
        return IntStream.range(0, generations.size())
                .mapToObj(index -> new Reply(prompts.get(index / choices).syntax(), whole))
                .toList();
    }

    /**
     * Looks once more whether whole answers are what was asked for. Those that a stop text may have cut are not.
     *
     * @throws MullamaException if one is not, which is never the request's fault
     */
    void requireSound(List<Reply> replies) {
        int choices = replies.size() / prompts.size();
        for (int i = 0; i < replies.size(); i++) {
            Reply reply = replies.get(i);
            boolean ended = reply.end().finished().reason() == FinishReason.STOP && !generations.mayBeCut(i);
            if (ended && !reply.end().called()) {
                prompts.get(i / choices)
                        .text()
                        .problem(reply.message().content())
                        .ifPresent(RunningAnswer::refuse);
            }
        }
    }

    private static void refuse(String problem) {
        throw new MullamaException(
                ErrorCode.INFERENCE_FAILED, "the answer is not what 'format' asks for: " + problem, "ask again");
    }

    /** The tokens of the first prompt. */
    public int promptTokens() {
        return prompts.get(0).tokens().length;
    }

    /** Of the first prompt's tokens, those that were in the KV cache; 0 until its turn has come. */
    public int cachedPromptTokens() {
        return generations.cachedPromptTokens(0);
    }

    /** The first prompt and its first answer, in tokens; to be asked when that has ended. */
    public List<Integer> conversation() {
        return IntStream.concat(Arrays.stream(prompts.get(0).tokens()), Arrays.stream(generations.answer(0)))
                .boxed()
                .toList();
    }

    /** What was not done as the request had it, of which those fields were not understood. */
    public List<String> warnings(List<String> ignoredFields) {
        List<String> warnings = new ArrayList<>(Warnings.unknown(ignoredFields));
        prompts.forEach(prompt -> warnings.addAll(prompt.notes()));
        return warnings;
    }

    /** What to say if there are fewer tokens than the request asks room for; null for no such wish. */
    public Optional<String> shortage(@Nullable Integer tokens) {
        return shortage(model, lease.engine(), tokens);
    }

    /** The same for a model that a request called so. */
    static Optional<String> shortage(String model, Engine engine, @Nullable Integer tokens) {
        int room = engine.contextSize();
        return tokens == null || tokens <= room
                ? Optional.empty()
                : Optional.of("'num_ctx' asks for " + tokens + " tokens, and the context of " + model + " has room for "
                        + room);
    }

    public Statistics statistics(GenerationEvent.Finished end) {
        Usage usage = end.usage();
        return new Statistics(
                name(end.reason()),
                Duration.ofNanos(generations.endNanos() - arrival.nanos).toMillis(),
                arrival.load.toMillis(),
                usage.promptDuration().toMillis(),
                usage.promptTokens(),
                usage.cachedPromptTokens(),
                usage.completionTokens());
    }

    /** What the answer took, to the nanosecond. */
    public Timing timing(GenerationEvent.Finished end) {
        return new Timing(
                Duration.ofNanos(generations.endNanos() - arrival.nanos),
                arrival.load,
                end.usage().promptDuration());
    }

    private static String name(FinishReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Stops what is still under way, and lets go of the model. */
    @Override
    public void close() {
        generations.cancel();
        release(lease);
    }

    /** Lets go of a model; of two threads that do so at once, both return when it is done. */
    static void release(Lease lease) {
        synchronized (lease) {
            lease.close();
        }
    }
}
