package io.mullama.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The answer of {@code POST /api/embeddings}. Immutable.
 *
 * @param embeddings in the order of the inputs, of the same size all of them; finite numbers
 * @param totalTokens that were computed
 * @param warnings what of the request was not followed to the letter
 */
public record EmbedResponse(String model, List<float[]> embeddings, int totalTokens, List<String> warnings) {

    /** Writes it as JSON, number by number: as a tree many vectors would take the heap. */
    public void writeTo(OutputStream out) throws IOException {
        writeTo(out, Json::object);
    }

    /** The same, with the members of another body before its own. */
    public void writeTo(OutputStream out, JsonBody others) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> member : others.toJson().properties()) {
                json.writeFieldName(member.getKey());
                JsonTrees.write(json, member.getValue());
            }
            json.writeStringField("model", model);
            json.writeArrayFieldStart("embeddings");
            for (float[] embedding : embeddings) {
                json.writeStartArray();
                for (float value : embedding) {
                    json.writeNumber(value);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeNumberField("dimensions", dimensions());
            json.writeNumberField("total_tokens", totalTokens);
            if (!warnings.isEmpty()) {
                json.writeArrayFieldStart("warnings");
                for (String warning : warnings) {
                    json.writeString(warning);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
    }

    public static EmbedResponse fromJson(Fields fields) {
        JsonNode list = fields.node("embeddings");
        if (list == null) {
            throw fields.missing("embeddings");
        }
        List<float[]> embeddings = new ArrayList<>(list.size());
        list.forEach(embedding -> embeddings.add(numbers(embedding)));
        return new EmbedResponse(
                fields.requiredString("model"),
                embeddings,
                Objects.requireNonNullElse(fields.integer("total_tokens"), 0),
                Objects.requireNonNullElse(fields.strings("warnings"), List.of()));
    }

    private static float[] numbers(JsonNode embedding) {
        float[] numbers = new float[embedding.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = embedding.get(i).floatValue();
        }
        return numbers;
    }

    public int dimensions() {
        return embeddings.isEmpty() ? 0 : embeddings.get(0).length;
    }
}
