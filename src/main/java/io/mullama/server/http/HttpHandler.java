package io.mullama.server.http;

import java.io.IOException;

/** Answers requests; called by one thread per connection, so it must be thread-safe. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Answers one request. An {@link IOException} because the client left is normal and quiet. Anything else
     * that is thrown becomes a 500 while nothing was sent, and afterwards cuts the connection, so that a truncated answer
     * never looks complete.
     */
    void handle(HttpRequest request, HttpExchange exchange) throws Exception;

    /** What it does with a request's body, which has not been read. */
    default BodyUse bodyUse(HttpRequest request) {
        return BodyUse.WHOLE;
    }

    /**
     * Looks at a request whose body has not been read. Headers that are set here stay on whatever is answered later.
     *
     * @return true to have it handled; false when this has answered it, and the body is never read
     */
    default boolean admits(HttpRequest request, HttpExchange exchange) throws IOException {
        return true;
    }
}
