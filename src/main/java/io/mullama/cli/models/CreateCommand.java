package io.mullama.cli.models;

import io.mullama.api.CreateRequest;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.client.DaemonClient;
import io.mullama.terminal.HumanNumbers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama create}: makes a model as a Modelfile says. Immutable. */
public final class CreateCommand implements Command {
    private static final String HINT = "what was pulled for it is kept; create it again to go on";

    @Override
    public CommandSpec spec() {
        return Specs.command("create", "Make a model of another one, as a Modelfile says.", examples())
                .addPositional(Specs.parameter("0", "NAME", "The name of the new model."))
                .addOption(option(
                        "-f",
                        "--file",
                        "FILE",
                        "The Modelfile, - for the standard input. The default is ./Mullamafile, then ./Modelfile."))
                .addOption(option("-q", "--quantize", "TYPE", "Make a smaller copy, such as Q4_K_M."))
                .addOption(Specs.flag("--quiet", "Show nothing but errors."))
                .addOption(
                        Specs.flag("--json", "Print a line of JSON for each step, as POST /api/models/create does."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama create helper", "Make a model as ./Modelfile says."),
                new Example("mullama create helper -f helper.txt", "Take another file."),
                new Example(
                        "echo FROM ./model-f16.gguf | mullama create small -f - -q Q4_K_M", "Make a smaller copy."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        String name = NewName.require(arguments.matchedPositionalValue(0, ""));
        @Nullable String file = arguments.matchedOptionValue("--file", null);
        @Nullable String quantize = arguments.matchedOptionValue("--quantize", null);
        Console console = context.console();
        ModelfileText modelfile = ModelfileText.read(
                Optional.ofNullable(file),
                Path.of("").toAbsolutePath(),
                console.streams().in());
        boolean json = Specs.has(arguments, "--json");
        boolean quiet = Specs.has(arguments, "--quiet");
        DaemonClient daemon = context.connector().connect();
        CreateRequest request = new CreateRequest(
                name, modelfile.text(), modelfile.directory().toString(), quantize, ModelPull.token(context, daemon));
        ModelPull.Outcome outcome =
                ModelPull.follow(context, PullDisplay.chosen(context, json, quiet), HINT, daemon.create(request));
        if (!json && !quiet) {
            console.println("created " + outcome.success().model() + ": "
                    + HumanNumbers.size(outcome.success().sizeBytes()));
        }
        return ExitCodes.SUCCESS;
    }

    private static OptionSpec option(String letter, String name, String label, String description) {
        return OptionSpec.builder(letter, name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
