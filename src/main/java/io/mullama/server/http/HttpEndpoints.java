package io.mullama.server.http;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens; immutable.
 *
 * @param tcp resolved addresses; port 0 takes any free port
 * @param unixSocket the socket file, whose folder exists, or null for none
 */
public record HttpEndpoints(
        List<InetSocketAddress> tcp, @Nullable Path unixSocket) {
    public HttpEndpoints {
        tcp = List.copyOf(tcp);
        for (InetSocketAddress address : tcp) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("unresolved address: " + address);
            }
        }
    }
}
