package io.mullama.server.metrics;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what models answer, and how fast. Thread-safe; recording takes no lock. */
public final class AnswerMetrics {
    /** Models with samples of their own: more than a person has, and no more than Prometheus bears. */
    static final int MOST_MODELS = 100;

    private final LongAdder generated = new LongAdder();
    private final LongAdder prompted = new LongAdder();
    private final Labelled<ModelTally> models = new Labelled<>(MOST_MODELS, ModelTally::new);

    AnswerMetrics() {}

    /** Adds an answer. */
    public void answered(Answered answer) {
        generated.add(answer.tokens().completion());
        prompted.add(answer.tokens().prompt());
        models.of(answer.model()).add(answer);
    }

    /** Adds input that was read without an answer of tokens: for embeddings and for reranking. */
    public void read(String model, long tokens) {
        prompted.add(tokens);
        models.of(model).read(tokens);
    }

    /** Adds tokens that nobody asked for as an answer. */
    public void generated(long tokens) {
        generated.add(tokens);
    }

    /** All tokens that were generated. */
    public long generated() {
        return generated.sum();
    }

    /** All tokens of prompts, those that were in a cache included. */
    long prompted() {
        return prompted.sum();
    }

    /** What is known of each model that answered. */
    Map<String, ModelTally> models() {
        return models.all();
    }

    void writeModels(Exposition text) {
        Map<String, ModelTally> all = models.all();
        for (ModelTally.Family family : ModelTally.Family.values()) {
            text.family(family.metric(), family.type(), family.help());
            all.forEach((model, tally) -> tally.write(family, text, Labels.of("model", model)));
        }
    }
}
