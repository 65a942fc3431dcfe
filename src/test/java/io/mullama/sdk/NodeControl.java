package io.mullama.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where tests that run in Node ask for a port of the daemon, and how many answers are under way. Thread-safe. */
final class NodeControl implements AutoCloseable {
    private final SdkServer server;
    private final HttpServer http;
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    NodeControl(SdkServer server) throws IOException {
        this.server = server;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        http.createContext("/begin", exchange -> respond(exchange, begin(exchange)));
        http.createContext(
                "/active",
                exchange -> respond(exchange, server.probe().get("/status").body()));
        http.start();
    }

    /** A test that has its port. */
    record Begun(Set<Shown> shows, SdkDaemon daemon) {}

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** What a test of this name has asked for. */
    Begun begun(String test) {
        Begun found = begun.get(test);
        if (found == null) {
            throw new AssertionError("'" + test + "' has not asked for a daemon");
        }
        return found;
    }

    @Override
    public void close() {
        http.stop(0);
        for (Begun test : begun.values()) {
            try {
                test.daemon.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String begin(HttpExchange exchange) throws IOException {
        JsonNode asked = new JsonMapper().readTree(exchange.getRequestBody());
        Set<Shown> shows = EnumSet.noneOf(Shown.class);
        asked.get("shows").forEach(shown -> shows.add(Shown.valueOf(shown.asText())));
        SdkDaemon daemon = server.open();
        begun.put(asked.get("test").asText(), new Begun(shows, daemon));
        return new JsonMapper().createObjectNode().put("url", daemon.url()).toString();
    }

    private static void respond(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
