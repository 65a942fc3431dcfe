package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to generate: the fields that every dialect's requests share. A null leaves the choice to the
 * model and the daemon. Immutable.
 *
 * @param maxTokens the most tokens to generate; -1 until the model stops or the context is full
 * @param temperature 0 takes the likeliest token
 * @param topP 0 to 1
 * @param topK 0 takes all
 * @param minP 0 to 1
 * @param repeatPenalty over 0; 1 is none
 * @param seed makes a run repeatable
 * @param stop texts that end the answer, not part of it
 * @param keepAlive how long the model stays loaded afterwards: {@code 5m}, {@code 0}, {@code -1} for ever
 */
public record GenerationOptions(
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Double minP,
        @Nullable Double repeatPenalty,
        @Nullable Long seed,
        @Nullable List<String> stop,
        @Nullable String keepAlive) {

    /** Everything left to the daemon. */
    public static final GenerationOptions DEFAULTS =
            new GenerationOptions(null, null, null, null, null, null, null, null, null);

    public GenerationOptions withMaxTokens(@Nullable Integer value) {
        return new GenerationOptions(value, temperature, topP, topK, minP, repeatPenalty, seed, stop, keepAlive);
    }

    public GenerationOptions withTemperature(@Nullable Double value) {
        return new GenerationOptions(maxTokens, value, topP, topK, minP, repeatPenalty, seed, stop, keepAlive);
    }

    public GenerationOptions withTopP(@Nullable Double value) {
        return new GenerationOptions(maxTokens, temperature, value, topK, minP, repeatPenalty, seed, stop, keepAlive);
    }

    public GenerationOptions withSeed(@Nullable Long value) {
        return new GenerationOptions(maxTokens, temperature, topP, topK, minP, repeatPenalty, value, stop, keepAlive);
    }

    void writeTo(ObjectNode json) {
        put(json, "max_tokens", maxTokens);
        put(json, "temperature", temperature);
        put(json, "top_p", topP);
        put(json, "top_k", topK);
        put(json, "min_p", minP);
        put(json, "repeat_penalty", repeatPenalty);
        put(json, "seed", seed);
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
        return new GenerationOptions(
                range(fields, "max_tokens", fields.integer("max_tokens"), -1, Integer.MAX_VALUE),
                range(fields, "temperature", fields.number("temperature"), 0, 100),
                range(fields, "top_p", fields.number("top_p"), 0, 1),
                range(fields, "top_k", fields.integer("top_k"), 0, Integer.MAX_VALUE),
                range(fields, "min_p", fields.number("min_p"), 0, 1),
                positive(fields, "repeat_penalty"),
                fields.longInteger("seed"),
                stops(fields),
                keepAlive(fields));
    }

    private static <N extends Number> @Nullable N range(
            Fields fields, String name, @Nullable N value, double least, double most) {
        if (value != null && (value.doubleValue() < least || value.doubleValue() > most)) {
            String bound = most >= Integer.MAX_VALUE
                    ? "must be at least " + (long) least
                    : "must be between " + (long) least + " and " + (long) most;
            throw fields.invalid(name, bound + ", not " + value);
        }
        return value;
    }

    private static @Nullable Double positive(Fields fields, String name) {
        Double value = fields.number(name);
        if (value != null && value <= 0) {
            throw fields.invalid(name, "must be over 0, not " + value);
        }
        return value;
    }

    private static @Nullable List<String> stops(Fields fields) {
        List<String> stops = fields.strings("stop");
        if (stops != null && stops.contains("")) {
            throw fields.invalid("stop", "must not hold an empty string");
        }
        return stops;
    }

    /** A duration as text, or a number of seconds. */
    static @Nullable String keepAlive(Fields fields) {
        var node = fields.node("keep_alive");
        return node == null ? null : node.isNumber() ? node.asText() : fields.string("keep_alive");
    }

    private static void put(ObjectNode json, String name, @Nullable Number value) {
        if (value instanceof Double number) {
            json.put(name, number);
        } else if (value != null) {
            json.put(name, value.longValue());
        }
    }
}
