package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What {@code mullama config list} tells. Immutable. */
public record ConfigReport(String path, List<Entry> settings) implements JsonBody {
    public ConfigReport {
        settings = List.copyOf(settings);
    }

    /**
     * One setting. Immutable.
     *
     * @param value as it holds; asterisks for a secret
     * @param from {@code default}, {@code file} or {@code environment}
     * @param origin {@code MULLAMA_PORT}, {@code port in …/config.toml}, {@code the default}
     * @param variable that would set it
     */
    public record Entry(String key, String value, String from, String origin, String variable, String description)
            implements JsonBody {
        @Override
        public ObjectNode toJson() {
            return Json.object()
                    .put("key", key)
                    .put("value", value)
                    .put("from", from)
                    .put("origin", origin)
                    .put("variable", variable)
                    .put("description", description);
        }
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("path", path);
        ArrayNode list = json.putArray("settings");
        settings.forEach(setting -> list.add(setting.toJson()));
        return json;
    }
}
