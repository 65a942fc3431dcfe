package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama daemon restart}: ends the daemon, then starts one that stays. Immutable. */
final class RestartCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command(
                        "restart", "Stop the daemon when running requests are done, and start it again.", examples())
                .addOption(StopTimeout.option());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama daemon restart", "Let the daemon take up settings that were changed."),
                new Example("mullama daemon restart --timeout 5m", "Wait longer for running requests."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        boolean unused = context.stopper().stop(StopTimeout.of(arguments));
        return DaemonStart.run(context);
    }
}
