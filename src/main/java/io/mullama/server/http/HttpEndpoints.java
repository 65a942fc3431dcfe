package io.mullama.server.http;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and how; immutable.
 *
 * @param tcp resolved addresses; port 0 takes any free port
 * @param unixSocket the socket file, whose folder exists, or null for none
 * @param tls what the TCP endpoints prove themselves with, or null to speak in the clear there
 */
public record HttpEndpoints(
        List<InetSocketAddress> tcp,
        @Nullable Path unixSocket,
        @Nullable SSLContext tls) {
    /** Endpoints that speak in the clear. */
    public HttpEndpoints(List<InetSocketAddress> tcp, @Nullable Path unixSocket) {
        this(tcp, unixSocket, null);
    }

    public HttpEndpoints {
        tcp = List.copyOf(tcp);
        for (InetSocketAddress address : tcp) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("unresolved address: " + address);
            }
        }
    }
}
