package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama stop}: ends the daemon, or unloads models. Immutable. */
public final class StopCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("stop", "Stop the daemon, or unload the models that are named.", examples())
                .addPositional(Specs.parameters(
                        "0..*",
                        0,
                        "MODEL",
                        "Unload this model, as 'mullama unload' does. Without one the daemon ends, when it has"
                                + " finished the requests that it works on."))
                .addOption(StopTimeout.option());
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama stop", "Stop the daemon; the next command that needs one starts it again."),
                new Example("mullama stop --timeout 5m", "Wait longer for running requests."),
                new Example("mullama stop tiny", "Free one model's memory; the daemon goes on."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<String> models = arguments.matchedPositionalValue(0, List.of());
        if (!models.isEmpty()) {
            return Unloading.run(context, models, Unloading.Output.LINES);
        }
        boolean stopped = context.stopper().stop(StopTimeout.of(arguments));
        context.console().println(stopped ? "The daemon has stopped." : "No daemon is running.");
        return ExitCodes.SUCCESS;
    }
}
