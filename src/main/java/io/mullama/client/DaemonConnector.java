package io.mullama.client;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Finds the daemon, or starts it where none runs; asks a person once what is to become of another version. Thread-safe. */
public final class DaemonConnector {
    private final ClientSetup setup;
    private final AtomicBoolean compared = new AtomicBoolean();

    public DaemonConnector(ClientSetup setup) {
        this.setup = setup;
    }

    /** A client of a daemon that has just answered. */
    public DaemonClient connect() {
        DaemonLocator locator = new DaemonLocator(setup);
        return locator.elsewhere()
                .or(locator::named)
                .map(this::connectTo)
                .orElseGet(() -> connectHere(locator, DaemonLife.ON_DEMAND))
                .client();
    }

    /**
     * The daemon that runs now; none is started.
     *
     * @throws MullamaException if none answers
     */
    public DaemonClient running() {
        DaemonLocator locator = new DaemonLocator(setup);
        return locator.elsewhere()
                .or(locator::named)
                .map(address -> answering(address).client())
                .orElseGet(() -> runningHere(locator));
    }

    /** Whether a daemon answers now; none is started. */
    public boolean isRunning() {
        try {
            DaemonClient unused = running();
            return true;
        } catch (MullamaException e) {
            return false;
        }
    }

    /** Whether commands go to the daemon of our home, which they start where they need it. */
    public boolean isHere() {
        DaemonLocator locator = new DaemonLocator(setup);
        return locator.elsewhere().or(locator::named).isEmpty();
    }

    /** Whether the daemon that answers there, with that process number, is the one of our home. */
    public boolean isOfOurHome(Address address, long pid) {
        return new DaemonLocator(setup).isOfOurHome(address, pid);
    }

    /** Tells the person where a daemon is of another version than ours. */
    public void tellIfOther(Address address, @Nullable String version) {
        if (isOther(version)) {
            setup.dialogue().tell(difference(address, version));
        }
    }

    /** The daemon that runs, or one that is started now and stays until it is stopped. */
    public FoundDaemon start() {
        DaemonLocator locator = new DaemonLocator(setup);
        locator.elsewhere().ifPresent(address -> {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "the daemon at " + address.text() + " runs on another machine",
                    "start it there, or unset MULLAMA_HOST to start one here");
        });
        return locator.named().map(this::connectTo).orElseGet(() -> connectHere(locator, DaemonLife.LASTING));
    }

    /** Asks a daemon for its health; what it is not ready for is thrown. */
    public static void requireReady(DaemonClient daemon) {
        Health health = daemon.health();
        if (health instanceof Health.Absent absent) {
            throw absent.reason();
        }
        requireReady(daemon.address(), health);
    }

    private DaemonClient runningHere(DaemonLocator locator) {
        for (Address place : locator.here()) {
            DaemonClient client = new DaemonClient(place, setup.patience().answer());
            Health health = client.health();
            if (health instanceof Health.Absent absent) {
                ConnectAttempt.requireSurmountable(absent.reason());
            } else {
                requireReady(place, health);
                return client;
            }
        }
        throw new MullamaException(
                ErrorCode.DAEMON_UNREACHABLE,
                "no daemon is running in " + setup.directories().home(),
                "'mullama daemon start' starts one, and so does every command that needs it");
    }

    private FoundDaemon connectTo(Address address) {
        FoundDaemon found = answering(address);
        if (isNewToUs(found.version())) {
            setup.dialogue().tell(difference(address, found.version()));
        }
        return found;
    }

    private FoundDaemon answering(Address address) {
        DaemonClient client = new DaemonClient(address, setup.patience().answer());
        Health health = client.health();
        if (health instanceof Health.Absent absent) {
            throw absent.reason();
        }
        requireReady(address, health);
        return new FoundDaemon(client, health instanceof Health.Ready ready ? ready.version() : null, false);
    }

    private static void requireReady(Address address, Health health) {
        if (health instanceof Health.Starting) {
            throw new MullamaException(
                    ErrorCode.STARTING, "the daemon at " + address.text() + " is starting", "try again in a moment");
        }
        if (health instanceof Health.Stopping) {
            throw new MullamaException(
                    ErrorCode.SHUTTING_DOWN, "the daemon at " + address.text() + " is shutting down", "start it again");
        }
    }

    private FoundDaemon connectHere(DaemonLocator locator, DaemonLife life) {
        FoundDaemon found = attempt(locator, life);
        if (!isNewToUs(found.version())) {
            return found;
        }
        setup.dialogue().tell(difference(found.client().address(), found.version()));
        if (!setup.dialogue().confirm("Restart it?")) {
            return found;
        }
        new DaemonStopper(setup).stop(setup.patience().start());
        return attempt(locator, life);
    }

    private FoundDaemon attempt(DaemonLocator locator, DaemonLife life) {
        try (ConnectAttempt attempt = new ConnectAttempt(setup, locator, life)) {
            return attempt.run();
        }
    }

    /** Whether the daemon that is connected to first is another version; later ones, in mid-work, are taken as they are. */
    private boolean isNewToUs(@Nullable String version) {
        return !compared.getAndSet(true) && isOther(version);
    }

    private boolean isOther(@Nullable String version) {
        return version != null && !version.equals(setup.version());
    }

    private String difference(Address address, @Nullable String version) {
        return "the daemon at " + address.text() + " is mullama " + version + ", this is " + setup.version()
                + "; 'mullama stop' ends it, and the next command starts this one";
    }
}
