package io.mullama.api.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.JsonBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the contract, or a piece of one, with what Ollama's clients look for beside its fields. Immutable.
 *
 * @param metrics of one that is complete; null for a piece
 * @param context the conversation in tokens, to be sent with the next request; empty for none
 */
public record OllamaAnswer(
        JsonBody answer, Instant createdAt, @Nullable AnswerMetrics metrics, List<Integer> context)
        implements JsonBody {
    private static final String CREATED_AT = "created_at";

    public OllamaAnswer {
        context = List.copyOf(context);
    }

    /** A piece of an answer. */
    public static OllamaAnswer piece(JsonBody answer, Instant createdAt) {
        return new OllamaAnswer(answer, createdAt, null, List.of());
    }

    /** The same of a piece that is written already, a whole object. */
    public static byte[] piece(byte[] written, Instant createdAt) {
        byte[] time = (",\"" + CREATED_AT + "\":\"" + createdAt + "\"}").getBytes(StandardCharsets.US_ASCII);
        int end = written.length - 1;
        byte[] piece = Arrays.copyOf(written, end + time.length);
        System.arraycopy(time, 0, piece, end, time.length);
        return piece;
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = answer.toJson().put(CREATED_AT, createdAt.toString());
        if (metrics != null) {
            metrics.writeTo(json);
        }
        if (!context.isEmpty()) {
            ArrayNode tokens = json.putArray("context");
            context.forEach(tokens::add);
        }
        return json;
    }
}
