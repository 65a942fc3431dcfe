package io.mullama.client;

import io.mullama.api.DaemonStatus;
import io.mullama.daemon.DaemonInfo;
import io.mullama.daemon.DaemonLock;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ends this machine's daemon, letting it finish what it works on. Immutable and thread-safe. */
public final class DaemonStopper {
    private static final int PAUSE_MILLIS = 10;

    /** Between a process and the daemon's first reading of its clock lies the start of a JVM. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

    /**
     * A running daemon.
     *
     * @param locked whether it holds the lock of our home, so that the lock says when it has ended
     */
    private record Target(ProcessHandle process, int activeRequests, boolean locked) {}

    private final ClientSetup setup;
    private final DaemonLocator locator;

    public DaemonStopper(ClientSetup setup) {
        this.setup = setup;
        this.locator = new DaemonLocator(setup);
    }

    /** Ends the daemon and waits for its end; false where none runs. */
    public boolean stop(Duration limit) {
        locator.elsewhere().ifPresent(address -> {
            throw runsElsewhere(address);
        });
        Optional<Target> target = find();
        target.ifPresent(found -> {
            // A process that has ended by itself in between has done what was wanted.
            boolean signalled = found.process.destroy() || !found.process.isAlive();
            if (!signalled) {
                throw new MullamaException(
                        ErrorCode.PERMISSION_DENIED,
                        "the daemon (process " + found.process.pid() + ") may not be ended by you",
                        "stop it as the user who started it");
            }
            await(found, limit);
        });
        return target.isPresent();
    }

    private Optional<Target> find() {
        boolean locked = isLocked();
        for (Address place : locator.here()) {
            Optional<Target> answering = ask(place, locked);
            if (answering.isPresent()) {
                return answering;
            }
        }
        if (!locked) {
            return Optional.empty();
        }
        return Optional.of(registered()
                .map(process -> new Target(process, 0, true))
                .orElseThrow(() -> new MullamaException(
                        ErrorCode.DAEMON_UNREACHABLE,
                        "a daemon holds " + setup.directories().daemonLock()
                                + ", but it does not answer and its process is not known",
                        "find it with 'ps' and end it with 'kill'")));
    }

    private static MullamaException runsElsewhere(Address address) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "the daemon at " + address.text() + " runs on another machine",
                "stop it there, or unset MULLAMA_HOST to stop the one here");
    }

    private Optional<Target> ask(Address place, boolean locked) {
        DaemonStatus status;
        try {
            status = new DaemonClient(place, setup.patience().answer()).status();
        } catch (MullamaException e) {
            // A daemon that does not answer is found by its registry file below.
            return Optional.empty();
        }
        Optional<ProcessHandle> process = ProcessHandle.of(status.pid());
        if (place instanceof Address.Tcp
                && process.filter(it -> startedWith(status, it)).isEmpty()) {
            throw runsElsewhere(place);
        }
        return process.map(it -> new Target(it, status.activeRequests(), locked));
    }

    /** A port may lead to another machine or container, whose process numbers mean other processes here. */
    private static boolean startedWith(DaemonStatus status, ProcessHandle process) {
        Duration age = process.info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        return age.minusSeconds(status.uptimeSecs()).abs().compareTo(START_TOLERANCE) <= 0;
    }

    /** The process that the registry file names, unless that is a later one which was given the same number. */
    private Optional<ProcessHandle> registered() {
        return locator.registered().flatMap(this::process);
    }

    private Optional<ProcessHandle> process(DaemonInfo info) {
        Instant latest = info.startedAt().plusSeconds(1);
        return ProcessHandle.of(info.pid())
                .filter(process -> process.info().startInstant().orElse(latest).compareTo(latest) <= 0);
    }

    private void await(Target target, Duration limit) {
        long begin = System.nanoTime();
        boolean told = false;
        while (isRunning(target)) {
            Duration passed = Duration.ofNanos(System.nanoTime() - begin);
            if (passed.compareTo(limit) >= 0) {
                throw new MullamaException(
                        ErrorCode.TIMED_OUT,
                        "the daemon (process " + target.process.pid() + ") has not ended within " + limit.toSeconds()
                                + " s",
                        "it still finishes requests: wait longer with --timeout, or end it at once with 'kill -9 "
                                + target.process.pid() + "'");
            }
            if (!told && passed.compareTo(setup.patience().silence()) > 0) {
                told = true;
                setup.dialogue().progress(waitingFor(target.activeRequests));
            }
            pause();
        }
    }

    private static String waitingFor(int requests) {
        return switch (requests) {
            case 0 -> "waiting for the daemon to end";
            case 1 -> "waiting for the daemon to finish one request";
            default -> "waiting for the daemon to finish " + requests + " requests";
        };
    }

    private boolean isRunning(Target target) {
        // The lock goes first: a process that has let go of it still takes a moment to end.
        return (target.locked && isLocked()) || target.process.isAlive();
    }

    private boolean isLocked() {
        try {
            return DaemonLock.isHeld(setup.directories().daemonLock());
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "cannot read " + setup.directories().daemonLock() + ": " + e.getMessage(),
                            "give yourself access to it, or set MULLAMA_HOME to another folder")
                    .causedBy(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(e);
        }
    }
}
