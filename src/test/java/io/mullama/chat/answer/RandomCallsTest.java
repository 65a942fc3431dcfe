package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes random calls in every format that has JSON, cuts them at random, and reads them back. */
final class RandomCallsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ToolDefinition> TOOLS = Tools.named("add", "get_weather", "a-b.c");
    private static final int ANSWERS = 150;
    private static final String[] STRINGS = {
        "", "a", "\"", "\\", "}", "]", "{\"name\":", "\n", "é 👩", "</tool_call>", "<|end|>", "`", ";"
    };

    private record Call(String name, ObjectNode arguments) {}

    @Test
    void whatIsWrittenIsReadBack() throws JsonProcessingException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (ToolFormat format : ToolFormats.KNOWN) {
            if (format instanceof HarmonyToolFormat
                    || format instanceof JsonToolFormat
                    || format.name().equals("llama")) {
                for (int i = 0; i < ANSWERS; i++) {
                    List<Call> calls = calls(random);
                    String answer = write(format, calls, random);
                    List<Call> read = read(format, cut(answer, random));
                    assertThat(read)
                            .as("seed %d, %s: %s", seed, format.name(), answer)
                            .isEqualTo(calls);
                }
            }
        }
    }

    private static List<Call> calls(Random random) {
        List<Call> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = TOOLS.get(random.nextInt(TOOLS.size())).name();
            calls.add(new Call(name, object(random, 2)));
        }
        return calls;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set("k" + i + STRINGS[random.nextInt(STRINGS.length)], value(random, depth - 1));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> JsonNodeFactory.instance.textNode(STRINGS[random.nextInt(STRINGS.length)]);
            case 1 -> JsonNodeFactory.instance.numberNode(random.nextInt(2000) - 1000);
            case 2 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 3 -> JsonNodeFactory.instance.nullNode();
            case 4 -> object(random, depth);
            default ->
                JsonNodeFactory.instance
                        .arrayNode()
                        .add(value(random, depth - 1))
                        .add(value(random, depth - 1));
        };
    }

    private static String write(ToolFormat format, List<Call> calls, Random random) {
        if (format instanceof HarmonyToolFormat) {
            return calls.stream()
                    .map(call -> random.nextBoolean()
                            ? "<|channel|>commentary to=functions." + call.name() + " <|constrain|>json<|message|>"
                                    + json(call.arguments(), random) + "<|call|><|start|>assistant"
                            : " to=functions." + call.name() + "<|channel|>commentary json<|message|>"
                                    + json(call.arguments(), random) + "<|call|>")
                    .collect(Collectors.joining());
        }
        boolean keyed = format instanceof JsonToolFormat json && json.keyed();
        String begin = format instanceof JsonToolFormat json && !json.begins().isEmpty()
                ? json.begins().get(random.nextInt(json.begins().size()))
                : "";
        String end = format instanceof JsonToolFormat json ? json.end() : "";
        List<String> objects =
                calls.stream().map(call -> object(call, keyed, random)).toList();
        return switch (random.nextInt(begin.isEmpty() ? 2 : 3)) {
            case 0 -> begin + "[" + String.join(", ", objects) + "]" + end;
            case 1 -> begin + String.join("\n", objects) + end;
            default -> objects.stream().map(object -> begin + object + end).collect(Collectors.joining("\n"));
        };
    }

    private static String object(Call call, boolean keyed, Random random) {
        String arguments = json(call.arguments(), random);
        if (keyed) {
            return "{\"" + call.name() + "\": " + arguments + "}";
        }
        String name = "\"name\": \"" + call.name() + "\"";
        return switch (random.nextInt(4)) {
            case 0 -> "{\"type\": \"function\", " + name + ", \"parameters\": " + arguments + "}";
            case 1 -> "{\"arguments\": " + arguments + ", " + name + "}";
            case 2 -> "{\"type\":\"function\",\"function\": {" + name + ", \"arguments\": " + arguments + "}}";
            default -> "{" + name + ",\n\"arguments\": " + arguments + ", \"id\": \"x\"}";
        };
    }

    private static String json(JsonNode node, Random random) {
        return random.nextBoolean() ? node.toString() : node.toPrettyString();
    }

    private static List<String> cut(String answer, Random random) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < answer.length()) {
            int end = Math.min(answer.length(), at + 1 + random.nextInt(12));
            pieces.add(answer.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static List<Call> read(ToolFormat format, List<String> pieces) throws JsonProcessingException {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerParser parser = new AnswerParser(new AnswerSyntax(null, false, format, TOOLS), events::add, () -> "id");
        pieces.forEach(parser::append);
        parser.finish();
        List<Call> calls = new ArrayList<>();
        String name = "";
        StringBuilder arguments = new StringBuilder();
        for (AnswerEvent event : events) {
            if (event instanceof AnswerEvent.CallBegun call) {
                name = call.name();
                arguments.setLength(0);
            } else if (event instanceof AnswerEvent.CallArguments more) {
                arguments.append(more.json());
            } else if (event instanceof AnswerEvent.CallEnded) {
                calls.add(new Call(name, (ObjectNode) JSON.readTree(arguments.toString())));
            } else {
                assertThat(event).as("an event that is no call").isNull();
            }
        }
        return calls;
    }
}
