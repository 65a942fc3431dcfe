package io.mullama.server.http;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How the answer to one request must be laid out; immutable.
 *
 * @param http11 the client knows chunks, and keeps the connection unless told otherwise
 * @param bodyless only the head is sent: the request was a HEAD
 * @param keepAlive whether the connection stays open, asked when the head is written
 */
record Framing(boolean http11, boolean bodyless, BooleanSupplier keepAlive) {
    /** After a fault nobody knows where the next request would begin. */
    static Framing lastAnswer() {
        return new Framing(true, false, () -> false);
    }

    static Framing of(HttpRequest request, BooleanSupplier serverStays) {
        List<String> connection = request.head().fields().tokens("connection");
        boolean http11 = request.head().http11();
        boolean wanted = !connection.contains("close") && (http11 || connection.contains("keep-alive"));
        return new Framing(http11, request.method().equals("HEAD"), () -> wanted && serverStays.getAsBoolean());
    }
}
