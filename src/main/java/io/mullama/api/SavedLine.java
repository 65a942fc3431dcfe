package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.MullamaException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of the file that a conversation is kept in; later lines change what earlier ones say. Immutable. */
public sealed interface SavedLine extends JsonBody {
    /** The first line of the file. */
    record Head(String id, String title, Instant created, ChatSetup setup) implements SavedLine {
        @Override
        public ObjectNode toJson() {
            ObjectNode json =
                    SavedLine.ofType("chat").put("id", id).put("title", title).put("created", created.toString());
            json.set("setup", setup.toJson());
            return json;
        }
    }

    /** The conversation is held otherwise from here on. */
    record Change(ChatSetup setup) implements SavedLine {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = SavedLine.ofType("setup");
            json.set("setup", setup.toJson());
            return json;
        }
    }

    /**
     * A question and its answer, and what came between them.
     *
     * @param typed the question without the files that were attached; null where there were none
     */
    record Turn(
            List<ChatMessage> messages,
            Instant time,
            @Nullable String typed) implements SavedLine {
        public Turn {
            messages = List.copyOf(messages);
        }

        /** The question as it was typed. */
        public String question() {
            return typed == null ? messages.get(0).content() : typed;
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = SavedLine.ofType("turn").put("time", time.toString());
            if (typed != null) {
                json.put("typed", typed);
            }
            ArrayNode list = json.putArray("messages");
            messages.forEach(message -> list.add(message.toJson()));
            return json;
        }
    }

    /** The last turns are taken back. */
    record Drop(int turns) implements SavedLine {
        @Override
        public ObjectNode toJson() {
            return SavedLine.ofType("drop").put("turns", turns);
        }
    }

    /** What a line says; nothing where it is damaged, or of a kind that this version does not know. */
    static Optional<SavedLine> read(String line) {
        try {
            Fields fields = Json.fields(line);
            return Optional.ofNullable(
                    switch (fields.requiredString("type")) {
                        case "chat" -> head(fields);
                        case "setup" -> new Change(setup(fields));
                        case "turn" -> turn(fields);
                        case "drop" -> drop(fields);
                        default -> null;
                    });
        } catch (MullamaException e) {
            return Optional.empty();
        }
    }

    private static Head head(Fields fields) {
        return new Head(
                fields.requiredString("id"), fields.requiredString("title"), time(fields, "created"), setup(fields));
    }

    private static Turn turn(Fields fields) {
        List<ChatMessage> messages = fields.objects("messages", ChatMessage::fromJson);
        if (messages == null || messages.isEmpty()) {
            throw fields.missing("messages");
        }
        return new Turn(messages, time(fields, "time"), fields.string("typed"));
    }

    private static Drop drop(Fields fields) {
        Integer turns = fields.integer("turns");
        if (turns == null || turns < 0) {
            throw fields.invalid("turns", "must be a number of turns");
        }
        return new Drop(turns);
    }

    private static ChatSetup setup(Fields fields) {
        Fields setup = fields.object("setup");
        if (setup == null) {
            throw fields.missing("setup");
        }
        return ChatSetup.fromJson(setup);
    }

    private static Instant time(Fields fields, String name) {
        try {
            return Instant.parse(fields.requiredString(name));
        } catch (DateTimeException e) {
            throw fields.invalid(name, "must be a time");
        }
    }

    private static ObjectNode ofType(String type) {
        return Json.object().put("type", type);
    }
}
