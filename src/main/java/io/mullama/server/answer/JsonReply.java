package io.mullama.server.answer;

import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.server.http.HttpExchange;
import java.io.IOException;

/** Sends whole answers in JSON. Stateless. */
public final class JsonReply {
    private JsonReply() {}

    /** Sends an answer that is there as a whole. */
    public static void send(HttpExchange exchange, int status, JsonBody body) throws IOException {
        exchange.respond(status, "application/json", Json.bytes(body));
    }
}
