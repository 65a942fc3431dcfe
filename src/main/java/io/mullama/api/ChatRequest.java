package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/chat}. Immutable.
 *
 * @param model null for the daemon's default
 * @param messages at least one, unless the model is only to be loaded or unloaded
 * @param truncate whether the oldest turns may be left out if the context has no room for all
 * @param contextSize tokens that the model is to have room for, Ollama's {@code num_ctx}; null for what it has. The
 *     daemon reads it among Ollama's options.
 */
public record ChatRequest(
        @Nullable String model,
        List<ChatMessage> messages,
        boolean truncate,
        boolean stream,
        AnswerFields answer,
        GenerationOptions options,
        @Nullable Integer contextSize)
        implements JsonBody {

    /** A request that leaves the context's size open. */
    public ChatRequest(
            @Nullable String model,
            List<ChatMessage> messages,
            boolean truncate,
            boolean stream,
            AnswerFields answer,
            GenerationOptions options) {
        this(model, messages, truncate, stream, answer, options, null);
    }

    /** A request for text. */
    public ChatRequest(@Nullable String model, List<ChatMessage> messages, boolean stream, GenerationOptions options) {
        this(model, messages, false, stream, AnswerFields.TEXT, options);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        ArrayNode list = json.putArray("messages");
        messages.forEach(message -> list.add(message.toJson()));
        if (truncate) {
            json.put("truncate", true);
        }
        json.put("stream", stream);
        answer.writeTo(json);
        options.writeTo(json);
        if (contextSize != null) {
            json.put(ContextSizeField.NAME, contextSize);
        }
        return json;
    }

    public ChatRequest withContextSize(@Nullable Integer tokens) {
        return new ChatRequest(model, messages, truncate, stream, answer, options, tokens);
    }

    public static ChatRequest fromJson(Fields fields) {
        List<ChatMessage> messages = fields.objects("messages", ChatMessage::fromJson);
        if (messages == null) {
            throw fields.missing("messages");
        }
        if (messages.isEmpty()) {
            throw fields.invalid("messages", "must hold at least one message");
        }
        return of(fields, messages);
    }

    /** The same of a request that has no messages: its model is only to be loaded or unloaded. */
    public static ChatRequest withoutMessages(Fields fields) {
        return of(fields, List.of());
    }

    private static ChatRequest of(Fields fields, List<ChatMessage> messages) {
        return new ChatRequest(
                fields.string("model"),
                messages,
                fields.bool("truncate", false),
                fields.bool("stream", false),
                AnswerFields.fromJson(fields),
                GenerationOptions.fromJson(fields));
    }
}
