package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a test came to: a line of {@code POST /api/bench}. Immutable. */
public record BenchResult(BenchTest test, List<Sample> samples) implements BenchLine {

    /**
     * One repetition.
     *
     * @param tokens of all streams together
     */
    public record Sample(long tokens, long durationNanos) {
        double tokensPerSecond() {
            return durationNanos <= 0 ? 0 : tokens * 1e9 / durationNanos;
        }
    }

    public BenchResult {
        samples = List.copyOf(samples);
    }

    /** The mean of the repetitions, all streams together. */
    public double tokensPerSecond() {
        return samples.stream().mapToDouble(Sample::tokensPerSecond).average().orElse(0);
    }

    /** The standard deviation of the repetitions, as of a sample of all that could be; 0 for a single one. */
    public double deviation() {
        double mean = tokensPerSecond();
        double squares = samples.stream()
                .mapToDouble(sample -> Math.pow(sample.tokensPerSecond() - mean, 2))
                .sum();
        return samples.size() < 2 ? 0 : Math.sqrt(squares / (samples.size() - 1));
    }

    @Override
    public boolean done() {
        return false;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("test", test.name())
                .put("prompt_tokens", test.promptTokens())
                .put("generated_tokens", test.generatedTokens())
                .put("streams", test.streams())
                .put("tokens_per_second", tokensPerSecond())
                .put("tokens_per_second_stddev", deviation());
        ArrayNode list = json.putArray("samples");
        samples.forEach(
                sample -> list.addObject().put("tokens", sample.tokens).put("duration_ns", sample.durationNanos));
        return json.put("done", false);
    }

    static BenchResult fromJson(Fields fields) {
        BenchTest test = new BenchTest(
                orZero(fields.integer("prompt_tokens")),
                orZero(fields.integer("generated_tokens")),
                orZero(fields.integer("streams")));
        List<Sample> samples = fields.objects(
                "samples", sample -> new Sample(required(sample, "tokens"), required(sample, "duration_ns")));
        if (samples == null) {
            throw fields.missing("samples");
        }
        return new BenchResult(test, samples);
    }

    private static long required(Fields fields, String name) {
        Long value = fields.longInteger(name);
        if (value == null) {
            throw fields.missing(name);
        }
        return value;
    }

    private static int orZero(@Nullable Integer value) {
        return Objects.requireNonNullElse(value, 0);
    }
}
