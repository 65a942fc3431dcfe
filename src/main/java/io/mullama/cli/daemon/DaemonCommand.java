package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama daemon}: what can be done with the daemon. Immutable. */
public final class DaemonCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("daemon", "Start, stop, restart and watch the daemon.", examples());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama daemon start", "Start it in the background, to stay until it is stopped."),
                new Example("mullama daemon restart", "Let it take up changed settings."),
                new Example("mullama daemon logs -f", "Watch what it does."));
    }

    @Override
    public List<Command> subcommands() {
        return List.of(
                new StartCommand(), new StopCommand(), new RestartCommand(), new StatusCommand(), new LogsCommand());
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        throw new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "'mullama daemon' is not told what to do",
                "it takes start, stop, restart, status or logs");
    }
}
