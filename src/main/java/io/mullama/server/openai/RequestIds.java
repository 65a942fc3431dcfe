package io.mullama.server.openai;

import io.mullama.server.answer.RandomIds;
import io.mullama.server.http.HttpHandler;
import java.util.Map;

/** Names each request in a header of its answer, as OpenAI's clients tell their users. Stateless. */
public final class RequestIds {
    private static final String HEADER = "x-request-id";
    private static final String PREFIX = "req_";

    private RequestIds() {}

    /** The handler, with such a header on whatever it answers. */
    public static HttpHandler naming(HttpHandler handler) {
        return (request, exchange) -> handler.handle(request, exchange.header(HEADER, RandomIds.of(PREFIX)));
    }

    /** The header of one more answer. */
    static Map<String, String> header() {
        return Map.of(HEADER, RandomIds.of(PREFIX));
    }
}
