package io.mullama.server.http;

import java.time.Duration;
import java.util.List;

/**
 * What one server grants its clients; immutable.
 *
 * @param maxHeadBytes request line and headers together, and the trailers of a chunked body
 * @param maxBodyBytes a request body after removal of its chunk framing
 * @param maxConnections connections at once, and so threads
 * @param headTimeout from the first byte of a request to the end of its headers, and from accepting to the first byte
 * @param bodyTimeout from the end of the headers to the end of the body
 * @param idleTimeout how long a kept-alive connection waits for its next request
 * @param writeTimeout how long a client may read nothing while an answer waits to be sent
 * @param stallGrace how long it may do so without fear of losing its place to a newcomer at the bound of connections
 */
public record HttpLimits(
        int maxHeadBytes,
        int maxBodyBytes,
        int maxConnections,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration writeTimeout,
        Duration stallGrace) {
    static final Duration LONGEST = Duration.ofDays(365);

    public HttpLimits {
        if (maxHeadBytes <= 0 || maxBodyBytes < 0 || maxConnections <= 0) {
            throw new IllegalArgumentException("sizes and counts must be positive");
        }
        for (Duration timeout : List.of(headTimeout, bodyTimeout, idleTimeout, writeTimeout, stallGrace)) {
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("timeouts must be positive and at most a year: " + timeout);
            }
        }
    }

    /**
     * Limits for a daemon on a person's own machine: 32 KiB heads, 64 MiB bodies, 256 connections. Whoever pauses the
     * output of a command finds all of it an hour later, unless the place is needed.
     */
    public static HttpLimits defaults() {
        return new HttpLimits(
                32 * 1024,
                64 * 1024 * 1024,
                256,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(75),
                Duration.ofHours(1),
                Duration.ofSeconds(30));
    }

    /** The same with another bound on request bodies. */
    public HttpLimits withMaxBodyBytes(int bytes) {
        return new HttpLimits(
                maxHeadBytes, bytes, maxConnections, headTimeout, bodyTimeout, idleTimeout, writeTimeout, stallGrace);
    }

    public HttpLimits withMaxConnections(int connections) {
        return new HttpLimits(
                maxHeadBytes,
                maxBodyBytes,
                connections,
                headTimeout,
                bodyTimeout,
                idleTimeout,
                writeTimeout,
                stallGrace);
    }
}
