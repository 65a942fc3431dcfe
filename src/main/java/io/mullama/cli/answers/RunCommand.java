package io.mullama.cli.answers;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import io.mullama.cli.models.ModelPull;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama run}: one answer, or a conversation. Immutable. */
public final class RunCommand implements Command {
    @Override
    public CommandSpec spec() {
        return RunArguments.addTo(Specs.command("run", "Ask a model, or chat with it.", examples()));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama run tiny", "Chat; Ctrl-D or /bye leaves."),
                new Example("mullama run tiny \"What is the capital of France?\"", "Ask once."),
                new Example(
                        "git diff | mullama run tiny \"Describe this change:\"",
                        "Ask about what another program says."),
                new Example("mullama run --json tiny hello", "Get the answer as JSON, for programs."),
                new Example("mullama run --continue", "Go on with the latest conversation."),
                new Example("mullama run --temperature 0 --seed 1 tiny hello", "Get the same answer each time."),
                new Example("mullama run ./some.gguf hello", "Run a model file where it lies."));
    }

    @Override
    public int run(CliContext context, ParseResult parsed) {
        ContinueArgument.Plan plan = ContinueArgument.plan(context, parsed, true);
        RunArguments arguments = plan.arguments();
        requireModel(arguments);
        Optional<String> prompt =
                Prompt.read(arguments.words(), context.console().streams());
        plan.recorder().save(ContinueArgument.saves(parsed, prompt.isEmpty()));
        if (prompt.isPresent()) {
            OneAnswer answer = new OneAnswer(context, arguments, plan.recorder());
            return ModelPull.ifMissing(
                    context, arguments.model(), arguments.output().quiet(), () -> answer.print(prompt.get()));
        }
        if (!context.console().streams().inTerminal()) {
            throw noPrompt("the standard input is empty, and no prompt is given");
        }
        if (!context.console().streams().outTerminal()) {
            throw noPrompt("there is no prompt, and the output is no terminal to chat in");
        }
        if (arguments.output().json()) {
            throw noPrompt("--json takes a prompt, and a conversation has none");
        }
        if (arguments.raw()) {
            throw noPrompt("--raw takes a prompt, and a conversation has none");
        }
        return Conversation.start(context, arguments.model(), arguments, plan.recorder());
    }

    private static void requireModel(RunArguments arguments) {
        if (arguments.model().isEmpty()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "missing required parameter: 'MODEL'",
                    "see 'mullama run --help'; a prompt that begins with a dash goes behind --");
        }
    }

    private static MullamaException noPrompt(String message) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST, message, "give it behind the model's name, or pipe it in");
    }
}
