package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /api/rerank}, in the shape that llama-server, Jina and Cohere give it. Immutable.
 *
 * @param results the best first
 * @param totalTokens that were computed
 * @param warnings what of the request was not followed to the letter
 */
public record RerankResponse(String model, List<Result> results, int totalTokens, List<String> warnings)
        implements JsonBody {

    /**
     * A document's score.
     *
     * @param index its place in the request, from 0
     * @param relevanceScore the more the better; what the model's classifier gives
     * @param document its text, where that was asked for
     */
    public record Result(
            int index, float relevanceScore, @Nullable String document) {}

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("model", model);
        ArrayNode list = json.putArray("results");
        for (Result result : results) {
            ObjectNode entry =
                    list.addObject().put("index", result.index()).put("relevance_score", result.relevanceScore());
            if (result.document() != null) {
                entry.putObject("document").put("text", result.document());
            }
        }
        json.putObject("usage").put("prompt_tokens", totalTokens).put("total_tokens", totalTokens);
        if (!warnings.isEmpty()) {
            ArrayNode texts = json.putArray("warnings");
            warnings.forEach(texts::add);
        }
        return json;
    }
}
