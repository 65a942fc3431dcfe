package io.mullama.cli.models;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.terminal.HumanNumbers;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama pull}: brings a model here. Immutable. */
public final class PullCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("pull", "Download a model, or go on with a download that was broken off.", examples())
                .addPositional(Specs.parameter(
                        "0",
                        "NAME",
                        "The model: a name such as qwen2.5:7b, or hf:ORGANIZATION/REPOSITORY, with a quantization or"
                                + " file behind a colon."))
                .addOption(Specs.flag("-q", "--quiet", "Show nothing but errors."))
                .addOption(Specs.flag("--json", "Print a line of JSON for each step, as POST /api/models/pull does."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama pull qwen2.5:7b", "Download a model by its name."),
                new Example("mullama pull hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q8_0", "One of Hugging Face."),
                new Example(
                        "mullama pull -q llama3.2:1b && mullama run llama3.2:1b hello", "Show nothing, in a script."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        String model = ModelArgument.resolve(arguments.matchedPositionalValue(0, ""));
        boolean json = Specs.has(arguments, "--json");
        boolean quiet = Specs.has(arguments, "--quiet");
        Console console = context.console();
        ModelPull.Outcome outcome = ModelPull.pull(context, model, PullDisplay.chosen(context, json, quiet));
        if (!json && !quiet) {
            String name = outcome.success().model();
            console.println(
                    outcome.came()
                            ? "pulled " + name + ": "
                                    + HumanNumbers.size(outcome.success().sizeBytes())
                            : name + " is up to date");
        }
        return ExitCodes.SUCCESS;
    }
}
