package io.mullama.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code config.toml} holds, flattened to {@code key = text}; nothing where there is no file. Immutable. */
public final class ConfigFile {
    private final Path path;
    private final Map<String, String> values;

    private ConfigFile(Path path, Map<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /** A file that says nothing. */
    public static ConfigFile empty(Path path) {
        return new ConfigFile(path, Map.of());
    }

    /** Reads the file; a key that is no setting is an error that names the nearest one. */
    public static ConfigFile read(Path path) {
        String text;
        try {
            text = Files.readString(path);
        } catch (NoSuchFileException e) {
            return empty(path);
        } catch (CharacterCodingException e) {
            throw new MullamaException(ErrorCode.INVALID_SETTING, path + " is not UTF-8 text", "mend it or remove it")
                    .causedBy(e);
        } catch (IOException e) {
            if (Files.isDirectory(path)) {
                throw new MullamaException(
                        ErrorCode.INVALID_SETTING, path + " is a folder, not a file", "remove it or rename it");
            }
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "cannot read " + path,
                            "give yourself read access to it, or set MULLAMA_HOME to another folder")
                    .causedBy(e);
        }
        Map<String, String> values = new LinkedHashMap<>();
        ConfigFile file = new ConfigFile(path, values);
        file.flatten("", TomlText.parse(path.toString(), text));
        values.keySet().forEach(file::requireKnown);
        return file;
    }

    public Path path() {
        return path;
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private void flatten(String prefix, JsonNode node) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject() && key.equals(Setting.API_KEYS.key())) {
                values.put(key, named(value));
            } else if (value.isObject()) {
                flatten(key + ".", value);
            } else {
                values.put(key, value.isArray() ? joined(key, value) : value.asText());
            }
        }
    }

    /** A table of keys by name; no error shows a key. */
    private String named(JsonNode table) {
        List<String> items = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            boolean usable = entry.getKey().matches("[A-Za-z0-9_.-]+")
                    && entry.getValue().isTextual()
                    && entry.getValue().asText().matches("[!-+--~]+");
            if (!usable) {
                throw new MullamaException(
                        ErrorCode.INVALID_SETTING,
                        "%s sets '%s.%s' to what is no key".formatted(path, Setting.API_KEYS.key(), entry.getKey()),
                        "it takes lines such as laptop = \"the key\", where neither has blanks or commas");
            }
            items.add(entry.getKey() + "=" + entry.getValue().asText());
        }
        return String.join(",", items);
    }

    private String joined(String key, JsonNode list) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isValueNode()) {
                throw new MullamaException(
                        ErrorCode.INVALID_SETTING,
                        "%s sets '%s' to a list of lists or tables".formatted(path, key),
                        "a list holds texts or numbers alone");
            }
            items.add(item.asText());
        }
        return String.join(",", items);
    }

    private void requireKnown(String key) {
        List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
        if (!known.contains(key)) {
            throw new MullamaException(
                    ErrorCode.INVALID_SETTING,
                    "%s sets '%s', which is no setting".formatted(path, key),
                    NearestName.of(key, known)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("the settings are " + String.join(", ", known)));
        }
    }
}
