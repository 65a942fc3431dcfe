package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ToolDefinition;
import java.util.ArrayList;
import java.util.List;

/** A call that a test writes or reads. */
record Call(String name, ObjectNode arguments) {

    /** The calls in an answer. */
    static List<Call> in(String format, List<ToolDefinition> tools, String answer) {
        AnswerSyntax syntax = new AnswerSyntax(null, false, CallReadings.format(format), tools);
        List<Call> calls = new ArrayList<>();
        for (String line : Readings.read(syntax, List.of(answer))) {
            if (line.startsWith("call ")) {
                String[] parts = line.split(" ", 5);
                calls.add(new Call(parts[3], CallReadings.json(parts[4])));
            }
        }
        return calls;
    }

    /** A call as messages have it. */
    static Call of(ObjectNode function) {
        JsonNode arguments = function.get("arguments");
        return new Call(
                function.get("name").asText(),
                arguments.isTextual() ? CallReadings.json(arguments.asText()) : (ObjectNode) arguments);
    }

    /** Some templates leave them out. */
    Call withoutNulls() {
        ObjectNode left = arguments.deepCopy();
        List<String> nulls = new ArrayList<>();
        left.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                nulls.add(field.getKey());
            }
        });
        left.remove(nulls);
        return new Call(name, left);
    }
}
