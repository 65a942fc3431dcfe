package io.mullama.cli.daemon;

import io.mullama.api.CheckUp;
import io.mullama.api.DoctorReport;
import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama doctor}: what is wrong with the installation and the machine, and what to do about it. Immutable. */
public final class DoctorCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("doctor", "Look for what is wrong here, and say what to do about it.", examples())
                .addOption(Specs.flag(
                        "--json",
                        "Print JSON: this command's findings, and the daemon's as GET /api/doctor has them."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama doctor", "Check everything; exit code 1 says that there is a problem."),
                new Example("mullama doctor --json", "The same for programs, and for reports of faults."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<Finding> findings = new ArrayList<>();
        InstallationChecks.addTo(findings, context);
        TerminalChecks.addTo(findings, context);
        DaemonChecks daemon = new DaemonChecks(context);
        HomeChecks.addTo(findings, context);
        DoctorReport daemons = daemon.addTo(findings);
        CheckUp found = new CheckUp(new DoctorReport(findings), daemons);
        context.console()
                .print(
                        Specs.has(arguments, "--json")
                                ? Json.pretty(found.toJson()) + "\n"
                                : CheckUpText.of(found, context.console().theme()));
        return found.status() == Status.ERROR ? ExitCodes.FAILURE : ExitCodes.SUCCESS;
    }
}
