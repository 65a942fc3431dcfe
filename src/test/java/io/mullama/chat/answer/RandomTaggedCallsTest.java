package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random calls in every format are read back, however the answer is cut. */
final class RandomTaggedCallsTest {
    private static final int ROUNDS = 60;
    private static final List<String> WORDS = List.of(
            "a",
            "Zürich",
            " ",
            "\n",
            "🏔",
            "\"",
            "'",
            "\\",
            "<b>",
            "</b>",
            "</parameter",
            "</",
            "]<]",
            "<|",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "1",
            "true",
            "null",
            "</param>",
            "```",
            "\\n",
            "]]",
            "(",
            ")",
            "=",
            "&amp;");

    private final Random random;
    private final long seed;

    RandomTaggedCallsTest() {
        seed = Long.getLong("mullama.seed", System.nanoTime());
        random = new Random(seed);
    }

    @Test
    void everyFormatReadsBackWhatItWrites() {
        CallWriters.ALL.forEach((format, writer) -> {
            for (int i = 0; i < ROUNDS; i++) {
                List<Call> calls = calls();
                List<ToolDefinition> tools =
                        calls.stream().map(RandomTaggedCallsTest::tool).toList();
                String answer = writer.apply(calls);
                AnswerSyntax syntax = new AnswerSyntax(null, false, CallReadings.format(format), tools);
                assertThat(Call.in(format, tools, answer))
                        .as("seed %d, %s: %s", seed, format, answer)
                        .isEqualTo(calls);
                assertThat(Readings.read(syntax, pieces(answer)))
                        .as("seed %d, %s: %s", seed, format, answer)
                        .isEqualTo(Readings.read(syntax, List.of(answer)));
            }
        });
    }

    @Test
    void everyFormatOfTheListIsTried() {
        assertThat(TaggedToolFormats.ALL.stream().map(ToolFormat::name))
                .containsExactlyInAnyOrderElementsOf(CallWriters.ALL.keySet());
    }

    @Test
    void theFirstFormatThatReadsACallIsTheOneInWhichItIsWritten() {
        List<Call> calls = List.of(
                new Call("edit", CallReadings.json("{\"file\": \"a.c\", \"text\": \"x y\"}")),
                new Call("add", CallReadings.json("{\"a\": 1}")));
        CallWriters.ALL.forEach((format, writer) -> {
            String answer = writer.apply(calls);
            assertThat(TaggedToolFormats.ALL.stream()
                            .map(ToolFormat::name)
                            .filter(name -> readsBack(name, answer, calls))
                            .findFirst())
                    .as(answer)
                    .contains(format);
        });
    }

    private static boolean readsBack(String format, String answer, List<Call> calls) {
        try {
            return Call.in(format, CallReadings.TOOLS, answer).equals(calls);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void anAnswerThatIsCutOffIsTheSameForEveryCut() {
        CallWriters.ALL.forEach((format, writer) -> {
            for (int i = 0; i < ROUNDS; i++) {
                List<Call> calls = calls();
                List<ToolDefinition> tools =
                        calls.stream().map(RandomTaggedCallsTest::tool).toList();
                AnswerSyntax syntax = new AnswerSyntax(null, false, CallReadings.format(format), tools);
                String answer = writer.apply(calls);
                String cut = answer.substring(0, random.nextInt(answer.length()));
                List<String> lines = Readings.read(syntax, List.of(cut));
                assertThat(Readings.read(syntax, pieces(cut)))
                        .as("seed %d, %s: %s", seed, format, cut)
                        .isEqualTo(lines);
            }
        });
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void longArgumentsAreReadInBoundedTime() {
        String text = "ab <x> \"q\" \\ 'r'\n".repeat(60_000);
        ObjectNode arguments = CallReadings.JSON.createObjectNode().put("text", text);
        Call call = new Call("edit", arguments);
        CallWriters.ALL.forEach((format, writer) -> {
            String answer = writer.apply(List.of(call));
            List<String> pieces = new ArrayList<>();
            for (int i = 0; i < answer.length(); i += 3) {
                pieces.add(answer.substring(i, Math.min(answer.length(), i + 3)));
            }
            List<String> lines = Readings.read(CallReadings.syntax(format), pieces);
            assertThat(CallReadings.json(lines.get(0).split(" ", 5)[4]))
                    .as(format)
                    .isEqualTo(arguments);
        });
    }

    private List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(9));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            calls.add(new Call("tool_" + calls.size(), object(3)));
        }
        return calls;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = CallReadings.JSON.createObjectNode();
        for (int i = random.nextInt(4) - (depth == 3 ? 0 : -1); i > 0; i--) {
            object.set("k" + i, value(depth - 1));
        }
        return object;
    }

    /** Lists and objects in it have something in them, as not every format can tell empty ones apart. */
    private JsonNode value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> CallReadings.JSON.getNodeFactory().numberNode(random.nextInt(2000) - 1000);
            case 1 -> CallReadings.JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2, 3 -> CallReadings.JSON.getNodeFactory().textNode(text());
            case 4 -> object(depth);
            default -> {
                ArrayNode list = CallReadings.JSON.createArrayNode();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append('x').toString();
    }

    private static ToolDefinition tool(Call call) {
        return new ToolDefinition(call.name(), schema(call.arguments()), CallReadings.JSON.createObjectNode());
    }

    /** The types of a value, and nothing else. */
    private static ObjectNode schema(JsonNode value) {
        ObjectNode schema = CallReadings.JSON.createObjectNode();
        schema.put(
                "type",
                value.isTextual() ? "string" : value.getNodeType().name().toLowerCase(Locale.ROOT));
        if (value.isObject()) {
            ObjectNode properties = schema.putObject("properties");
            value.properties().forEach(field -> properties.set(field.getKey(), schema(field.getValue())));
        }
        return schema;
    }
}
