package io.mullama.cli.daemon;

import io.mullama.api.DaemonStatus;
import io.mullama.api.Json;
import io.mullama.api.StatusReport;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.client.DaemonClient;
import io.mullama.client.DaemonConnector;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama status}: how the daemon is, if one runs. Immutable. */
public final class StatusCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("status", "Tell whether the daemon runs, where, and what it does.", examples())
                .addOption(Specs.flag(
                        "--json", "Print JSON: GET /status, GET /api/system/status, and the models that are loaded."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama status", "Show how the daemon is; exit code 2 says that none runs."),
                new Example("mullama status --json", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        DaemonConnector connector = context.connector();
        DaemonClient daemon = connector.running();
        DaemonStatus status = daemon.status();
        connector.tellIfOther(daemon.address(), status.version());
        boolean ofOurHome = connector.isOfOurHome(daemon.address(), status.pid());
        StatusReport report = new StatusReport(
                status,
                daemon.systemStatus(),
                LoadedModels.of(daemon.models()),
                daemon.address().text(),
                ofOurHome ? context.directories().home().toString() : null);
        context.console()
                .print(
                        Specs.has(arguments, "--json")
                                ? Json.pretty(report.toJson()) + "\n"
                                : StatusText.of(
                                        report, context.environment().clock().instant()));
        return ExitCodes.SUCCESS;
    }
}
