package io.mullama.cli.models;

import io.mullama.api.CopyRequest;
import io.mullama.api.Json;
import io.mullama.api.ModelChange;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama cp}: gives a model a second name. Immutable. */
public final class CopyCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("cp", "Give a model another name; its files are not copied.", examples())
                .addPositional(Specs.parameter("0", "SOURCE", "The name that it has."))
                .addPositional(Specs.parameter("1", "DESTINATION", "The name that it gets besides."))
                .addOption(Specs.flag("-q", "--quiet", "Show nothing but errors."))
                .addOption(Specs.flag("--json", "Print JSON, as POST /api/models/copy answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("mullama cp qwen2.5:7b helper", "Call a model by a name of your own."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        String source = ModelArgument.resolve(arguments.matchedPositionalValue(0, ""));
        String destination = NewName.require(arguments.matchedPositionalValue(1, ""));
        ModelChange change = context.connector().connect().copy(new CopyRequest(source, destination));
        if (Specs.has(arguments, "--json")) {
            context.console().println(Json.pretty(change.toJson()));
        } else if (!Specs.has(arguments, "--quiet")) {
            context.console().println("copied " + source + " to " + change.alias());
        }
        return ExitCodes.SUCCESS;
    }
}
