package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to generate: the fields that every dialect's requests share. A null leaves the choice to the model and the daemon.
 * Immutable.
 *
 * @param maxTokens the most tokens to generate; -1 until the model stops or the context is full
 * @param stop texts that end the answer, not part of it
 * @param keepAlive how long the model stays loaded afterwards: {@code 5m}, {@code 0}, {@code -1} for ever
 */
public record GenerationOptions(
        @Nullable Integer maxTokens,
        SamplingFields sampling,
        LogprobFields logprobs,
        @Nullable List<String> stop,
        @Nullable String keepAlive) {

    /** Everything left to the daemon. */
    public static final GenerationOptions DEFAULTS =
            new GenerationOptions(null, SamplingFields.NONE, LogprobFields.NONE, null, null);

    /** Some thirty years; what is longer is for ever. */
    private static final long MOST_SECONDS = 999_999_999;

    private static final Range MAX_TOKENS = new Range(-1, Integer.MAX_VALUE);

    public GenerationOptions withMaxTokens(@Nullable Integer value) {
        return new GenerationOptions(value, sampling, logprobs, stop, keepAlive);
    }

    public GenerationOptions withSampling(SamplingFields value) {
        return new GenerationOptions(maxTokens, value, logprobs, stop, keepAlive);
    }

    public GenerationOptions withTemperature(@Nullable Double value) {
        return withSampling(sampling.with(SamplingField.TEMPERATURE, value));
    }

    public GenerationOptions withSeed(@Nullable Long value) {
        return withSampling(sampling.withSeed(value));
    }

    /** These, and what they leave open as others have it. */
    public GenerationOptions orElse(GenerationOptions others) {
        return new GenerationOptions(
                maxTokens == null ? others.maxTokens : maxTokens,
                sampling.orElse(others.sampling),
                logprobs,
                stop == null ? others.stop : stop,
                keepAlive == null ? others.keepAlive : keepAlive);
    }

    void writeTo(ObjectNode json) {
        if (maxTokens != null) {
            json.put("max_tokens", maxTokens);
        }
        sampling.writeTo(json);
        logprobs.writeTo(json);
        if (stop != null) {
            ArrayNode list = json.putArray("stop");
            stop.forEach(list::add);
        }
        if (keepAlive != null) {
            json.put("keep_alive", keepAlive);
        }
    }

    /** The options among a request's fields, by the names that every dialect shares. */
    public static GenerationOptions fromJson(Fields fields) {
        return fromJson(fields, LogprobFields.fromJson(fields));
    }

    /** The same for a dialect that has words of its own for the probabilities. */
    public static GenerationOptions fromJson(Fields fields, LogprobFields logprobs) {
        Integer maxTokens = fields.integer("max_tokens");
        MAX_TOKENS.require(fields, "max_tokens", maxTokens);
        return new GenerationOptions(
                maxTokens, SamplingFields.fromJson(fields), logprobs, stops(fields), keepAlive(fields));
    }

    private static @Nullable List<String> stops(Fields fields) {
        List<String> stops = fields.strings("stop");
        if (stops != null && stops.contains("")) {
            throw fields.invalid("stop", "must not hold an empty string");
        }
        return stops;
    }

    /** A duration as text, or a number of seconds, with or without a fraction. */
    public static @Nullable String keepAlive(Fields fields) {
        JsonNode node = fields.node("keep_alive");
        if (node == null) {
            return null;
        }
        return node.isNumber() ? seconds(node.doubleValue()) : fields.string("keep_alive");
    }

    private static String seconds(double number) {
        if (number < 0 || number > MOST_SECONDS) {
            return "-1";
        }
        long millis = (long) Math.ceil(number * 1000);
        return millis / 1000 + (millis % 1000 == 0 ? "" : "s" + millis % 1000 + "ms");
    }
}
