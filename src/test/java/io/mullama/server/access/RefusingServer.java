package io.mullama.server.access;

import io.mullama.HttpProbe;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpLimits;
import io.mullama.server.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A server that refuses every request, with the status in its query, in a dialect's words; bodies have 1000 bytes. */
public final class RefusingServer implements AutoCloseable {
    private final HttpServer server;

    public RefusingServer(ErrorDialect dialect) throws IOException {
        server = new HttpServer(
                new HttpEndpoints(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), null),
                HttpLimits.defaults().withMaxBodyBytes(1000),
                (request, exchange) -> exchange.fail(new HttpError(
                        Integer.parseInt(request.query("status").orElseThrow()), "why", "what", "do this")),
                new DialectErrors(List.of(dialect)),
                "1");
        server.start();
    }

    public HttpProbe probe() {
        return HttpProbe.tcp(server.boundPort());
    }

    @Override
    public void close() throws IOException {
        server.stop(Duration.ZERO);
    }
}
