package io.mullama.client;

import io.mullama.api.DaemonStatus;
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
        Optional<StopTarget> target = find();
        target.ifPresent(found -> end(found, limit));
        return target.isPresent();
    }

    private void end(StopTarget target, Duration limit) {
        // A process that has ended by itself in between has done what was wanted.
        boolean signalled = target.process().destroy() || target.isGone();
        if (!signalled) {
            throw new MullamaException(
                    ErrorCode.PERMISSION_DENIED,
                    "the daemon (process " + target.pid() + ") may not be ended by you",
                    "stop it as the user who started it");
        }
        await(target, limit);
    }

    private Optional<StopTarget> find() {
        Optional<Address> named = locator.named();
        if (named.isPresent()) {
            return Optional.of(answeringAt(named.get()));
        }
        return findHere();
    }

    private StopTarget answeringAt(Address place) {
        Health health = new DaemonClient(place, setup.patience().answer()).health();
        if (health instanceof Health.Absent absent) {
            throw absent.reason();
        }
        return ask(place).orElseThrow(() -> runsElsewhere(place));
    }

    private Optional<StopTarget> findHere() {
        long begin = System.nanoTime();
        boolean told = false;
        while (true) {
            boolean locked = isLocked();
            Optional<StopTarget> found = locked ? answering().or(this::registered) : answering();
            if (found.isPresent() || !locked) {
                return found;
            }
            // Another command has just ended this one, or is starting it: soon it answers, or lets go.
            Duration passed = Duration.ofNanos(System.nanoTime() - begin);
            if (passed.compareTo(setup.patience().start()) >= 0) {
                throw new MullamaException(
                        ErrorCode.DAEMON_UNREACHABLE,
                        "a daemon holds " + setup.directories().daemonLock()
                                + ", but it does not answer and its process is not known",
                        "find it with 'ps' and end it with 'kill'");
            }
            told = tellOnce(told, passed, "waiting for another daemon to end or start");
            pause();
        }
    }

    private Optional<StopTarget> answering() {
        for (Address place : locator.here()) {
            Optional<StopTarget> answering = ask(place);
            if (answering.isPresent()) {
                return answering;
            }
        }
        return Optional.empty();
    }

    /** The process that the registry file names, unless that is a later one which was given the same number. */
    private Optional<StopTarget> registered() {
        return locator.registered().flatMap(DaemonLocator::process).map(process -> StopTarget.of(process, 0, true));
    }

    private static MullamaException runsElsewhere(Address address) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "the daemon at " + address.text() + " runs on another machine",
                "stop it there, or unset MULLAMA_HOST to stop the one here");
    }

    private Optional<StopTarget> ask(Address place) {
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
        boolean ofOurHome = locator.isOfOurHome(place, status.pid());
        return process.map(it -> StopTarget.of(it, status.activeRequests(), ofOurHome));
    }

    /** A port may lead to another machine or container, whose process numbers mean other processes here. */
    private static boolean startedWith(DaemonStatus status, ProcessHandle process) {
        Duration age = process.info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        return age.minusSeconds(status.uptimeSecs()).abs().compareTo(START_TOLERANCE) <= 0;
    }

    private void await(StopTarget target, Duration limit) {
        long begin = System.nanoTime();
        boolean told = false;
        while (!hasEnded(target)) {
            Duration passed = Duration.ofNanos(System.nanoTime() - begin);
            if (passed.compareTo(limit) >= 0) {
                throw new MullamaException(
                        ErrorCode.TIMED_OUT,
                        "the daemon (process " + target.pid() + ") has not ended within " + limit.toSeconds() + " s",
                        "it still finishes requests: wait longer with --timeout, or end it at once with 'kill -9 "
                                + target.pid() + "'");
            }
            told = tellOnce(told, passed, waitingFor(target.activeRequests()));
            pause();
        }
    }

    private boolean tellOnce(boolean told, Duration passed, String what) {
        if (!told && passed.compareTo(setup.patience().silence()) > 0) {
            setup.dialogue().progress(what);
            return true;
        }
        return told;
    }

    private static String waitingFor(int requests) {
        return switch (requests) {
            case 0 -> "waiting for the daemon to end";
            case 1 -> "waiting for the daemon to finish one request";
            default -> "waiting for the daemon to finish " + requests + " requests";
        };
    }

    /** Letting go of the lock is the last that a daemon does; another may have taken it at once. */
    private boolean hasEnded(StopTarget target) {
        if (!target.ofOurHome()) {
            return target.isGone();
        }
        // A process that runs no program any more may hold the lock for a moment yet, until the system has closed it.
        return !isLocked() || isSucceeded(target) || !target.process().isAlive();
    }

    private boolean isSucceeded(StopTarget target) {
        return locator.registered().filter(info -> info.pid() != target.pid()).isPresent();
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
