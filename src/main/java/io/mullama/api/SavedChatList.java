package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The conversations that are kept, for programs. Immutable. */
public record SavedChatList(List<Item> chats) implements JsonBody {
    /**
     * One of them.
     *
     * @param used when something was last said
     * @param file where it is kept
     */
    public record Item(String id, SavedLine.Head head, Instant used, String file) {}

    public SavedChatList {
        chats = List.copyOf(chats);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("chats");
        for (Item chat : chats) {
            list.addObject()
                    .put("id", chat.id)
                    .put("title", chat.head.title())
                    .put("model", chat.head.setup().model())
                    .put("created", chat.head.created().toString())
                    .put("used", chat.used.toString())
                    .put("file", chat.file);
        }
        return json;
    }
}
