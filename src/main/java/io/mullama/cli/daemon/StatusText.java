package io.mullama.cli.daemon;

import io.mullama.api.StatusReport;
import io.mullama.api.SystemStatus;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Sections;
import java.time.Instant;
import java.util.Objects;

/** How a daemon is, on one screen. Stateless. */
final class StatusText {
    private StatusText() {}

    static String of(StatusReport report, Instant now) {
        SystemStatus system = report.system();
        String title = "mullama " + system.version() + " is running";
        String http = Objects.requireNonNullElse(system.httpEndpoint(), "");
        String socket = Objects.requireNonNullElse(system.ipcEndpoint(), "");
        Sections sections = new Sections()
                .value(title, "process", Long.toString(report.daemon().pid()))
                .value(title, "up for", HumanTime.span(system.uptimeSecs()))
                .value(title, "ends", report.daemon().onDemand() ? "when it is idle" : "when it is stopped")
                .value(title, "HTTP", http)
                .value(title, "socket", socket)
                .value(
                        title,
                        "asked at",
                        http.equals(report.address()) || socket.endsWith(report.address()) ? "" : report.address())
                .value(title, "home", Objects.requireNonNullElse(report.home(), ""))
                .value(title, "requests", requests(system.stats()))
                .value(title, "generated", system.stats().tokensGenerated() + " tokens")
                .value(title, "memory", memory(system.stats()))
                .value(title, "GPU", system.stats().gpuAvailable() ? "used" : "none")
                .value(title, "default", Objects.requireNonNullElse(system.defaultModel(), ""));
        String models =
                report.loaded().models().isEmpty() ? "No model is loaded.\n" : LoadedModels.table(report.loaded(), now);
        return sections.text() + "\n" + models;
    }

    private static String requests(SystemStatus.Stats stats) {
        return stats.activeRequests() + " under way, " + stats.requestsTotal() + " since the start";
    }

    private static String memory(SystemStatus.Stats stats) {
        return HumanNumbers.size(stats.memoryUsedBytes()) + " for models, of "
                + HumanNumbers.size(stats.memoryTotalBytes());
    }
}
