package io.mullama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks a daemon for turns of conversations, and puts streams together to what would have come as a whole. Stateless. */
final class Answers {
    static final String OWN = "/api/chat";
    static final String OPENAI = "/v1/chat/completions";

    private static final JsonMapper MAPPER = new JsonMapper();

    private Answers() {}

    /** The fields of a request, written with single quotes. */
    static ObjectNode request(String fields) throws IOException {
        return (ObjectNode) MAPPER.readTree(
                "{'model':'tiny','temperature':0,".replace('\'', '"') + fields.replace('\'', '"') + "}");
    }

    /** The message that answers, as a whole: role, content, thinking and calls. */
    static JsonNode whole(HttpProbe probe, String route, ObjectNode request) throws IOException {
        HttpProbe.Answer answer =
                probe.post(route, request.deepCopy().put("stream", false).toString());
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        JsonNode json = answer.json();
        return route.equals(OWN) ? json.get("message") : json.at("/choices/0/message");
    }

    /** The same from a stream. */
    static JsonNode streamed(HttpProbe probe, String route, ObjectNode request) throws IOException {
        HttpProbe.Answer answer =
                probe.post(route, request.deepCopy().put("stream", true).toString());
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        ObjectNode message = MAPPER.createObjectNode();
        List<JsonNode> parts = new ArrayList<>();
        if (route.equals(OWN)) {
            answer.lines().forEach(line -> parts.add(line.get("message")));
        } else {
            for (String line : answer.body().lines().toList()) {
                if (line.startsWith("data: {")) {
                    parts.add(MAPPER.readTree(line.substring("data: ".length())).at("/choices/0/delta"));
                }
            }
        }
        parts.forEach(part -> add(message, part));
        return message;
    }

    private static void add(ObjectNode message, JsonNode part) {
        for (String field : List.of("content", "thinking", "reasoning_content")) {
            if (part.hasNonNull(field)) {
                message.put(
                        field, message.path(field).asText("") + part.get(field).asText());
            }
        }
        part.path("tool_calls").forEach(call -> add(message.withArray("tool_calls"), call));
    }

    private static void add(ArrayNode calls, JsonNode call) {
        if (call.has("id")) {
            calls.add(call.deepCopy());
            return;
        }
        ObjectNode function = (ObjectNode) calls.get(call.get("index").asInt()).get("function");
        function.put(
                "arguments",
                function.get("arguments").asText()
                        + call.at("/function/arguments").asText());
    }
}
