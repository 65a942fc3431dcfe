package io.mullama.client;

/**
 * A running daemon that is to end. Immutable.
 *
 * @param ofOurHome whether it holds the lock of our home, so that the lock says when it has ended
 * @param visible whether the system tells which program the process runs
 */
record StopTarget(ProcessHandle process, int activeRequests, boolean ofOurHome, boolean visible) {
    static StopTarget of(ProcessHandle process, int activeRequests, boolean ofOurHome) {
        return new StopTarget(
                process, activeRequests, ofOurHome, process.info().command().isPresent());
    }

    long pid() {
        return process.pid();
    }

    /** Whether nothing of it runs any more, be it that nobody has fetched its exit code (a zombie runs no program). */
    boolean isGone() {
        return !process.isAlive() || (visible && process.info().command().isEmpty());
    }
}
