package io.mullama.hub;

import io.mullama.hub.FakeExchange.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** One HTTP server on a port of its own, which records what comes and lets faults happen. Thread-safe. */
final class FakeHost extends Dispatcher {
    /** What a host knows. */
    interface Routes {
        /** Says which file a request is about, where its address alone does not. */
        default void identify(FakeExchange exchange) {}

        FakeAnswer answer(FakeExchange exchange);
    }

    private final MockWebServer server = new MockWebServer();
    private final FakeConnections connections = new FakeConnections();
    private final boolean contentHost;
    private final Routes routes;
    private final Faults faults;
    private final FakeTraffic traffic;

    FakeHost(boolean contentHost, Routes routes, Faults faults, FakeTraffic traffic) {
        this.contentHost = contentHost;
        this.routes = routes;
        this.faults = faults;
        this.traffic = traffic;
    }

    void start(Optional<SSLSocketFactory> tls) throws IOException {
        server.setServerSocketFactory(connections);
        server.setDispatcher(this);
        tls.ifPresent(server::useHttps);
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** Where it listens, without a slash at the end. */
    URI address(boolean tls) {
        return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + server.getPort());
    }

    void loseConnections() {
        connections.closeAll();
    }

    void stop() {
        connections.closeAll();
        server.close();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        boolean http2 = request.getVersion().startsWith("HTTP/2");
        FakeExchange exchange = new FakeExchange(
                request.getMethod(),
                request.getTarget(),
                request.getHeaders().toMultimap(),
                new Wire(contentHost, request.getHandshake() != null, http2, request.getConnectionIndex()));
        routes.identify(exchange);
        traffic.add(exchange);
        return response(exchange);
    }

    private MockResponse response(FakeExchange exchange) {
        var befalls = faults.take(exchange);
        befalls.forEach(fault -> fault.before(exchange));
        if (exchange.delivery().dropped) {
            exchange.finish();
            connections.close(exchange.connection());
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        FakeAnswer answer = routes.answer(exchange);
        for (Fault fault : befalls) {
            answer = fault.after(exchange, answer);
        }
        exchange.status(answer.status());
        return response(exchange, answer);
    }

    private MockResponse response(FakeExchange exchange, FakeAnswer answer) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(answer.status()).clearHeaders();
        answer.headers().forEach(response::addHeader);
        boolean hasLength = exchange.delivery().surplus == 0 && answer.status() != 304;
        if (hasLength) {
            response.addHeader("Content-Length", answer.length());
        }
        if (exchange.delivery().endsConnection() && !exchange.http2()) {
            response.addHeader("Connection", "close");
        }
        boolean hasBody = !exchange.method().equals("HEAD") && (answer.length() > 0 || !hasLength);
        if (hasBody && answer.status() != 304) {
            response.socketHandler(
                    new FakeAnswerWriter(exchange, answer, traffic, () -> connections.close(exchange.connection())));
        } else {
            exchange.finish();
        }
        return response.build();
    }
}
