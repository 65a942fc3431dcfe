package io.mullama.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.Digest;
import io.mullama.model.ModelRecipe;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes manifests as JSON, and reads them back; files below the cache by their path in it. Immutable. */
final class ManifestJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    private final Path cache;

    /** {@code cache} is the folder of downloaded models, which may be moved as a whole. */
    ManifestJson(Path cache) {
        this.cache = cache;
    }

    String write(Manifest manifest) {
        ObjectNode json = JSON.createObjectNode().put("version", VERSION).put("name", manifest.name());
        manifest.source()
                .ifPresent(source -> json.putObject("source")
                        .put("repository", source.repository())
                        .put("commit", source.commit()));
        ArrayNode files = json.putArray("files");
        manifest.files().forEach(file -> write(files.addObject(), file));
        write(json.putObject("recipe"), manifest.recipe());
        json.put("created", manifest.created().toString());
        return json.toPrettyString() + "\n";
    }

    private void write(ObjectNode json, ManifestFile file) {
        Path whole = file.path().normalize();
        Path path = whole.startsWith(cache) ? cache.relativize(whole) : whole;
        String separator = path.getFileSystem().getSeparator();
        json.put("role", wireName(file.role()))
                .put("path", path.toString().replace(separator, "/"))
                .put("size", file.size());
        file.digest().ifPresent(digest -> json.put("digest", digest.toString()));
        json.put("modified", file.modified().toString());
        if (file.role() == Role.ADAPTER) {
            json.put("scale", file.scale());
        }
    }

    private static void write(ObjectNode json, ModelRecipe recipe) {
        ArrayNode parameters = json.putArray("parameters");
        recipe.parameters()
                .forEach(each -> parameters.addObject().put("name", each.name()).put("value", each.value()));
        json.put("template", recipe.template()).put("system", recipe.system());
        ArrayNode messages = json.putArray("messages");
        recipe.messages()
                .forEach(each -> messages.addObject().put("role", each.role()).put("content", each.content()));
        recipe.licenses().forEach(json.putArray("licenses")::add);
        ModelRecipe.Traits traits = recipe.traits();
        json.put("author", traits.author())
                .put("thinking", traits.thinking())
                .put("tool_format", traits.toolFormat())
                .put("gpu_layers", traits.gpuLayers())
                .put("flash_attention", traits.flashAttention());
        traits.capabilities().forEach(json.putArray("capabilities")::add);
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException if it is none
     */
    Manifest read(String text) throws IOException {
        JsonNode json = parse(text);
        try {
            JsonNode source = json.path("source");
            return new Manifest(
                    required(json, "name"),
                    source.isObject()
                            ? Optional.of(
                                    new Manifest.Source(required(source, "repository"), required(source, "commit")))
                            : Optional.empty(),
                    list(json.path("files"), this::file),
                    recipe(json.path("recipe")),
                    time(json, "created"));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static JsonNode parse(String text) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            JsonLocation place = e.getLocation();
            String where = place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw new IOException("it is no JSON" + where, e);
        }
        JsonNode version = json.path("version");
        if (version.asInt() != VERSION) {
            String said = version.isMissingNode() ? "it does not say its version" : "it is of version " + version;
            throw new IOException(said + ", and this one is known: " + VERSION);
        }
        return json;
    }

    private ManifestFile file(JsonNode json) {
        return new ManifestFile(
                role(required(json, "role")),
                cache.resolve(required(json, "path")).normalize(),
                json.path("size").asLong(),
                Digest.parse(json.path("digest").asText("")),
                time(json, "modified"),
                (float) json.path("scale").asDouble(1));
    }

    private static Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> wireName(role).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has a file of the unknown role " + text));
    }

    private static String wireName(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Instant time(JsonNode json, String field) {
        String text = required(json, field);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time", e);
        }
    }

    private static ModelRecipe recipe(JsonNode json) {
        return new ModelRecipe(
                list(
                        json.path("parameters"),
                        each -> new ModelRecipe.Parameter(required(each, "name"), required(each, "value"))),
                text(json, "template"),
                text(json, "system"),
                list(
                        json.path("messages"),
                        each -> new ModelRecipe.Turn(required(each, "role"), required(each, "content"))),
                list(json.path("licenses"), JsonNode::asText),
                traits(json));
    }

    private static ModelRecipe.Traits traits(JsonNode json) {
        JsonNode layers = json.path("gpu_layers");
        JsonNode flash = json.path("flash_attention");
        return new ModelRecipe.Traits(
                text(json, "author"),
                text(json, "thinking"),
                text(json, "tool_format"),
                list(json.path("capabilities"), JsonNode::asText),
                layers.isInt() ? (Integer) layers.intValue() : null,
                flash.isBoolean() ? (Boolean) flash.booleanValue() : null);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> items = new ArrayList<>();
        array.forEach(item -> items.add(reader.apply(item)));
        return items;
    }

    private static String required(JsonNode json, String field) {
        String text = text(json, field);
        if (text == null) {
            throw new IllegalArgumentException("it has no " + field);
        }
        return text;
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).isTextual() ? json.path(field).textValue() : null;
    }
}
