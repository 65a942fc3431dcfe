package io.mullama.sdk;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What all clients' tests of one run share: daemons, one for each set of options, and the results. Thread-safe. */
final class SdkRun implements AutoCloseable {
    private final Map<List<String>, SdkServer> servers = new HashMap<>();
    private final SdkResults results = new SdkResults();

    /** The run that a test belongs to; its daemons end with the last test. */
    static SdkRun of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SdkRun.class))
                .computeIfAbsent(SdkRun.class, key -> new SdkRun(), SdkRun.class);
    }

    /** The daemon that was started with these options of {@code mullama serve} beside the usual ones. */
    synchronized SdkServer server(List<String> options) {
        return servers.computeIfAbsent(options, SdkServer::new);
    }

    SdkResults results() {
        return results;
    }

    @Override
    public synchronized void close() throws IOException {
        for (SdkServer server : servers.values()) {
            server.close();
        }
    }
}
