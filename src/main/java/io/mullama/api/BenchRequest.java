package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/bench}. What it leaves out is as llama-bench has it. Immutable.
 *
 * @param model null for the daemon's default
 * @param promptTokens lengths of the prompts to process; a 0 stands for none
 * @param generatedTokens lengths of the answers to generate; a 0 stands for none
 * @param streams with how many at once, each at least 1
 * @param repetitions of each test, 1 to 1000
 */
public record BenchRequest(
        @Nullable String model,
        List<Integer> promptTokens,
        List<Integer> generatedTokens,
        List<Integer> streams,
        int repetitions)
        implements JsonBody {
    public static final List<Integer> PROMPT_TOKENS = List.of(512);
    public static final List<Integer> GENERATED_TOKENS = List.of(128);
    public static final List<Integer> STREAMS = List.of(1);
    public static final int REPETITIONS = 5;

    private static final int MOST_REPETITIONS = 1000;
    private static final int LONGEST_LIST = 64;

    public BenchRequest {
        promptTokens = List.copyOf(promptTokens);
        generatedTokens = List.copyOf(generatedTokens);
        streams = List.copyOf(streams);
    }

    /** The tests in their order: prompts, then answers, each with every number of streams. */
    public List<BenchTest> tests() {
        List<BenchTest> tests = new ArrayList<>();
        for (int tokens : promptTokens) {
            streams.forEach(count -> tests.add(BenchTest.prompt(tokens, count)));
        }
        for (int tokens : generatedTokens) {
            streams.forEach(count -> tests.add(BenchTest.generation(tokens, count)));
        }
        return tests.stream()
                .filter(test -> test.promptTokens() + test.generatedTokens() > 0)
                .toList();
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        put(json.putArray("prompt_tokens"), promptTokens);
        put(json.putArray("generated_tokens"), generatedTokens);
        put(json.putArray("streams"), streams);
        return json.put("repetitions", repetitions);
    }

    public static BenchRequest fromJson(Fields fields) {
        BenchRequest request = new BenchRequest(
                fields.string("model"),
                numbers(fields, "prompt_tokens", 0, PROMPT_TOKENS),
                numbers(fields, "generated_tokens", 0, GENERATED_TOKENS),
                numbers(fields, "streams", 1, STREAMS),
                Objects.requireNonNullElse(fields.integer("repetitions"), REPETITIONS));
        if (request.repetitions < 1 || request.repetitions > MOST_REPETITIONS) {
            throw fields.invalid(
                    "repetitions", "must be between 1 and " + MOST_REPETITIONS + ", not " + request.repetitions);
        }
        if (request.tests().isEmpty()) {
            throw fields.invalid("generated_tokens", "is 0, and so is 'prompt_tokens': there is nothing to measure");
        }
        return request;
    }

    /** A list of numbers, or one alone. */
    private static List<Integer> numbers(Fields fields, String name, int least, List<Integer> absent) {
        JsonNode node = fields.node(name);
        if (node == null) {
            return absent;
        }
        Iterable<JsonNode> list = node.isArray() ? node : List.of(node);
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : list) {
            if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < least) {
                throw fields.invalid(name, "must be a list of whole numbers, each at least " + least);
            }
            numbers.add(number.intValue());
        }
        if (numbers.isEmpty() || numbers.size() > LONGEST_LIST) {
            throw fields.invalid(name, "must hold between 1 and " + LONGEST_LIST + " numbers");
        }
        return numbers;
    }

    private static void put(ArrayNode list, List<Integer> numbers) {
        numbers.forEach(list::add);
    }
}
