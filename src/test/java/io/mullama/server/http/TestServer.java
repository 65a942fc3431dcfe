package io.mullama.server.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A started server on a free loopback port and on a socket in a folder of its own; thread-safe. */
final class TestServer implements Closeable {
    static final HttpErrors ERRORS = (error, request) -> new HttpErrors.Worded(
            bytes("{\"error\":{\"code\":\"" + error.code() + "\",\"status\":" + error.status() + "}}"));

    enum Endpoint {
        TCP,
        UNIX
    }

    private final HttpServer server;
    private final Path socket;

    TestServer(HttpHandler handler) throws IOException {
        this(handler, new Limits());
    }

    TestServer(HttpHandler handler, Limits limits) throws IOException {
        this(handler, limits, null);
    }

    /** Under TLS where there is something to prove. */
    TestServer(HttpHandler handler, Limits limits, @Nullable SSLContext tls) throws IOException {
        socket = Files.createTempDirectory("mullama-http").resolve("s");
        HttpEndpoints endpoints = new HttpEndpoints(endpoints(0, socket).tcp(), socket, tls);
        server = new HttpServer(endpoints, limits.toLimits(), handler, ERRORS, "1.2.3");
        server.start();
    }

    static HttpEndpoints endpoints(int port, Path socket) {
        return new HttpEndpoints(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)), socket);
    }

    /** Answers with the method, the path and the body. */
    static void echo(HttpRequest request, HttpExchange exchange) throws IOException {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        text(exchange, request.method() + " " + request.path() + " " + body);
    }

    static void text(HttpExchange exchange, String text) throws IOException {
        exchange.respond(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    HttpServer http() {
        return server;
    }

    Path socket() {
        return socket;
    }

    RawClient connect() throws IOException {
        return connect(Endpoint.TCP);
    }

    RawClient connect(Endpoint endpoint) throws IOException {
        return new RawClient(
                endpoint == Endpoint.UNIX
                        ? UnixDomainSocketAddress.of(socket)
                        : new InetSocketAddress(InetAddress.getLoopbackAddress(), server.boundPort()));
    }

    @Override
    public void close() throws IOException {
        server.stop(Duration.ZERO);
        Files.delete(socket.getParent());
    }

    /** Limits under construction: generous timeouts unless a test is about them. */
    static final class Limits {
        private static final Duration LONG = Duration.ofSeconds(30);
        private int maxBodyBytes = 1_000_000;
        private int maxConnections = 100;
        private Duration head = LONG;
        private Duration body = LONG;
        private Duration idle = LONG;
        private Duration write = LONG;
        private Duration stall = LONG;

        Limits maxBodyBytes(int bytes) {
            maxBodyBytes = bytes;
            return this;
        }

        Limits maxConnections(int connections) {
            maxConnections = connections;
            return this;
        }

        Limits headMillis(int millis) {
            head = Duration.ofMillis(millis);
            return this;
        }

        Limits bodyMillis(int millis) {
            body = Duration.ofMillis(millis);
            return this;
        }

        Limits idleMillis(int millis) {
            idle = Duration.ofMillis(millis);
            return this;
        }

        Limits writeMillis(int millis) {
            write = Duration.ofMillis(millis);
            return this;
        }

        Limits stallMillis(int millis) {
            stall = Duration.ofMillis(millis);
            return this;
        }

        private HttpLimits toLimits() {
            return new HttpLimits(4096, maxBodyBytes, maxConnections, head, body, idle, write, stall);
        }
    }
}
