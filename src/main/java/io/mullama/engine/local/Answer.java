package io.mullama.engine.local;

import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.llama.Context;
import io.mullama.llama.Vocab;
import io.mullama.model.MullamaException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses a generation's tokens and tells them as text. The decode thread's own. */
final class Answer implements AutoCloseable {
    private final Task task;
    private final Vocab vocab;
    private final int contextSize;
    private final TokenSampler sampler;
    private final AnswerText text;
    private @Nullable MullamaException failure;

    Answer(Task task, SamplingPlan sampling) {
        this.task = task;
        this.vocab = sampling.vocab();
        this.contextSize = sampling.contextSize();
        GenerationRequest request = task.generation().request();
        this.sampler = sampling.sampler();
        this.text = new AnswerText(request.stop(), sampler.stages().heedsStops());
        sampler.acceptPrompt(request.prompt());
    }

    /** Whether there is nothing to choose: the prompt was to be computed, and no more. */
    Optional<FinishReason> begin() {
        return isFull() ? Optional.of(FinishReason.LENGTH) : Optional.empty();
    }

    /** Chooses the token after the batch's token at that index; empty if the answer goes on. */
    Optional<FinishReason> next(Context context, int batchIndex) {
        int token = sample(context, batchIndex);
        if (token == TokenSampler.NONE) {
            return Optional.of(FinishReason.STOP);
        }
        StageTracker stages = sampler.stages();
        if (vocab.endsGeneration(token)) {
            emit(text.appendEnd(stages.text(token), stages.cuts()));
            return Optional.of(FinishReason.STOP);
        }
        task.tokens().add(token);
        emit(text.append(stages.text(token), stages.cuts(), sampler.probability()));
        if (text.stopped()) {
            return Optional.of(FinishReason.STOP);
        }
        return isFull() ? Optional.of(FinishReason.LENGTH) : Optional.empty();
    }

    private int sample(Context context, int batchIndex) {
        try {
            return sampler.sample(context, batchIndex);
        } catch (MullamaException e) {
            // A grammar that leads nowhere is the affair of whoever sent it.
            failure = e;
            return TokenSampler.NONE;
        }
    }

    /** Tells the end; what was held back comes first. */
    void finish(FinishReason reason) {
        if (reason != FinishReason.CANCELLED) {
            emit(text.finish());
        }
        task.generation()
                .emit(
                        failure == null
                                ? new GenerationEvent.Finished(reason, task.usage(), text.stop())
                                : new GenerationEvent.Failed(failure));
    }

    private boolean isFull() {
        int most = task.generation().request().maxTokens();
        return (most >= 0 && task.tokens().size() - task.promptLength() >= most)
                || task.tokens().size() >= contextSize;
    }

    private void emit(GenerationEvent.@Nullable Piece piece) {
        if (piece != null) {
            task.generation().emit(piece);
        }
    }

    @Override
    public void close() {
        sampler.close();
    }
}
