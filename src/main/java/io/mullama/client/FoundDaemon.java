package io.mullama.client;

import org.jspecify.annotations.Nullable;

/** A daemon that answers, and the version it names. Immutable. */
record FoundDaemon(DaemonClient client, @Nullable String version) {}
