package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of {@code /v1/completions} or {@code /v1/chat/completions}: the whole, or one object of the stream.
 * Immutable.
 *
 * @param usage null where it is left out
 * @param usageFollows whether the usage is a null on the wire, because an object at the stream's end has it
 */
public record Completion(
        Kind kind,
        AnswerIdentity identity,
        List<? extends Choice> choices,
        @Nullable TokenUsage usage,
        boolean usageFollows)
        implements JsonBody {

    /** What the object is. */
    public enum Kind {
        /** Of {@code /v1/completions}, whole or not. */
        TEXT("text_completion"),
        /** Of {@code /v1/chat/completions}, as a whole. */
        CHAT("chat.completion"),
        /** Of {@code /v1/chat/completions}, in a stream. */
        CHAT_CHUNK("chat.completion.chunk");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }
    }

    /** The answer as a whole. */
    public static Completion whole(
            Kind kind, AnswerIdentity identity, List<? extends Choice> choices, TokenUsage usage) {
        return new Completion(kind, identity, choices, usage, false);
    }

    /** A part of an answer. */
    public static Completion part(Kind kind, AnswerIdentity identity, Choice choice, boolean usageFollows) {
        return new Completion(kind, identity, List.of(choice), null, usageFollows);
    }

    /** The end of a stream whose client wants to know the usage. */
    public static Completion usage(Kind kind, AnswerIdentity identity, TokenUsage usage) {
        return new Completion(kind, identity, List.of(), usage, false);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = identity.toJson(kind.wireName);
        if (kind != Kind.TEXT) {
            json.put("service_tier", "default");
        }
        ArrayNode list = json.putArray("choices");
        choices.forEach(choice -> list.add(choice.toJson()));
        if (usage != null) {
            json.set("usage", usage.toJson());
        } else if (usageFollows) {
            json.putNull("usage");
        }
        return json;
    }
}
