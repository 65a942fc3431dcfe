package io.mullama.hub;

import java.util.Optional;

/** What goes wrong with one answer on its way; faults set it before the answer is made. For one thread. */
final class FakeDelivery {
    static final long NEVER = Long.MAX_VALUE;

    boolean dropped;
    boolean rangesIgnored;
    boolean connectionLost;
    long cutAfter = NEVER;
    long stallAfter = NEVER;
    long bytesPerSecond = NEVER;
    long surplus;
    long wrongFrom = NEVER;
    long wrongTo = NEVER;
    Optional<FakeContent> substitute = Optional.empty();

    /** Whether the answer may end otherwise than its head says, so that the connection is of no use after it. */
    boolean endsConnection() {
        return surplus > 0 || stallAfter != NEVER;
    }
}
