package io.mullama.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mullama.config.TomlText;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file of the catalog's form, the built-in one or a person's own. For one thread. */
final class CatalogFile {
    private static final String FROM = "from";
    private static final List<String> KEYS =
            List.of("default", "description", "size", "tags", FROM, "projector", "can", "also");
    private static final List<String> ABILITIES = List.of("tools", "thinking", "vision");

    private final String source;
    private final String text;
    private final Function<ModelName.Plain, Optional<CatalogEntry>> known;

    /** {@code known} finds the models that another name may be given to. */
    CatalogFile(String source, String text, Function<ModelName.Plain, Optional<CatalogEntry>> known) {
        this.source = source;
        this.text = text;
        this.known = known;
    }

    /**
     * The entries in their order.
     *
     * @throws MullamaException that names the file, and the line of the first thing that is wrong
     */
    List<CatalogItem> items() {
        List<CatalogItem> items = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : TomlText.parse(source, text).properties()) {
            items.add(item(entry.getKey(), entry.getValue()));
        }
        return items;
    }

    private CatalogItem item(String key, JsonNode value) {
        if (!value.isTextual() && !value.has(FROM)) {
            throw invalid(
                    key,
                    "'" + key + "' has no from",
                    "write \"" + key
                            + "\" = \"hf:ORGANIZATION/REPOSITORY\"; a name with a dot or colon needs the quotes");
        }
        ModelName.Plain name = plain(key);
        JsonNode table = value.isTextual() ? MissingNode.getInstance() : value;
        table.properties().forEach(field -> requireKnown(key, field.getKey()));
        CatalogEntry base = base(key, name, value.isTextual() ? value : value.get(FROM));
        List<String> can = strings(key, table, "can");
        can.forEach(ability -> requireAbility(key, ability));
        CatalogEntry entry = new CatalogEntry(
                name.text(),
                string(key, table, "description").orElse(base.description()),
                string(key, table, "size").orElse(base.sizeHint()),
                table.has("tags") ? strings(key, table, "tags") : base.tags(),
                base.from(),
                string(key, table, "projector").or(base::projector),
                base.hasThinking() || can.contains("thinking"),
                base.hasVision() || can.contains("vision"),
                base.hasTools() || can.contains("tools"));
        return new CatalogItem(
                entry, lower(name.family()), lower(name.tag()), isDefault(key, table), strings(key, table, "also"));
    }

    private ModelName.Plain plain(String key) {
        if (name(key, key) instanceof ModelName.Plain plain) {
            return plain;
        }
        throw invalid(key, "'" + key + "' is no short name", "take one such as my:7b");
    }

    /** What is known by its source alone. */
    private CatalogEntry base(String key, ModelName.Plain name, JsonNode from) {
        if (!from.isTextual()) {
            throw invalid(key, "from of '" + key + "' is no text", "write from = \"hf:ORGANIZATION/REPOSITORY\"");
        }
        ModelName source = name(key, from.asText());
        if (source instanceof ModelName.Hub hub) {
            return new CatalogEntry(name.text(), hub.text(), "", List.of(), hub, Optional.empty(), false, false, false);
        }
        return Optional.of(source)
                .filter(ModelName.Plain.class::isInstance)
                .map(ModelName.Plain.class::cast)
                .flatMap(known)
                .map(entry -> entry.named(name.text()))
                .orElseThrow(() -> invalid(
                        key,
                        "from of '%s' is neither a repository nor in the catalog: %s".formatted(key, source.text()),
                        "write from = \"hf:ORGANIZATION/REPOSITORY\"; for a file, use mullama create"));
    }

    private ModelName name(String key, String text) {
        try {
            return ModelName.parse(text);
        } catch (MullamaException e) {
            throw invalid(key, e.getMessage(), e.hint().orElse("mend it")).causedBy(e);
        }
    }

    private void requireKnown(String key, String field) {
        if (!KEYS.contains(field)) {
            throw invalid(key, "'%s' of '%s' is no key".formatted(field, key), nearest(field, KEYS, "the keys are "));
        }
    }

    private void requireAbility(String key, String ability) {
        if (!ABILITIES.contains(ability)) {
            throw invalid(
                    key,
                    "'%s' is nothing that '%s' can do".formatted(ability, key),
                    nearest(ability, ABILITIES, "write one of "));
        }
    }

    private static String nearest(String typed, List<String> names, String otherwise) {
        return NearestName.of(typed, names)
                .map(near -> "did you mean " + near + "?")
                .orElse(otherwise + String.join(", ", names));
    }

    private Optional<String> string(String key, JsonNode table, String field) {
        JsonNode value = table.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid(key, "%s of '%s' is no text".formatted(field, key), "put it between quotes");
        }
        return Optional.of(value.asText());
    }

    private List<String> strings(String key, JsonNode table, String field) {
        JsonNode list = table.path(field);
        if (list.isMissingNode()) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        list.forEach(each -> strings.add(each.isTextual() ? each.asText() : ""));
        if (!list.isArray() || strings.contains("")) {
            throw invalid(
                    key,
                    "%s of '%s' is no list of texts".formatted(field, key),
                    "write %s = [\"one\", \"two\"]".formatted(field));
        }
        return strings;
    }

    private boolean isDefault(String key, JsonNode table) {
        JsonNode value = table.path("default");
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(key, "default of '" + key + "' is not true or false", "write default = true");
        }
        return value.asBoolean();
    }

    private MullamaException invalid(String key, String message, String hint) {
        return new MullamaException(
                ErrorCode.INVALID_SETTING, "%s line %d: %s".formatted(source, lineOf(key), message), hint);
    }

    /** The line that begins with the key; the reader of TOML tells lines of its own errors alone. */
    private long lineOf(String key) {
        Matcher matcher = Pattern.compile("^[ \\t]*\\[?[ \\t]*[\"']?" + Pattern.quote(key) + "\\b", Pattern.MULTILINE)
                .matcher(text);
        return matcher.find()
                ? 1
                        + text.substring(0, matcher.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                : 1;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
