package io.mullama.client;

/** How long a daemon lives that a client starts. Immutable. */
enum DaemonLife {
    /** Until it has been idle for a while. */
    ON_DEMAND,
    /** Until it is stopped. */
    LASTING
}
