package io.mullama.daemon;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a living daemon says about itself in the registry file. Immutable.
 *
 * @param httpEndpoint {@code http://127.0.0.1:8080}; null where only the socket listens
 * @param socket the Unix socket, absolute
 * @param startedAt kept in whole milliseconds
 */
public record DaemonInfo(long pid, String version, @Nullable String httpEndpoint, Path socket, Instant startedAt) {

    /** The socket as the contract writes it: {@code ipc:///home/me/.mullama/mullama.sock}. */
    public String ipcEndpoint() {
        return "ipc://" + socket;
    }
}
