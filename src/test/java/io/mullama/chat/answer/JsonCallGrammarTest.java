package io.mullama.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import io.mullama.grammar.schema.GrammarBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the grammars of calls in JSON take, and whether it is read back. */
final class JsonCallGrammarTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ToolDefinition> TOOLS =
            List.of(tool("get_weather", """
                    {"type": "object", "properties": {"city": {"type": "string", "maxLength": 5},
                     "days": {"type": "integer", "minimum": 1, "maximum": 9}}, "required": ["city"],
                     "additionalProperties": false}"""), tool("now", "{\"properties\": {}, \"additionalProperties\": false}"));
    private static final int ANSWERS = 60;
    private static final int LONGEST = 2_000;

    private static ToolDefinition tool(String name, String parameters) {
        try {
            return Tools.of(name, (ObjectNode) JSON.readTree(parameters));
        } catch (IOException e) {
            throw new AssertionError(parameters, e);
        }
    }

    static List<ToolFormat> formats() {
        return ToolFormats.KNOWN.stream()
                .filter(format -> !TaggedToolFormats.ALL.contains(format))
                .toList();
    }

    private static CallRules rules(ToolFormat format, GrammarBuilder builder, boolean several) {
        return format.rules(new CallGrammar(builder, TOOLS, several));
    }

    private static ByteWalk whole(ToolFormat format, boolean several) {
        GrammarBuilder builder = new GrammarBuilder();
        return new ByteWalk(builder.build(rules(format, builder, several).calls()));
    }

    private static List<AnswerEvent> read(ToolFormat format, String answer) {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerParser parser = new AnswerParser(new AnswerSyntax(null, false, format, TOOLS), events::add, () -> "id");
        parser.append(answer);
        parser.finish();
        return events;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatAGrammarTakesIsReadAsCalls(ToolFormat format) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (boolean several : new boolean[] {false, true}) {
            ByteWalk grammar = whole(format, several);
            for (int i = 0; i < ANSWERS; i++) {
                Optional<String> answer = grammar.some(random, LONGEST);
                if (answer.isPresent()) {
                    check(format, several, answer.get(), "seed %d, %s".formatted(seed, answer.get()));
                }
            }
        }
    }

    private static void check(ToolFormat format, boolean several, String answer, String description)
            throws IOException {
        List<AnswerEvent> events = read(format, answer);
        StringBuilder arguments = new StringBuilder();
        int calls = 0;
        for (AnswerEvent event : events) {
            assertThat(event).as(description).isNotInstanceOf(AnswerEvent.Content.class);
            if (event instanceof AnswerEvent.CallBegun call) {
                assertThat(call.name()).as(description).isIn("get_weather", "now");
                calls++;
            } else if (event instanceof AnswerEvent.CallArguments more) {
                arguments.append(more.json());
            } else {
                assertThat(JSON.readTree(arguments.toString()).isObject())
                        .as(description)
                        .isTrue();
                arguments.setLength(0);
            }
        }
        assertThat(calls).as(description).isBetween(1, several ? 1_000 : 1);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theRestOfACallFollowsItsMarker(ToolFormat format) {
        Random random = new Random(1);
        GrammarBuilder builder = new GrammarBuilder();
        for (CallRules.Trigger trigger : rules(format, builder, false).triggers()) {
            ByteWalk rest = new ByteWalk(builder.build(trigger.rest()));
            String written = trigger.marker() + rest.some(random, LONGEST).orElseThrow();
            assertThat(read(format, written)).as(written).hasSize(3).first().isInstanceOf(AnswerEvent.CallBegun.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "hermes ¦ <tool_call>\\n{\"name\": \"now\", \"arguments\": {}}\\n</tool_call>",
                "hermes ¦ <tool_call>{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Köln\"}}</tool_call>",
                "mistral-list ¦ [TOOL_CALLS][{\"name\": \"now\", \"arguments\": {}}]",
                "command ¦ <|START_ACTION|>[\\n    {\"tool_call_id\": \"0\", \"tool_name\": \"now\", \"parameters\": {}}\\n]<|END_ACTION|>",
                "nemotron ¦ <TOOLCALL>[{\"name\": \"now\", \"arguments\": {}}]</TOOLCALL>",
                "apertus ¦ <|tools_prefix|>[{\"get_weather\": {\"city\": \"Bonn\", \"days\": 3}}]<|tools_suffix|>",
                "llama ¦ {\"name\": \"get_weather\", \"parameters\": {\"city\": \"Bonn\"}}",
                "json ¦ {\"name\": \"now\", \"arguments\": {}}",
                "harmony ¦ <|channel|>commentary to=functions.now <|constrain|>json<|message|>{}",
                "harmony ¦ <|start|>assistant to=functions.now<|channel|>commentary json<|message|>{}",
            })
    void aGrammarTakesWhatTemplatesWrite(String format, String answer) {
        ToolFormat known = ToolFormats.named(format).orElseThrow();
        String text = answer.replace("\\n", "\n");

        assertThat(whole(known, false).takes(text)).isTrue();
        assertThat(whole(known, true).takes(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "<tool_call>{\"name\": \"then\", \"arguments\": {}}</tool_call>",
                "<tool_call>{\"name\": \"get_weather\", \"arguments\": {}}</tool_call>",
                "<tool_call>{\"name\": \"now\", \"arguments\": {\"city\": \"Bonn\"}}</tool_call>",
                "<tool_call>{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Bonn\", \"days\": 10}}</tool_call>",
                "Well. <tool_call>{\"name\": \"now\", \"arguments\": {}}</tool_call>",
                "<tool_call>{\"name\": \"now\", \"arguments\": {}}",
            })
    void aGrammarTakesNothingElse(String answer) {
        assertThat(whole(ToolFormats.named("hermes").orElseThrow(), true).takes(answer))
                .isFalse();
    }

    @Test
    void severalCallsNeedLeave() {
        String two =
                "<TOOLCALL>[{\"name\": \"now\", \"arguments\": {}}, {\"name\": \"now\", \"arguments\": {}}]</TOOLCALL>";
        ToolFormat nemotron = ToolFormats.named("nemotron").orElseThrow();

        assertThat(whole(nemotron, true).takes(two)).isTrue();
        assertThat(whole(nemotron, false).takes(two)).isFalse();
    }
}
