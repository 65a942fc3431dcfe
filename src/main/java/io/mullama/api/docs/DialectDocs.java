package io.mullama.api.docs;

import java.util.List;

/**
 * The routes of one dialect. Immutable.
 *
 * @param name what people call it: {@code OpenAI}
 * @param errorName the name of the schema of its errors
 * @param errorExample an error as it words them, as JSON
 */
public record DialectDocs(String name, String errorName, String errorExample, List<RouteDoc> routes) {
    public DialectDocs {
        routes = List.copyOf(routes);
    }
}
