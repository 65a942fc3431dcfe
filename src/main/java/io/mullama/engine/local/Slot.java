package io.mullama.engine;

import io.mullama.llama.Batch;
import io.mullama.llama.Context;
import io.mullama.llama.Sampler;
import io.mullama.llama.SamplingParameters;
import io.mullama.llama.Vocab;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One sequence of the KV cache, and the generation that uses it. The decode thread's own.
 *
 * <p>Invariant: the first {@code decoded} of {@code tokens} are in the cache, the others are still to be computed. So
 * a prompt waiting for prefill, a generation waiting for its next token and a batch cut short look alike.
 */
final class Slot {
    private static final int NO_OUTPUT = -1;

    private final int sequence;
    private final Context context;
    private final Vocab vocab;
    private final TokenList tokens = new TokenList();
    private final int contextSize;
    private int decoded;
    private long lastAssigned;
    private int inBatch;
    private int output = NO_OUTPUT;
    private @Nullable Work work;

    /** A generation and what belongs to it alone. */
    private static final class Work {
        private final Generation generation;
        private final Sampler sampler;
        private final Utf8Assembler characters = new Utf8Assembler();
        private final StopMatcher stops;
        private final int cached;
        private int completionTokens;
        private Duration promptDuration = Duration.ZERO;

        Work(Generation generation, Sampler sampler, int cached) {
            this.generation = generation;
            this.sampler = sampler;
            this.stops = new StopMatcher(generation.request().stop());
            this.cached = cached;
        }

        Usage usage() {
            return new Usage(generation.request().prompt().length, cached, completionTokens, promptDuration);
        }
    }

    Slot(int sequence, Context context, int contextSize) {
        this.sequence = sequence;
        this.context = context;
        this.contextSize = contextSize;
        this.vocab = context.model().vocab();
    }

    boolean isIdle() {
        return work == null;
    }

    /** How well this slot, which is idle, suits a prompt. */
    SlotChoice.Candidate asCandidate(int[] prompt) {
        return new SlotChoice.Candidate(decoded, cachedPrefix(prompt), lastAssigned);
    }

    private int cachedPrefix(int[] prompt) {
        return Math.min(tokens.commonPrefix(prompt), decoded);
    }

    /** Takes a generation on, the loop's so manieth: keeps of the cache what its prompt begins with. */
    void assign(Generation generation, long assignment) {
        int[] prompt = generation.request().prompt();
        // The last token is always computed: its logits choose the first one of the answer.
        keep(Math.min(cachedPrefix(prompt), prompt.length - 1));
        tokens.set(prompt);
        lastAssigned = assignment;
        Sampler sampler = new Sampler(parameters(generation.request().sampling()), vocab);
        sampler.acceptPrompt(prompt);
        work = new Work(generation, sampler, decoded);
    }

    /** Tokens that are still to be computed. */
    int remaining() {
        return work == null ? 0 : tokens.size() - decoded;
    }

    /** Puts up to that many of them into the batch. */
    void addTo(Batch batch, int most) {
        inBatch = Math.min(remaining(), most);
        output = NO_OUTPUT;
        for (int i = decoded; i < decoded + inBatch; i++) {
            boolean last = i == tokens.size() - 1;
            int index = batch.add(tokens.get(i), i, sequence, last);
            output = last ? index : output;
        }
    }

    boolean isInBatch() {
        return inBatch > 0;
    }

    /** The batch was computed: takes the next token, if its logits are there. */
    void computed() {
        decoded += inBatch;
        inBatch = 0;
        if (output == NO_OUTPUT) {
            return;
        }
        if (isFull(current())) {
            // No token at all was asked for: the prompt is in the cache, and that is it.
            current().promptDuration = current().generation.age();
            finish(FinishReason.LENGTH);
        } else {
            accept(current().sampler.sample(context, output));
        }
    }

    /**
     * The batch was cut short: drops what of it may be in the cache. How far it came is not to be known: some kinds of
     * memory count tokens that were never computed.
     */
    void goBack() {
        keep(decoded);
        inBatch = 0;
    }

    /** Keeps the first tokens of the cache, or none where its kind of memory cannot drop a part. */
    private void keep(int count) {
        boolean kept = context.truncate(sequence, count);
        if (!kept) {
            context.truncate(sequence, 0);
        }
        decoded = kept ? count : 0;
    }

    /** Ends the generation because whoever asked is gone. */
    void releaseIfCancelled() {
        if (work != null && work.generation.isCancelled()) {
            finish(FinishReason.CANCELLED);
        }
    }

    boolean isCancelled() {
        return work != null && work.generation.isCancelled();
    }

    /** Ends the generation with an error; nothing in the cache is trusted any more. */
    void fail(MullamaException error) {
        Work failed = current();
        release();
        context.truncate(sequence, 0);
        tokens.truncate(0);
        decoded = 0;
        failed.generation.emit(new GenerationEvent.Failed(error));
    }

    private void accept(int token) {
        Work current = current();
        if (current.completionTokens == 0) {
            current.promptDuration = current.generation.age();
        }
        if (vocab.endsGeneration(token)) {
            finish(FinishReason.STOP);
            return;
        }
        current.completionTokens++;
        tokens.add(token);
        emit(current, current.stops.append(current.characters.append(vocab.piece(token))));
        if (current.stops.stopped()) {
            finish(FinishReason.STOP);
        } else if (isFull(current)) {
            finish(FinishReason.LENGTH);
        }
    }

    private boolean isFull(Work current) {
        int most = current.generation.request().maxTokens();
        return (most >= 0 && current.completionTokens >= most) || tokens.size() >= contextSize;
    }

    private void finish(FinishReason reason) {
        Work finished = current();
        if (!finished.stops.stopped() && reason != FinishReason.CANCELLED) {
            emit(finished, finished.stops.append(finished.characters.finish()) + finished.stops.finish());
        }
        release();
        finished.generation.emit(new GenerationEvent.Finished(reason, finished.usage()));
    }

    private void release() {
        current().sampler.close();
        work = null;
        inBatch = 0;
        tokens.truncate(decoded);
    }

    private static void emit(Work work, String text) {
        if (!text.isEmpty()) {
            work.generation.emit(new GenerationEvent.Piece(text));
        }
    }

    private Work current() {
        return Objects.requireNonNull(work, "the slot is idle");
    }

    private static SamplingParameters parameters(SamplingOptions options) {
        int asked =
                (int) options.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong());
        // llama.cpp takes 0xFFFFFFFF for "any", which would not be repeatable.
        int seed = asked == -1 ? 0 : asked;
        return new SamplingParameters(
                options.temperature(), options.topK(), options.topP(), options.minP(), options.repeatPenalty(), seed);
    }
}
