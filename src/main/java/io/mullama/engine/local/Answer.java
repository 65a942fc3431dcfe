package io.mullama.engine.local;

import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.llama.Context;
import io.mullama.llama.Vocab;
import io.mullama.model.MullamaException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses a generation's tokens and tells them as text. The decode thread's own. */
final class Answer implements AutoCloseable {
    private final Task task;
    private final Vocab vocab;
    private final int contextSize;
    private final TokenSampler sampler;
    private final AnswerText text;

    /** Bytes of text that each token of the answer stands for. */
    private final TokenList lengths = new TokenList();

    private @Nullable MullamaException failure;

    /** The token that ended the answer, or would where a stop text did; negative for none. */
    private int end;

    Answer(Task task, SamplingPlan sampling) {
        this.task = task;
        this.vocab = sampling.vocab();
        this.contextSize = sampling.contextSize();
        GenerationRequest request = task.generation().request();
        this.sampler = sampling.sampler();
        this.text = new AnswerText(request.stop(), sampler.stages().heedsStops());
        this.end = vocab.endOfSequence();
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
            end = token;
            emit(text.appendEnd(stages.text(token), stages.cuts()));
            return Optional.of(FinishReason.STOP);
        }
        byte[] said = stages.text(token);
        task.tokens().add(token);
        lengths.add(said.length);
        emit(text.append(said, stages.cuts(), sampler.probability()));
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
        task.generation().answered(told(reason));
        if (reason != FinishReason.CANCELLED) {
            emit(text.finish());
        }
        task.generation()
                .emit(
                        failure == null
                                ? new GenerationEvent.Finished(reason, task.usage(), text.stop())
                                : new GenerationEvent.Failed(failure));
    }

    /** The answer's tokens as a conversation goes on with them: a stop text is none of the answer. */
    private int[] told(FinishReason reason) {
        int begin = task.promptLength();
        int[] tokens = task.tokens().slice(begin, task.tokens().size() - begin);
        String stop = text.stop();
        int count = stop == null ? tokens.length : before(stop, tokens);
        if (reason != FinishReason.STOP || end < 0) {
            return Arrays.copyOf(tokens, count);
        }
        int[] ended = Arrays.copyOf(tokens, count + 1);
        ended[count] = end;
        return ended;
    }

    /** How many tokens come before those in which the stop text is, at the end. */
    private int before(String stop, int[] tokens) {
        int bytes = stop.getBytes(StandardCharsets.UTF_8).length;
        int count = tokens.length;
        while (count > 0 && bytes > 0) {
            bytes -= lengths.get(--count);
        }
        return count;
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
