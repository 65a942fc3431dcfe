package io.mullama.server.http;

/** Answers requests; called by one thread per connection, so it must be thread-safe. */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Answers one request. An {@link java.io.IOException} because the client left is normal and quiet. Anything else
     * that is thrown becomes a 500 while nothing was sent, and afterwards cuts the connection, so that a truncated answer
     * never looks complete.
     */
    void handle(HttpRequest request, HttpExchange exchange) throws Exception;
}
