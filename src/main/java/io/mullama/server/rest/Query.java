package io.mullama.server.rest;

import io.mullama.api.Warnings;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a request has in its address: a name in the path, and parameters behind the question mark. For one thread. */
final class Query {
    private final HttpRequest request;
    private final Set<String> unread;

    Query(HttpRequest request) {
        this.request = request;
        this.unread = new TreeSet<>(request.queryNames());
    }

    /**
     * The model's name in the path.
     *
     * @throws MullamaException if it can be none
     */
    static ModelName name(HttpRequest request) {
        return ModelName.parse("name", request.pathVariable());
    }

    /** Empty where it is left out. */
    String text(String name) {
        unread.remove(name);
        return request.query(name).orElse("");
    }

    /** Whether it is on; its name alone says so. */
    boolean flag(String name) {
        unread.remove(name);
        return request.query(name).map(value -> isOn(name, value)).orElse(false);
    }

    private static boolean isOn(String name, String value) {
        return switch (value) {
            case "", "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw MullamaException.invalidField(name, "'" + name + "' must be true or false, not " + value);
        };
    }

    /** Of each that nothing has read. */
    List<String> warnings() {
        return Warnings.unknown(List.copyOf(unread));
    }
}
