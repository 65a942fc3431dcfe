package io.mullama.server.answer;

import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.server.http.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends whole answers in JSON. Stateless. */
public final class JsonReply {
    private static final String JSON = "application/json";

    /** Numbers in an answer that is kept as a whole before it is sent: a few hundred kilobytes of text. */
    private static final long MOST_BUFFERED = 32_768;

    private static final int CHUNK = 1 << 16;

    private JsonReply() {}

    /** An answer that writes itself, because as a tree it would take the heap. */
    @FunctionalInterface
    public interface Written {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Sends an answer that is there as a whole. */
    public static void send(HttpExchange exchange, int status, JsonBody body) throws IOException {
        exchange.respond(status, JSON, Json.bytes(body));
    }

    /** Sends a small answer with its length, one of many numbers in pieces: vectors may be a hundred megabytes. */
    public static void send(HttpExchange exchange, long numbers, Written answer) throws IOException {
        if (numbers <= MOST_BUFFERED) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            answer.writeTo(whole);
            exchange.respond(200, JSON, whole.toByteArray());
        } else {
            answer.writeTo(new BufferedOutputStream(new ResponseOutput(exchange.stream(200, JSON)), CHUNK));
        }
    }
}
