package io.mullama.client;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import org.jspecify.annotations.Nullable;

/** Finds the daemon, or starts it where none runs. Immutable and thread-safe. */
public final class DaemonConnector {
    private final ClientSetup setup;

    public DaemonConnector(ClientSetup setup) {
        this.setup = setup;
    }

    /** A client of a daemon that has just answered. */
    public DaemonClient connect() {
        DaemonLocator locator = new DaemonLocator(setup);
        return locator.elsewhere().map(this::connectTo).orElseGet(() -> connectHere(locator));
    }

    private DaemonClient connectTo(Address address) {
        DaemonClient client = new DaemonClient(address, setup.patience().answer());
        Health health = client.health();
        if (health instanceof Health.Absent absent) {
            throw absent.reason();
        }
        if (health instanceof Health.Starting) {
            throw new MullamaException(
                    ErrorCode.STARTING, "the daemon at " + address.text() + " is starting", "try again in a moment");
        }
        if (health instanceof Health.Stopping) {
            throw new MullamaException(
                    ErrorCode.SHUTTING_DOWN, "the daemon at " + address.text() + " is shutting down", "start it again");
        }
        if (health instanceof Health.Ready ready && isOther(ready.version())) {
            setup.dialogue().tell(difference(address, ready.version()));
        }
        return client;
    }

    private DaemonClient connectHere(DaemonLocator locator) {
        FoundDaemon found = attempt(locator);
        if (!isOther(found.version())) {
            return found.client();
        }
        setup.dialogue().tell(difference(found.client().address(), found.version()));
        if (!setup.dialogue().confirm("Restart it?")) {
            return found.client();
        }
        new DaemonStopper(setup).stop(setup.patience().start());
        return attempt(locator).client();
    }

    private FoundDaemon attempt(DaemonLocator locator) {
        try (ConnectAttempt attempt = new ConnectAttempt(setup, locator)) {
            return attempt.run();
        }
    }

    private boolean isOther(@Nullable String version) {
        return version != null && !version.equals(setup.version());
    }

    private String difference(Address address, @Nullable String version) {
        return "the daemon at " + address.text() + " is mullama " + version + ", this is " + setup.version()
                + "; 'mullama stop' ends it, and the next command starts this one";
    }
}
