package io.mullama.server.access;

import io.mullama.api.ErrorBody;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpRequest;
import java.util.Map;

/** How one dialect words the errors that are found before a route is. Thread-safe. */
public interface ErrorDialect {
    /** Whether a client that sends this, by its path or its headers, expects this dialect. */
    boolean speaks(HttpRequest request);

    /** The error in this dialect's words; its status has been decided. */
    ErrorBody word(HttpError error, HttpRequest request);

    /** The headers that an error in its words has. */
    default Map<String, String> headers(ErrorBody worded) {
        return Map.of();
    }
}
