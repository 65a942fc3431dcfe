package io.mullama.cli.daemon;

import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.cli.command.CliContext;
import io.mullama.config.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks whether the daemon's port can be listened on. Stateless. */
final class PortCheck {
    private static final String NAME = "port";

    private PortCheck() {}

    /**
     * The finding.
     *
     * @param running whether the daemon runs
     * @param http where that listens; null for nowhere
     */
    static Finding of(CliContext context, boolean running, @Nullable String http) {
        Endpoint endpoint = context.settings(Map.of()).endpoint();
        if (!endpoint.isThisMachine()) {
            return Finding.ok(NAME, "that of " + endpoint.url() + ", as MULLAMA_HOST says; none is opened here");
        }
        if (endpoint.port() == 0) {
            return Finding.ok(NAME, "none: the daemon listens on its Unix socket alone");
        }
        if (http != null && http.endsWith(":" + endpoint.port())) {
            return Finding.ok(NAME, "the daemon holds " + endpoint.port());
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(endpoint.host(), endpoint.port()));
            return Finding.ok(NAME, endpoint.port() + " is free");
        } catch (IOException e) {
            // A daemon that runs already does without it.
            return new Finding(
                    NAME,
                    running ? Status.WARNING : Status.ERROR,
                    endpoint.url() + " cannot be listened on: " + e.getMessage(),
                    "choose another port with 'mullama config set port', 0 for none; 'ss -ltnp' tells who holds this"
                            + " one");
        }
    }
}
