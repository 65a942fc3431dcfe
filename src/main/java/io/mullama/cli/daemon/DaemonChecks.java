package io.mullama.cli.daemon;

import io.mullama.api.DoctorReport;
import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.cli.command.CliContext;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the daemon from outside, started if need be, and asks what it finds itself. For one thread. */
final class DaemonChecks {
    private static final String NAME = "daemon";

    private final CliContext context;

    DaemonChecks(CliContext context) {
        this.context = context;
    }

    /** What the daemon found; null where it could not be asked. */
    @Nullable
    DoctorReport addTo(List<Finding> findings) {
        try {
            DaemonClient running = running();
            String http = running == null ? null : running.systemStatus().httpEndpoint();
            findings.add(PortCheck.of(context, running != null, http));
            DaemonClient daemon = running == null ? context.connector().connect() : running;
            findings.add(versions(daemon, running == null));
            return daemon.doctor();
        } catch (MullamaException e) {
            findings.add(isSaid(findings, e) ? notAsked() : HomeChecks.problem(NAME, e));
            return null;
        }
    }

    /** What is wrong with the settings keeps us from the daemon too. */
    private static boolean isSaid(List<Finding> findings, MullamaException e) {
        for (Finding finding : findings) {
            if (finding.message().equals(e.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static Finding notAsked() {
        return new Finding(NAME, Status.WARNING, "was not asked, because of the settings", "mend those first");
    }

    private @Nullable DaemonClient running() {
        try {
            return context.connector().running();
        } catch (MullamaException e) {
            if (e.code() == ErrorCode.DAEMON_UNREACHABLE && !context.isElsewhere()) {
                return null;
            }
            throw e;
        }
    }

    private Finding versions(DaemonClient daemon, boolean started) {
        String version = daemon.status().version();
        String ours = context.environment().version();
        String place = daemon.address().text();
        if (!version.equals(ours)) {
            return new Finding(
                    NAME,
                    Status.WARNING,
                    "the daemon at " + place + " is mullama " + version + ", and this is " + ours,
                    "restart it: mullama daemon restart");
        }
        return Finding.ok(NAME, (started ? "was started, and answers at " : "answers at ") + place);
    }
}
