package io.mullama.hub.download;

import java.time.Duration;

/**
 * How a download goes about it. Immutable.
 *
 * @param connections at once
 * @param chunkSize bytes after which what came is kept for good
 * @param stall how long a connection may bring nothing
 */
public record DownloadLimits(int connections, int chunkSize, Duration stall, RetryPolicy retries) {
    public static final int CHUNK_SIZE = 8 << 20;

    /** For models and lines as they are. */
    public static DownloadLimits of(int connections) {
        return new DownloadLimits(connections, CHUNK_SIZE, Duration.ofSeconds(30), RetryPolicy.PATIENT);
    }
}
