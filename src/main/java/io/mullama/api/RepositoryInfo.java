package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /api/info}. Immutable.
 *
 * @param name what pulls the usual one of its files
 * @param about what the model is
 * @param hub what is thought of it
 * @param files what could be pulled, the smallest first
 * @param roomBytes of memory that models may take
 * @param warnings why there is less than there could be
 */
public record RepositoryInfo(
        String name, About about, Standing hub, List<OfferedFile> files, long roomBytes, List<String> warnings)
        implements JsonBody {

    /**
     * What the model is; what is not known is empty, or 0.
     *
     * @param repository {@code org/repo}
     */
    public record About(String repository, String description, String license, long parameters, String architecture) {}

    /**
     * What people do with it.
     *
     * @param downloads of the last month
     * @param updated null where it is not known
     * @param gated whether its files are for those alone who have accepted a licence
     */
    public record Standing(
            long downloads, long likes, @Nullable Instant updated, boolean gated) {}

    public RepositoryInfo {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("name", name)
                .put("repository", about.repository())
                .put("description", about.description())
                .put("license", about.license())
                .put("parameters", about.parameters())
                .put("architecture", about.architecture())
                .put("downloads", hub.downloads())
                .put("likes", hub.likes())
                .put("gated", hub.gated())
                .put("memory_bytes", roomBytes);
        Instant updated = hub.updated();
        if (updated != null) {
            json.put("updated_at", updated.toString());
        }
        OfferedFile.addTo(json, files);
        if (!warnings.isEmpty()) {
            ArrayNode lines = json.putArray("warnings");
            warnings.forEach(lines::add);
        }
        return json;
    }

    public static RepositoryInfo fromJson(Fields fields) {
        return new RepositoryInfo(
                fields.requiredString("name"),
                new About(
                        text(fields, "repository"),
                        text(fields, "description"),
                        text(fields, "license"),
                        number(fields, "parameters"),
                        text(fields, "architecture")),
                new Standing(
                        number(fields, "downloads"),
                        number(fields, "likes"),
                        instant(fields.string("updated_at")),
                        fields.bool("gated", false)),
                OfferedFile.allOf(fields),
                number(fields, "memory_bytes"),
                Objects.requireNonNullElse(fields.strings("warnings"), List.of()));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String text(Fields fields, String name) {
        return Objects.requireNonNullElse(fields.string(name), "");
    }

    private static long number(Fields fields, String name) {
        return Objects.requireNonNullElse(fields.longInteger(name), 0L);
    }
}
