package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /api/tokenize}. Immutable.
 *
 * @param model as the request called it
 * @param pieces the bytes that each token stands for; null where nobody asked
 */
public record TokenizeResponse(
        String model, List<Integer> tokens, @Nullable List<byte[]> pieces) implements JsonBody {
    public TokenizeResponse {
        tokens = List.copyOf(tokens);
    }

    /** A piece is a string, or a list of its bytes where they are a part of a character, as llama-server has it. */
    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("model", model);
        ArrayNode ids = json.putArray("tokens");
        tokens.forEach(ids::add);
        json.put("count", tokens.size());
        if (pieces != null) {
            ArrayNode list = json.putArray("pieces");
            pieces.forEach(piece -> add(list, piece));
        }
        return json;
    }

    private static void add(ArrayNode list, byte[] piece) {
        Utf8Text text = Utf8Text.of(piece);
        if (text.whole()) {
            list.add(text.text());
            return;
        }
        ArrayNode bytes = list.addArray();
        for (byte each : piece) {
            bytes.add(each & 0xff);
        }
    }
}
