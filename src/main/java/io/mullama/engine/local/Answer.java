package io.mullama.engine.local;

import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.llama.Context;
import io.mullama.llama.Sampler;
import io.mullama.llama.SamplingParameters;
import io.mullama.llama.Vocab;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses a generation's tokens and tells them as text. The decode thread's own. */
final class Answer implements AutoCloseable {
    private final Task task;
    private final Vocab vocab;
    private final int contextSize;
    private final Sampler sampler;
    private final Utf8Assembler characters = new Utf8Assembler();
    private final StopMatcher stops;

    Answer(Task task, Vocab vocab, int contextSize) {
        this.task = task;
        this.vocab = vocab;
        this.contextSize = contextSize;
        GenerationRequest request = task.generation().request();
        this.sampler = new Sampler(parameters(request.sampling()), vocab);
        sampler.acceptPrompt(request.prompt());
        this.stops = new StopMatcher(request.stop());
    }

    /** Whether there is nothing to choose: the prompt was to be computed, and no more. */
    Optional<FinishReason> begin() {
        return isFull() ? Optional.of(FinishReason.LENGTH) : Optional.empty();
    }

    /** Chooses the token after the batch's token at that index; empty if the answer goes on. */
    Optional<FinishReason> next(Context context, int batchIndex) {
        int token = sampler.sample(context, batchIndex);
        if (vocab.endsGeneration(token)) {
            return Optional.of(FinishReason.STOP);
        }
        task.tokens().add(token);
        emit(stops.append(characters.append(vocab.piece(token))));
        if (stops.stopped()) {
            return Optional.of(FinishReason.STOP);
        }
        return isFull() ? Optional.of(FinishReason.LENGTH) : Optional.empty();
    }

    /** Tells the end; what was held back comes first. */
    void finish(FinishReason reason) {
        if (!stops.stopped() && reason != FinishReason.CANCELLED) {
            emit(stops.append(characters.finish()) + stops.finish());
        }
        task.generation().emit(new GenerationEvent.Finished(reason, task.usage()));
    }

    private boolean isFull() {
        int most = task.generation().request().maxTokens();
        return (most >= 0 && task.tokens().size() - task.promptLength() >= most)
                || task.tokens().size() >= contextSize;
    }

    private void emit(String text) {
        if (!text.isEmpty()) {
            task.generation().emit(new GenerationEvent.Piece(text));
        }
    }

    @Override
    public void close() {
        sampler.close();
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
