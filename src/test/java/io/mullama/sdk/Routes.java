package io.mullama.sdk;

import java.util.List;
import java.util.regex.Pattern;

/** Names the route of a path, without the model's or the answer's name in it. Stateless. */
final class Routes {
    private static final List<Named> NAMED = List.of(
            new Named("/v1/models/{model}", "/v1/models/.+"),
            new Named("/v1/responses/input_tokens", "/v1/responses/input_tokens"),
            new Named("/v1/responses/{id}/cancel", "/v1/responses/[^/]+/cancel"),
            new Named("/v1/responses/{id}/input_items", "/v1/responses/[^/]+/input_items"),
            new Named("/v1/responses/{id}", "/v1/responses/[^/]+"),
            new Named("/api/blobs/{digest}", "/api/blobs/.+"));

    private Routes() {}

    private record Named(String route, Pattern path) {
        Named(String route, String path) {
            this(route, Pattern.compile(path));
        }
    }

    static String of(String path) {
        return NAMED.stream()
                .filter(named -> named.path.matcher(path).matches())
                .map(Named::route)
                .findFirst()
                .orElse(path);
    }
}
