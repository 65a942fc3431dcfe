package io.mullama.cli.answers;

import io.mullama.api.ModelEntry;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import io.mullama.cli.command.Streams;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama chat}: a conversation in the terminal. Immutable. */
public final class ChatCommand implements Command {
    private static final String BUNDLED = "tiny";

    @Override
    public CommandSpec spec() {
        return RunArguments.addOptions(Specs.command("chat", "Chat with a model in the terminal.", examples()))
                .addPositional(Specs.optionalParameter(
                        "0", "MODEL", "The model: a name, or the path of a GGUF file. Without it, the default model."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama chat", "Chat with the default model; /help says what can be typed."),
                new Example("mullama chat --continue", "Go on with the latest conversation."),
                new Example("mullama chat tiny --system \"Be brief.\"", "Give it instructions."),
                new Example("mullama chat ./some.gguf", "Chat with a model file where it lies."));
    }

    @Override
    public int run(CliContext context, ParseResult parsed) {
        Streams streams = context.console().streams();
        if (!streams.inTerminal() || !streams.outTerminal()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "a conversation needs a terminal",
                    "'mullama run MODEL' takes a prompt from a pipe");
        }
        ContinueArgument.Plan plan = ContinueArgument.plan(context, parsed, false);
        RunArguments arguments = plan.arguments();
        plan.recorder().save(ContinueArgument.saves(parsed, true));
        String model = arguments.model().isEmpty() ? defaultModel(context) : arguments.model();
        return Conversation.start(context, model, arguments, plan.recorder());
    }

    private static String defaultModel(CliContext context) {
        return context.connector().connect().models().models().stream()
                .filter(ModelEntry::isDefault)
                .findFirst()
                .map(ModelEntry::alias)
                .orElse(BUNDLED);
    }
}
