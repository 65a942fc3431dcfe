package io.mullama.cli.daemon;

import io.mullama.api.DaemonStatus;
import io.mullama.api.SystemStatus;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.ExitCodes;
import io.mullama.client.DaemonClient;
import io.mullama.client.FoundDaemon;

/** Starts the daemon in the background and says where it listens. Stateless. */
final class DaemonStart {
    private DaemonStart() {}

    static int run(CliContext context) {
        FoundDaemon found = context.connector().start();
        DaemonClient daemon = found.client();
        DaemonStatus status = daemon.status();
        String what = found.started() ? "The daemon has started" : "The daemon runs already";
        context.console()
                .println(what + ": process " + status.pid() + ", at " + endpoints(daemon.systemStatus()) + ".");
        if (status.onDemand()) {
            context.console()
                    .tell(
                            "a command has started it, so it ends when it is idle; 'mullama daemon restart' makes it stay");
        }
        return ExitCodes.SUCCESS;
    }

    /** Where it listens, for people. */
    static String endpoints(SystemStatus system) {
        String http = system.httpEndpoint();
        String socket = system.ipcEndpoint();
        if (http == null || socket == null) {
            return http == null ? String.valueOf(socket) : http;
        }
        return http + " and " + socket;
    }
}
