package io.mullama.client;

import org.jspecify.annotations.Nullable;

/**
 * A daemon that answers. Immutable.
 *
 * @param version that it names; null where it names none
 * @param started whether it was started now, and by us
 */
public record FoundDaemon(DaemonClient client, @Nullable String version, boolean started) {}
