package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama daemon start}: a daemon in the background that stays. Immutable. */
final class StartCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("start", "Start the daemon in the background, to stay until it is stopped.", examples());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama daemon start", "Start it, unless it runs."),
                new Example("MULLAMA_PORT=9000 mullama daemon start", "Start it on another port."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        return DaemonStart.run(context);
    }
}
