package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/search}. Immutable.
 *
 * @param models those with a short name first
 * @param warnings why there may be more, and what of the request was ignored
 */
public record SearchResult(List<Hit> models, List<String> warnings) implements JsonBody {

    /**
     * A model that could be pulled.
     *
     * @param name what to pull
     * @param description one line; empty for a repository
     * @param sizeHint how many parameters; may be empty
     * @param downloads of the last month; null for a short name
     * @param files in which quantizations it is there, and whether they fit into this machine's memory
     */
    public record Hit(
            String name,
            String description,
            String sizeHint,
            @Nullable Long downloads,
            List<OfferedFile> files) {
        public Hit {
            files = List.copyOf(files);
        }

        private ObjectNode toJson() {
            ObjectNode json = Json.object()
                    .put("name", name)
                    .put("description", description)
                    .put("size_hint", sizeHint);
            OfferedFile.addTo(json, files);
            return downloads == null ? json : json.put("downloads", downloads);
        }

        private static Hit fromJson(Fields fields) {
            return new Hit(
                    fields.requiredString("name"),
                    Objects.requireNonNullElse(fields.string("description"), ""),
                    Objects.requireNonNullElse(fields.string("size_hint"), ""),
                    fields.longInteger("downloads"),
                    OfferedFile.allOf(fields));
        }
    }

    public SearchResult {
        models = List.copyOf(models);
        warnings = List.copyOf(warnings);
    }

    /** The first of them. */
    public SearchResult limited(int most) {
        return new SearchResult(models.subList(0, Math.min(most, models.size())), warnings);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("models");
        models.forEach(hit -> list.add(hit.toJson()));
        if (!warnings.isEmpty()) {
            ArrayNode lines = json.putArray("warnings");
            warnings.forEach(lines::add);
        }
        return json;
    }

    public static SearchResult fromJson(Fields fields) {
        return new SearchResult(
                Objects.requireNonNullElse(fields.objects("models", Hit::fromJson), List.of()),
                Objects.requireNonNullElse(fields.strings("warnings"), List.of()));
    }
}
