package io.mullama.server.answer;

import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.ResponseStream;

/** How the objects of a streamed answer follow each other on the wire. Stateless. */
public enum StreamFraming {
    /** One object a line. */
    NDJSON("application/x-ndjson", "", "\n"),

    /** Server-sent events, as the WHATWG HTML standard has them. */
    SSE("text/event-stream", "data: ", "\n\n");

    private final String contentType;
    private final String before;
    private final String after;

    StreamFraming(String contentType, String before, String after) {
        this.contentType = contentType;
        this.before = before;
        this.after = after;
    }

    /** Begins a stream, of which nothing is sent yet. */
    public ResponseStream begin(HttpExchange exchange) {
        return exchange.header("Cache-Control", "no-cache").stream(200, contentType);
    }

    /** What stands before each object, in ASCII. */
    String before() {
        return before;
    }

    /** What stands behind each object, in ASCII. */
    String after() {
        return after;
    }
}
