package io.mullama.server;

import java.util.logging.LogManager;

/** Keeps the log open while the process ends: the platform's own closes it first, and then nobody learns why. */
public final class LastingLogs extends LogManager {

    @Override
    public void reset() {
        // Called by the platform when the process ends.
    }
}
