package io.mullama.cli.answers;

import io.mullama.api.Statistics;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer cost, in words. Stateless. */
final class Figures {
    private Figures() {}

    static List<String> lines(Statistics statistics) {
        long answering =
                Math.max(0, statistics.totalDurationMs() - statistics.loadDurationMs() - statistics.promptDurationMs());
        int computed = statistics.promptTokens() - statistics.cachedPromptTokens();
        return List.of(
                "total:     " + milliseconds(statistics.totalDurationMs()),
                "load:      " + milliseconds(statistics.loadDurationMs()),
                "prompt:    " + tokens(statistics.promptTokens()) + ", " + statistics.cachedPromptTokens()
                        + " cached, in " + milliseconds(statistics.promptDurationMs())
                        + rate(computed, statistics.promptDurationMs()),
                "answer:    " + tokens(statistics.completionTokens()) + " in " + milliseconds(answering)
                        + rate(statistics.completionTokens(), answering),
                "overall:   " + statistics.tokensPerSecond() + " tokens/s",
                "ended:     " + statistics.doneReason());
    }

    /** Why the answer ends early, where the person has not asked for that. */
    static Optional<String> shortness(Statistics statistics, @Nullable Integer maxTokens) {
        boolean unasked = maxTokens == null || maxTokens < 0;
        return unasked && statistics.doneReason().equals("length")
                ? Optional.of(
                        "the answer ends here because the context is full; the setting context_size makes it longer")
                : Optional.empty();
    }

    private static String rate(int tokens, long milliseconds) {
        return milliseconds <= 0 ? "" : ", " + Math.round(tokens * 10_000.0 / milliseconds) / 10.0 + " tokens/s";
    }

    private static String tokens(int count) {
        return count + (count == 1 ? " token" : " tokens");
    }

    private static String milliseconds(long amount) {
        return amount + " ms";
    }
}
