package io.mullama.api.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mullama.api.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The answer of {@code POST /v1/embeddings}. Immutable.
 *
 * @param model as the request called it
 * @param vectors in the order of the inputs; finite numbers
 * @param tokens that were computed
 * @param warnings what of the request was not followed to the letter
 */
public record EmbeddingsResponse(
        String model, VectorEncoding encoding, List<float[]> vectors, int tokens, List<String> warnings) {

    /** Writes it as JSON, vector by vector: as a tree many of them would take the heap. */
    public void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (int i = 0; i < vectors.size(); i++) {
                json.writeStartObject();
                json.writeStringField("object", "embedding");
                json.writeNumberField("index", i);
                json.writeFieldName("embedding");
                encoding.write(vectors.get(i), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("model", model);
            writeUsage(json);
            writeWarnings(json);
            json.writeEndObject();
        }
    }

    private void writeUsage(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", tokens);
        json.writeNumberField("total_tokens", tokens);
        json.writeEndObject();
    }

    private void writeWarnings(JsonGenerator json) throws IOException {
        if (!warnings.isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (String warning : warnings) {
                json.writeString(warning);
            }
            json.writeEndArray();
        }
    }
}
