package io.mullama.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/rerank}. Immutable.
 *
 * @param model null for the daemon's default
 * @param query not empty
 * @param documents from 1 to 2048 texts, none of them empty
 * @param topN how many of the best to answer with; null for all
 * @param returnDocuments whether their texts are repeated in the answer
 * @param truncate whether a document over the context is cut rather than refused
 * @param keepAlive how long the model stays loaded afterwards; null for the daemon's setting
 */
public record RerankRequest(
        @Nullable String model,
        String query,
        List<String> documents,
        @Nullable Integer topN,
        boolean returnDocuments,
        boolean truncate,
        @Nullable String keepAlive)
        implements JsonBody {

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (model != null) {
            json.put("model", model);
        }
        json.put("query", query);
        ArrayNode list = json.putArray("documents");
        documents.forEach(list::add);
        if (topN != null) {
            json.put("top_n", topN);
        }
        json.put("return_documents", returnDocuments);
        json.put("truncate", truncate);
        if (keepAlive != null) {
            json.put("keep_alive", keepAlive);
        }
        return json;
    }

    /** Texts, or objects that hold them. */
    private static List<String> documents(Fields fields) {
        JsonNode list = fields.node("documents");
        boolean objects =
                list != null && list.isArray() && list.size() > 0 && list.get(0).isObject();
        List<String> texts = objects
                ? fields.objects("documents", document -> document.requiredString("text"))
                : fields.strings("documents");
        return EmbedRequest.checked(fields, "documents", texts);
    }

    public static RerankRequest fromJson(Fields fields) {
        String query = fields.requiredString("query");
        if (query.isEmpty()) {
            throw fields.invalid("query", "must not be empty");
        }
        Integer topN = fields.integer("top_n");
        if (topN != null && topN < 1) {
            throw fields.invalid("top_n", "must be at least 1, not " + topN);
        }
        return new RerankRequest(
                fields.string("model"),
                query,
                documents(fields),
                topN,
                fields.bool("return_documents", false),
                fields.bool("truncate", false),
                GenerationOptions.keepAlive(fields));
    }
}
