package io.mullama.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The clients that must have shown what they can, from {@code compatibility/clients.json}. Stateless. */
final class ClientsOfDialects {
    private ClientsOfDialects() {}

    /**
     * A client that is part of the tests.
     *
     * @param without what it has no call for, and what it has instead
     */
    record Listed(String name, Dialect dialect, Map<Shown, String> without) {
        boolean mustShow(Shown what) {
            return dialect.has(what) && !without.containsKey(what);
        }
    }

    /** In the order of the page. */
    static List<Listed> all() throws IOException {
        List<Listed> all = new ArrayList<>();
        for (JsonNode client : CompatibilityFiles.read("clients.json")) {
            Map<Shown, String> without = new TreeMap<>();
            client.path("without")
                    .properties()
                    .forEach(entry -> without.put(
                            Shown.valueOf(entry.getKey()), entry.getValue().asText()));
            Dialect dialect = Dialect.valueOf(client.get("dialect").asText());
            all.add(new Listed(client.get("name").asText(), dialect, without));
        }
        return all;
    }
}
