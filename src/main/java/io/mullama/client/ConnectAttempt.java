package io.mullama.client;

import io.mullama.daemon.DaemonLock;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One search for the daemon of this machine that ends with a daemon which answers, found or started. Not thread-safe.
 *
 * <p>However many clients search at once, one daemon is started: by the one that holds the start lock, while nobody
 * holds the daemon's own.
 */
final class ConnectAttempt implements AutoCloseable {
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final int LATER_PAUSE_MILLIS = 20;
    private static final int FIRST_PAUSES = 400;

    private enum Seen {
        NOBODY,
        STARTING,
        STOPPING
    }

    private final ClientSetup setup;
    private final DaemonLocator locator;
    private final DaemonLife life;
    private final long begin = System.nanoTime();
    private long lastSignOfLife = begin;
    private Seen seen = Seen.NOBODY;
    private @Nullable DaemonLock startLock;
    private @Nullable StartedDaemon child;
    private int pauses;
    private boolean told;

    /** {@code life} is that of a daemon that has to be started. */
    ConnectAttempt(ClientSetup setup, DaemonLocator locator, DaemonLife life) {
        this.setup = setup;
        this.locator = locator;
        this.life = life;
    }

    /** The daemon that answers. */
    FoundDaemon run() {
        while (true) {
            FoundDaemon found = look();
            if (found != null) {
                if (child != null) {
                    child.letGo();
                }
                return found;
            }
            if (!advance()) {
                pause();
            }
        }
    }

    @Override
    public void close() {
        DaemonLock lock = startLock;
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                // The lock ends with this process at the latest.
            }
        }
    }

    private @Nullable FoundDaemon look() {
        seen = Seen.NOBODY;
        for (Address place : locator.here()) {
            DaemonClient client = new DaemonClient(place, setup.patience().answer());
            Health health = client.health();
            if (health instanceof Health.Ready ready) {
                return new FoundDaemon(client, ready.version(), child != null);
            } else if (health instanceof Health.Starting) {
                seen = Seen.STARTING;
            } else if (health instanceof Health.Stopping) {
                seen = Seen.STOPPING;
            } else if (health instanceof Health.Absent absent) {
                requireSurmountable(absent.reason());
            }
        }
        return null;
    }

    /** Another daemon can be started beside one that is gone, not beside one that hangs or is somebody else's. */
    static void requireSurmountable(MullamaException reason) {
        if (reason.code() != ErrorCode.DAEMON_UNREACHABLE) {
            throw reason;
        }
    }

    /** Takes the next step; whether it is worth looking again at once. */
    private boolean advance() {
        if (seen == Seen.STARTING) {
            lastSignOfLife = System.nanoTime();
            return false;
        }
        requireTimeLeft();
        if (child != null) {
            superviseChild(child);
            return false;
        }
        if (seen == Seen.STOPPING || isDaemonAlive()) {
            return false;
        }
        if (startLock == null) {
            setup.directories().create();
            startLock = tryStartLock();
            // Somebody may have started a daemon between our look and our lock.
            return startLock != null;
        }
        child = new DaemonLauncher(setup).launch(life);
        return false;
    }

    private void superviseChild(StartedDaemon started) {
        if (!started.isAlive()) {
            if (!isDaemonAlive()) {
                throw started.death();
            }
            // It gave way to a daemon that was quicker: a client that was killed had started that one.
            child = null;
        }
    }

    private void requireTimeLeft() {
        Duration limit = setup.patience().start();
        if (System.nanoTime() - lastSignOfLife < limit.toNanos()) {
            return;
        }
        if (child != null) {
            throw child.giveUp(limit.toSeconds());
        }
        throw new MullamaException(
                ErrorCode.DAEMON_UNREACHABLE,
                "no daemon answers at " + locator.socket() + ", though one is alive or being started in "
                        + setup.directories().home(),
                "end it with 'mullama stop', then try again");
    }

    private boolean isDaemonAlive() {
        try {
            return DaemonLock.isHeld(setup.directories().daemonLock());
        } catch (IOException e) {
            throw unusableLock(e);
        }
    }

    private @Nullable DaemonLock tryStartLock() {
        try {
            return DaemonLock.tryAcquire(setup.directories().startLock()).orElse(null);
        } catch (IOException e) {
            throw unusableLock(e);
        }
    }

    private MullamaException unusableLock(IOException e) {
        return new MullamaException(
                        ErrorCode.PERMISSION_DENIED,
                        "cannot lock a file in " + setup.directories().home() + ": " + e.getMessage(),
                        "give yourself write access to it, or set MULLAMA_HOME to another folder")
                .causedBy(e);
    }

    private void pause() {
        if (!told && System.nanoTime() - begin > setup.patience().silence().toNanos()) {
            told = true;
            boolean ending = seen != Seen.STARTING && child == null;
            setup.dialogue()
                    .progress(
                            ending ? "waiting for another daemon to end or start" : "waiting for the daemon to start");
        }
        try {
            Thread.sleep(pauses++ < FIRST_PAUSES ? FIRST_PAUSE_MILLIS : LATER_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(e);
        }
    }
}
