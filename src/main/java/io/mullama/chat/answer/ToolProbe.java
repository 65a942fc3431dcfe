package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.Message;
import io.mullama.chat.Message.AnsweredCall;
import io.mullama.chat.ToolCall;
import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds out how a model calls tools: a format that reads the call which its template writes. Immutable. */
record ToolProbe(Renderer renderer) {
    private static final String NAME = "probe_tool";
    private static final String LFM_MARKER = "<|tool_call_start|>";
    private static final ToolDefinition TOOL = tool();
    private static final ToolCall CALL = new ToolCall("probe1234", NAME, "{\"probe_key\": \"probe value\", \"n\": 1}");

    /** Marks in the source of a template that writes no calls, and their formats. */
    private static final Map<String, String> SIGNS = signs();

    Optional<ToolFormat> find(String source, Predicate<String> isToken) {
        // A template that shows tools and writes no calls: what the model writes is in its vocabulary alone.
        if (source.contains("tools") && !source.contains("tool_calls") && isToken.test(LFM_MARKER)) {
            return ToolFormats.named("lfm2");
        }
        Set<String> turns = new LinkedHashSet<>();
        for (String content : List.of("", "probe answer")) {
            Message turn = new Message("assistant", content, null, List.of(CALL), AnsweredCall.NONE);
            turns.addAll(new ProbeTurn(renderer, List.of(TOOL)).texts(turn));
        }
        Optional<ToolFormat> known = first(ToolFormats.KNOWN.stream(), turns);
        if (known.isPresent()) {
            return known;
        }
        boolean written = turns.stream().anyMatch(turn -> turn.contains(NAME));
        return written
                ? first(turns.stream().flatMap(turn -> MadeFormat.of(turn, NAME).stream()), turns)
                : named(source);
    }

    private static Optional<ToolFormat> first(Stream<ToolFormat> formats, Set<String> turns) {
        return formats.filter(format -> turns.stream().anyMatch(turn -> reads(format, turn)))
                .findFirst();
    }

    private static Optional<ToolFormat> named(String source) {
        return SIGNS.entrySet().stream()
                .filter(sign -> source.contains(sign.getKey()))
                .findFirst()
                .flatMap(sign -> ToolFormats.named(sign.getValue()));
    }

    private static boolean reads(ToolFormat format, String turn) {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerParser parser =
                new AnswerParser(new AnswerSyntax(null, false, format, List.of(TOOL)), events::add, () -> "id");
        parser.append(turn);
        parser.finish();
        StringBuilder arguments = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (AnswerEvent event : events) {
            if (event instanceof AnswerEvent.CallBegun call) {
                names.add(call.name());
            } else if (event instanceof AnswerEvent.CallArguments more) {
                arguments.append(more.json());
            }
        }
        return names.equals(List.of(NAME)) && JsonText.areEqual(arguments.toString(), CALL.arguments());
    }

    private static Map<String, String> signs() {
        Map<String, String> signs = new LinkedHashMap<>();
        for (ToolFormat format : ToolFormats.KNOWN) {
            format.markers().forEach(marker -> signs.putIfAbsent(marker, format.name()));
        }
        // These mean something else in other templates.
        signs.keySet().removeAll(HarmonyToolFormat.FORMAT.markers());
        return signs;
    }

    private static ToolDefinition tool() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = parameters.putObject("properties");
        properties.putObject("probe_key").put("type", "string").put("description", "A key.");
        properties.putObject("n").put("type", "integer").put("description", "A number.");
        parameters.putArray("required").add("probe_key").add("n");
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "function");
        json.putObject("function")
                .put("name", NAME)
                .put("description", "A tool.")
                .set("parameters", parameters);
        return new ToolDefinition(NAME, parameters, json);
    }
}
