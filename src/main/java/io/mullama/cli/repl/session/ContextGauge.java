package io.mullama.cli.repl.session;

import io.mullama.api.ChatSetup;
import io.mullama.api.Statistics;
import io.mullama.client.DaemonClient;
import io.mullama.model.MullamaException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How much of the model's context a conversation fills. Used by one thread. */
public final class ContextGauge {
    private final Supplier<DaemonClient> daemon;
    private int used;
    private int size;
    private @Nullable ChatSetup measured;

    ContextGauge(Supplier<DaemonClient> daemon) {
        this.daemon = daemon;
    }

    /** An answer has come, which holds the whole conversation. */
    void after(Statistics statistics, ChatSetup setup) {
        used = statistics.promptTokens() + statistics.completionTokens();
        if (measured == null || !sameContext(measured, setup)) {
            size = measure(setup.model());
            measured = setup;
        }
    }

    /** The conversation has lost turns, or its model: nobody knows before the next answer. */
    void reset() {
        used = 0;
        measured = null;
    }

    /** Tokens that the last answer and all before it take; 0 where there is none. */
    public int used() {
        return used;
    }

    /** Tokens that there is room for; 0 where that is not known. */
    public int size() {
        return size;
    }

    /** The two in short: {@code 312/4096}. */
    public Optional<String> text() {
        return used == 0 ? Optional.empty() : Optional.of(size == 0 ? used + " tokens" : used + "/" + size);
    }

    private int measure(String model) {
        try {
            return daemon.get().model(model).entry().contextSize();
        } catch (MullamaException e) {
            // The answer has come; its figures are no reason to show an error.
            return 0;
        }
    }

    private static boolean sameContext(ChatSetup one, ChatSetup other) {
        return one.model().equals(other.model())
                && String.valueOf(one.contextSize()).equals(String.valueOf(other.contextSize()));
    }
}
