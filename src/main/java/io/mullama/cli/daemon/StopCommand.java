package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.config.Durations;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama stop}: ends the daemon. Immutable. */
public final class StopCommand implements Command {
    private static final String DEFAULT_TIMEOUT = "60s";

    @Override
    public CommandSpec spec() {
        return Specs.command("stop", "Stop the daemon, letting it finish the requests it works on.", examples())
                .addOption(Specs.option(
                        "--timeout",
                        "DURATION",
                        String.class,
                        "How long to wait for it: 30s, 5m, or -1 for ever. The default is " + DEFAULT_TIMEOUT + "."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama stop", "Stop the daemon; the next command that needs one starts it again."),
                new Example("mullama stop --timeout 5m", "Wait longer for running requests."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        Duration limit = limit(arguments.matchedOptionValue("--timeout", DEFAULT_TIMEOUT));
        boolean stopped = context.stopper().stop(limit);
        context.console().println(stopped ? "The daemon has stopped." : "No daemon is running.");
        return ExitCodes.SUCCESS;
    }

    private static Duration limit(String text) {
        try {
            return Durations.parse(text).orElse(Duration.ofDays(36_500));
        } catch (IllegalArgumentException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST,
                            "--timeout is '" + text + "'",
                            "it takes a duration such as 30s, 5m, or -1 for ever")
                    .causedBy(e);
        }
    }
}
