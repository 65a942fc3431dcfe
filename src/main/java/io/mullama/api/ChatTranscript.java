package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole conversation for programs: the fields of a request to {@code POST /api/chat}, and what it is called. Immutable.
 *
 * @param messages without the instructions, which the setup has
 */
public record ChatTranscript(String title, ChatSetup setup, List<ChatMessage> messages) implements JsonBody {
    public ChatTranscript {
        messages = List.copyOf(messages);
    }

    @Override
    public ObjectNode toJson() {
        List<ChatMessage> all = new ArrayList<>();
        if (setup.system() != null) {
            all.add(ChatMessage.system(setup.system()));
        }
        all.addAll(messages);
        ObjectNode json = Json.object().put("title", title);
        json.setAll(setup.toJson());
        json.remove("system");
        ArrayNode list = json.putArray("messages");
        all.forEach(message -> list.add(message.toJson()));
        return json;
    }
}
