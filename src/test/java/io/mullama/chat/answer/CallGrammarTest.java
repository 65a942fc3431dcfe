package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.schema.GrammarBuilder;
import io.mullama.grammar.schema.JsonSchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Grammars of calls in tags take what models write, and lead to nothing that is no call. */
final class CallGrammarTest {
    private static final int ROUNDS = 25;
    private static final int LONGEST_WALK = 4_000;

    /** Must write strings in double quotes. */
    private static final Set<String> PYTHON = Set.of("lfm2", "llama4", "olmo3");

    private static final List<ToolDefinition> TOOLS = List.of(
            CallReadings.tool("now", "{}"),
            tool("edit", "{'file': {'type': 'string'}, 'text': {'type': 'string'}}", "file"),
            tool(
                    "search",
                    "{'limit': {'type': 'integer'}, 'exact': {'type': 'boolean'}, 'unit': {'enum': ['km', 'm']}, 'filters':"
                            + " {'type': 'object', 'properties': {'tags': {'type': 'array', 'items': {'type': 'string'}},"
                            + " 'min': {'$ref': '#/$defs/number'}}, 'required': ['min']}, 'name': {'type': ['string', 'null']}}",
                    "exact",
                    "filters"));

    private final long seed = Long.getLong("mullama.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private static ToolDefinition tool(String name, String properties, String... required) {
        ToolDefinition tool = CallReadings.tool(name, properties);
        ObjectNode parameters = tool.parameters();
        for (String each : required) {
            parameters.withArray("required").add(each);
        }
        parameters.putObject("$defs").putObject("number").put("type", "number");
        return tool;
    }

    private static CallGrammar grammar(GrammarBuilder builder, boolean parallel) {
        return new CallGrammar(builder, TOOLS, parallel);
    }

    private static ByteWalk calls(ToolFormat format, boolean parallel) {
        GrammarBuilder builder = new GrammarBuilder();
        String root = format.rules(grammar(builder, parallel)).calls();
        return new ByteWalk(builder.build(root));
    }

    @Test
    void whatModelsWriteIsTaken() {
        List<Call> one = List.of(new Call("edit", CallReadings.json("{\"file\": \"a.c\", \"text\": \"x\\n<b>\"}")));
        List<Call> two = List.of(
                new Call("search", CallReadings.json("{\"exact\": true, \"filters\": {\"min\": 1.5}, \"name\": null}")),
                new Call("now", CallReadings.json("{}")));
        for (ToolFormat format : TaggedToolFormats.ALL) {
            String name = format.name();
            ByteWalk grammar = calls(format, true);
            assertThat(grammar.takes(written(name, two))).as(written(name, two)).isTrue();
            assertThat(calls(format, false).takes(written(name, two))).as(name).isFalse();
            assertThat(grammar.takes(written(name, one))).as(written(name, one)).isTrue();
        }
    }

    @Test
    void whatTheSchemaDoesNotAllowIsNotTaken() {
        List<Call> unknown = List.of(new Call("other", CallReadings.json("{}")));
        List<Call> incomplete = List.of(new Call("search", CallReadings.json("{\"exact\": true}")));
        List<Call> mistyped =
                List.of(new Call("search", CallReadings.json("{\"exact\": 1, \"filters\": {\"min\": 1}}")));
        for (ToolFormat format : TaggedToolFormats.ALL) {
            ByteWalk grammar = calls(format, true);
            for (List<Call> wrong : List.of(unknown, incomplete, mistyped)) {
                String answer = written(format.name(), wrong);
                assertThat(grammar.takes(answer)).as(answer).isFalse();
            }
        }
    }

    @Test
    void whatTheGrammarTakesIsReadAsCallsThatSatisfyTheirSchemas() {
        for (ToolFormat format : TaggedToolFormats.ALL) {
            ByteWalk grammar = calls(format, true);
            for (int i = 0; i < ROUNDS; i++) {
                grammar.some(random, LONGEST_WALK).ifPresent(answer -> check(format, answer));
            }
        }
    }

    @Test
    void aToolThatListsNoArgumentsTakesAnyIfTheFormatCanSaySo() {
        ToolDefinition open = CallReadings.tool("open", "{}");
        open.parameters().remove("properties");
        List<Call> calls = List.of(new Call("open", CallReadings.json("{\"one\": \"x\", \"two\": 2}")));
        for (ToolFormat format : TaggedToolFormats.ALL) {
            GrammarBuilder builder = new GrammarBuilder();
            String root =
                    format.rules(new CallGrammar(builder, List.of(open), false)).calls();
            String answer = written(format.name(), calls);
            assertThat(new ByteWalk(builder.build(root)).takes(answer))
                    .as(answer)
                    .isEqualTo(!format.name().equals("minimax-m3"));
        }
    }

    @Test
    void whatFollowsAMarkerIsHeldToo() {
        for (ToolFormat format : TaggedToolFormats.ALL) {
            GrammarBuilder builder = new GrammarBuilder();
            List<CallRules.Trigger> triggers =
                    format.rules(grammar(builder, false)).triggers();
            assertThat(triggers).as(format.name()).isNotEmpty();
            for (CallRules.Trigger trigger : triggers) {
                ByteWalk grammar = new ByteWalk(builder.build(trigger.rest()));
                for (int i = 0; i < 5; i++) {
                    grammar.some(random, LONGEST_WALK)
                            .ifPresent(rest -> check(format, "Well. " + trigger.marker() + rest));
                }
            }
        }
    }

    @Test
    void textsOfControlTokensAreNamed() {
        Map<String, List<String>> tokens = Map.of(
                "mistral", List.of("[TOOL_CALLS]", "[CALL_ID]", "[ARGS]"),
                "gemma4", List.of("<|tool_call>", "<tool_call|>", "<|\"|>"),
                "deepseek", List.of("<｜tool▁call▁begin｜>", "<｜tool▁sep｜>", "<｜tool▁calls▁end｜>"),
                "deepseek-v4", List.of("｜DSML｜"),
                "kimi-k3", List.of("<|open|>", "<|sep|>", "<|close|>"),
                "minimax-m3", List.of("]<]minimax[>[", "<tool_call>"),
                "lfm2", List.of("<|tool_call_start|>", "<|tool_call_end|>"));
        tokens.forEach(
                (format, texts) -> assertThat(new AnswerFormats(null, CallReadings.format(format)).controlTexts())
                        .as(format)
                        .containsAll(texts));
        for (ToolFormat format : TaggedToolFormats.ALL) {
            assertThat(new AnswerFormats(null, format).controlTexts())
                    .as(format.name())
                    .hasSizeLessThan(AnswerPlan.MOST_MARKERS / 2);
        }
    }

    private void check(ToolFormat format, String answer) {
        AnswerSyntax syntax = new AnswerSyntax(null, false, format, TOOLS);
        List<String> lines = new ArrayList<>(Readings.read(syntax, List.of(answer)));
        lines.remove("content Well.");
        assertThat(lines).as("seed %d, %s: %s", seed, format.name(), answer).isNotEmpty();
        for (String line : lines) {
            assertThat(line).as("seed %d, %s: %s", seed, format.name(), answer).startsWith("call ");
            String[] parts = line.split(" ", 5);
            ToolDefinition tool = TOOLS.stream()
                    .filter(each -> each.name().equals(parts[3]))
                    .findFirst()
                    .orElseThrow();
            Optional<String> problem = new JsonSchemaValidator(tool.parameters(), "x").problem(parts[4]);
            assertThat(problem)
                    .as("seed %d, %s: %s: %s", seed, format.name(), answer, line)
                    .isEmpty();
        }
    }

    private static String written(String format, List<Call> calls) {
        String written = CallWriters.of(format, calls);
        String answer = PYTHON.contains(format) ? written.replace('\'', '"') : written;
        return switch (format) {
            case "llama4" -> answer.replace("<|python_start|>", "").replace("<|python_end|>", "");
            case "functionary-v3.2" -> answer.substring(">>>".length());
            default -> answer;
        };
    }
}
