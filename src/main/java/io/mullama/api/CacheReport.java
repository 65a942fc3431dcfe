package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * The answer of {@code GET /api/cache} and {@code POST /api/cache/prune}. Immutable.
 *
 * @param path the folder of downloaded models
 * @param sizeBytes of everything in it
 * @param unneeded files that no model needs, or that were deleted
 */
public record CacheReport(String path, long sizeBytes, List<File> unneeded) implements JsonBody {

    /** A file, by its path in the folder. */
    public record File(String path, long sizeBytes) {}

    public CacheReport {
        unneeded = List.copyOf(unneeded);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("path", path).put("size_bytes", sizeBytes);
        ArrayNode files = json.putArray("unneeded");
        unneeded.forEach(file -> files.addObject().put("path", file.path()).put("size_bytes", file.sizeBytes()));
        return json;
    }

    public static CacheReport fromJson(Fields fields) {
        return new CacheReport(
                fields.requiredString("path"),
                Objects.requireNonNullElse(fields.longInteger("size_bytes"), 0L),
                Objects.requireNonNullElse(
                        fields.objects(
                                "unneeded",
                                file -> new File(
                                        file.requiredString("path"),
                                        Objects.requireNonNullElse(file.longInteger("size_bytes"), 0L))),
                        List.of()));
    }
}
