package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    public static TokenizeResponse fromJson(Fields fields) {
        List<Integer> tokens = fields.integers("tokens");
        if (tokens == null) {
            throw fields.missing("tokens");
        }
        return new TokenizeResponse(fields.requiredString("model"), tokens, pieces(fields));
    }

    private static @Nullable List<byte[]> pieces(Fields fields) {
        JsonNode list = fields.node("pieces");
        if (list == null) {
            return null;
        }
        List<byte[]> pieces = new ArrayList<>(list.size());
        for (JsonNode piece : list) {
            pieces.add(piece.isArray() ? bytes(piece) : piece.asText().getBytes(StandardCharsets.UTF_8));
        }
        return pieces;
    }

    private static byte[] bytes(JsonNode piece) {
        byte[] bytes = new byte[piece.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) piece.get(i).asInt();
        }
        return bytes;
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
