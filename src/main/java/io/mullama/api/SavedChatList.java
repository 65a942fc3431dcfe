package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conversations that are kept, for programs. Immutable. */
public record SavedChatList(List<Item> chats) implements JsonBody {
    /**
     * One of them.
     *
     * @param used when something was last said
     * @param file where it is kept
     * @param said the words about what was looked for; null where nothing was
     */
    public record Item(
            String id,
            SavedLine.Head head,
            Instant used,
            String file,
            @Nullable String said) {}

    public SavedChatList {
        chats = List.copyOf(chats);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("chats");
        for (Item chat : chats) {
            ObjectNode item = list.addObject()
                    .put("id", chat.id)
                    .put("title", chat.head.title())
                    .put("model", chat.head.setup().model())
                    .put("created", chat.head.created().toString())
                    .put("used", chat.used.toString())
                    .put("file", chat.file);
            if (chat.said != null) {
                item.put("said", chat.said);
            }
        }
        return json;
    }
}
