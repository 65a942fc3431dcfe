package io.mullama.server.rest;

import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of the generations that are measured together. For one request's thread. */
final class BenchStream {
    private final Generation generation;
    private final long delayNanos;
    private GenerationEvent.@Nullable Finished end;

    /** A generation that was submitted so long after the measurement began. */
    BenchStream(Generation generation, long delayNanos) {
        this.generation = generation;
        this.delayNanos = delayNanos;
    }

    /** Has that done once it has ended, well or not; on the decode thread. */
    void onEnd(Runnable action) {
        generation.listen(event -> {
            if (!(event instanceof GenerationEvent.Piece)) {
                action.run();
            }
        });
    }

    /**
     * Takes what it has told.
     *
     * @throws io.mullama.model.MullamaException if it failed
     */
    void take() throws InterruptedException {
        GenerationEvent event = generation.poll(Duration.ZERO);
        while (event != null) {
            if (event instanceof GenerationEvent.Failed failed) {
                throw failed.error();
            }
            if (event instanceof GenerationEvent.Finished finished) {
                end = finished;
            }
            event = generation.poll(Duration.ZERO);
        }
    }

    /** The tokens that were computed: of the prompt, or to choose those of the answer. */
    long tokens() {
        Usage usage = finished().usage();
        boolean chosenButNotTold = finished().reason() == FinishReason.STOP;
        return generates() ? usage.completionTokens() + (chosenButNotTold ? 1 : 0) : usage.promptTokens();
    }

    /** When the last of them was, from the beginning of the measurement, as the decode thread saw it. */
    long endNanos() {
        Duration own = generates() ? generation.duration() : finished().usage().promptDuration();
        return delayNanos + own.toNanos();
    }

    void cancel() {
        generation.cancel();
    }

    private boolean generates() {
        return generation.request().maxTokens() > 0;
    }

    private GenerationEvent.Finished finished() {
        return Objects.requireNonNull(end, "it has not ended");
    }
}
