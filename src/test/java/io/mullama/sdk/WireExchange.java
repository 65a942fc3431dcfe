package io.mullama.sdk;

import java.util.Locale;
import java.util.Map;

/**
 * A request and its answer as they were on the wire; an answer that was broken off has what had come. Immutable.
 *
 * @param target the request's path and query
 * @param requestHeaders by their names in lower case
 * @param status zero where no answer had begun
 * @param contentType the answer's, without parameters
 */
record WireExchange(
        String method,
        String target,
        Map<String, String> requestHeaders,
        String requestBody,
        int status,
        String contentType,
        String responseBody) {

    boolean isEventStream() {
        return contentType.equals("text/event-stream");
    }

    boolean isLines() {
        return contentType.toLowerCase(Locale.ROOT).contains("ndjson");
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** What follows the question mark, empty where there is none. */
    String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }
}
