package io.mullama.server.answer;

import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.Usage;
import io.mullama.model.ErrorCode;
import io.mullama.server.metrics.AnswerMetrics;
import io.mullama.server.metrics.Answered;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Tells the metrics what became of a request's generations. Immutable.
 *
 * @param model as it is stored
 * @param all prompt by prompt
 * @param choices answers to each prompt
 * @param preparation from the request's arrival to the submission of its generations
 */
record AnswerMeter(AnswerMetrics metrics, String model, List<Generation> all, int choices, Duration preparation) {

    /** A generation has ended. */
    void ended(Generations.Told told) {
        metrics.answered(
                told.event() instanceof GenerationEvent.Finished end
                        ? finished(told.index(), end)
                        : new Answered(model, outcome(told.event()), Answered.Tokens.NONE, Answered.Times.NONE));
    }

    /** A prompt counts once, however many answers it has: it was computed once. */
    private Answered finished(int index, GenerationEvent.Finished end) {
        Usage usage = end.usage();
        Answered.Tokens tokens =
                new Answered.Tokens(usage.promptTokens(), usage.cachedPromptTokens(), usage.completionTokens());
        Generation generation = all.get(index);
        Answered.Times times = new Answered.Times(
                generation.waiting(),
                preparation.plus(usage.promptDuration()),
                generation.duration().minus(usage.promptDuration()));
        return new Answered(model, outcome(end), index % choices == 0 ? tokens : tokens.withoutPrompt(), times);
    }

    private static String outcome(GenerationEvent end) {
        if (end instanceof GenerationEvent.Finished finished) {
            return finished.reason().name().toLowerCase(Locale.ROOT);
        }
        boolean cancelled =
                end instanceof GenerationEvent.Failed failed && failed.error().code() == ErrorCode.CANCELLED;
        return cancelled ? "cancelled" : "failed";
    }
}
