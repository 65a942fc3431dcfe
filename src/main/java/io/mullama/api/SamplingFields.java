package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of sampling; a null, or a number that is not there, leaves the choice to the model and the
 * daemon. Immutable.
 *
 * @param seed makes a run repeatable
 * @param samplers which there are, in their order
 * @param dryBreakers texts at which DRY's sequences begin anew
 * @param ignoreEnd whether the answer goes on where the model would end it
 * @param grammar what the answer must follow, in GBNF
 */
public record SamplingFields(
        Map<SamplingField, Number> numbers,
        @Nullable Long seed,
        @Nullable List<SamplerName> samplers,
        @Nullable List<String> dryBreakers,
        @Nullable List<LogitBiasField> biases,
        @Nullable Boolean ignoreEnd,
        @Nullable String grammar) {

    /** Everything left open. */
    public static final SamplingFields NONE = new SamplingFields(Map.of(), null, null, null, null, null, null);

    private static final String BREAKERS = "dry_sequence_breakers";

    /** For each llama.cpp looks at the whole vocabulary. */
    private static final int MOST_BREAKERS = 16;

    /** In bytes; llama.cpp cuts what is longer. */
    private static final int LONGEST_BREAKER = 40;

    public SamplingFields {
        numbers = Map.copyOf(numbers);
    }

    /** A number; null where it is left open. */
    public @Nullable Number number(SamplingField field) {
        return numbers.get(field);
    }

    public SamplingFields with(SamplingField field, @Nullable Number value) {
        Map<SamplingField, Number> changed = new EnumMap<>(SamplingField.class);
        changed.putAll(numbers);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new SamplingFields(changed, seed, samplers, dryBreakers, biases, ignoreEnd, grammar);
    }

    /** These, and what they leave open as others have it. */
    SamplingFields orElse(SamplingFields others) {
        Map<SamplingField, Number> all = new EnumMap<>(SamplingField.class);
        all.putAll(others.numbers);
        all.putAll(numbers);
        return new SamplingFields(
                all,
                seed == null ? others.seed : seed,
                samplers == null ? others.samplers : samplers,
                dryBreakers == null ? others.dryBreakers : dryBreakers,
                biases == null ? others.biases : biases,
                ignoreEnd == null ? others.ignoreEnd : ignoreEnd,
                grammar == null ? others.grammar : grammar);
    }

    public SamplingFields withSeed(@Nullable Long value) {
        return new SamplingFields(numbers, value, samplers, dryBreakers, biases, ignoreEnd, grammar);
    }

    public SamplingFields withGrammar(@Nullable String value) {
        return new SamplingFields(numbers, seed, samplers, dryBreakers, biases, ignoreEnd, value);
    }

    void writeTo(ObjectNode json) {
        for (SamplingField field : SamplingField.values()) {
            Number value = numbers.get(field);
            if (value instanceof Integer whole) {
                json.put(field.wireName(), whole);
            } else if (value != null) {
                json.put(field.wireName(), value.doubleValue());
            }
        }
        if (seed != null) {
            json.put("seed", seed);
        }
        if (samplers != null) {
            ArrayNode list = json.putArray("samplers");
            samplers.forEach(sampler -> list.add(sampler.wireName()));
        }
        if (dryBreakers != null) {
            ArrayNode list = json.putArray(BREAKERS);
            dryBreakers.forEach(list::add);
        }
        if (biases != null) {
            ArrayNode list = json.putArray("logit_bias");
            biases.forEach(bias -> bias.writeTo(list));
        }
        if (ignoreEnd != null) {
            json.put("ignore_eos", ignoreEnd);
        }
        if (grammar != null) {
            json.put("grammar", grammar);
        }
    }

    static SamplingFields fromJson(Fields fields) {
        Map<SamplingField, Number> numbers = new EnumMap<>(SamplingField.class);
        for (SamplingField field : SamplingField.values()) {
            Number value = field.read(fields);
            if (value != null) {
                numbers.put(field, value);
            }
        }
        return new SamplingFields(
                numbers,
                fields.longInteger("seed"),
                SamplerName.read(fields),
                breakers(fields),
                LogitBiasField.read(fields),
                fields.bool("ignore_eos"),
                grammar(fields));
    }

    private static @Nullable List<String> breakers(Fields fields) {
        List<String> breakers = fields.strings(BREAKERS);
        if (breakers == null) {
            return null;
        }
        if (breakers.size() > MOST_BREAKERS) {
            throw fields.invalid(BREAKERS, "must hold at most " + MOST_BREAKERS + " texts, not " + breakers.size());
        }
        for (String breaker : breakers) {
            int bytes = breaker.getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0 || bytes > LONGEST_BREAKER) {
                throw fields.invalid(
                        BREAKERS, "must hold texts of 1 to " + LONGEST_BREAKER + " bytes, not of " + bytes);
            }
        }
        return breakers;
    }

    /** An empty one asks for nothing, as in llama-server. */
    private static @Nullable String grammar(Fields fields) {
        String grammar = fields.string("grammar");
        return grammar == null || grammar.isEmpty() ? null : grammar;
    }
}
