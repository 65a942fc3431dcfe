package io.mullama.api.ollama;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * The answer of {@code POST /api/embed}: Ollama's members and no others, because there are clients that take no others,
 * unless something is to be warned of. Immutable.
 *
 * @param embeddings in the order of the inputs; finite numbers
 * @param load until the model was there
 * @param warnings what of the request was not followed to the letter
 */
public record OllamaEmbedResponse(
        String model,
        List<float[]> embeddings,
        Duration total,
        Duration load,
        int promptTokens,
        List<String> warnings) {

    public OllamaEmbedResponse {
        warnings = List.copyOf(warnings);
    }

    /** Writes it as JSON, number by number: as a tree many vectors would take the heap. */
    public void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
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
            json.writeNumberField("total_duration", total.toNanos());
            json.writeNumberField("load_duration", load.toNanos());
            json.writeNumberField("prompt_eval_count", promptTokens);
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

    /** The member that clients of the older {@code POST /api/embeddings} look for: the vector of their one text. */
    public static JsonBody single(float[] vector) {
        return () -> {
            ObjectNode json = Json.object();
            ArrayNode list = json.putArray("embedding");
            for (float value : vector) {
                list.add(value);
            }
            return json;
        };
    }
}
