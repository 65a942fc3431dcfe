package io.mullama.cli.models;

import io.mullama.api.Json;
import io.mullama.api.ModelDetails;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama show}: what a model is. Immutable. */
public final class ShowCommand implements Command {
    private static final List<String> PARTS =
            List.of("--modelfile", "--template", "--parameters", "--license", "--system", "--json");

    @Override
    public CommandSpec spec() {
        return Specs.command("show", "Show what a model is, and what it is told beforehand.", examples())
                .addPositional(Specs.parameter("0", "MODEL", "The model: a name, or the path of a GGUF file."))
                .addOption(Specs.flag("--modelfile", "Print a Modelfile that makes the same model."))
                .addOption(Specs.flag("--template", "Print the chat template."))
                .addOption(Specs.flag("--parameters", "Print the parameters that it sets."))
                .addOption(Specs.flag("--license", "Print the licence."))
                .addOption(Specs.flag("--system", "Print the instructions that hold for every chat."))
                .addOption(Specs.flag("--json", "Print JSON, as GET /api/models/NAME answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama show tiny", "Show its architecture, size, and what it can do."),
                new Example("mullama show tiny --modelfile > Modelfile", "Begin a model of your own with it."),
                new Example("mullama show ./some.gguf --template", "Print a file's chat template."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<String> parts =
                PARTS.stream().filter(part -> Specs.has(arguments, part)).toList();
        if (parts.size() > 1) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    parts.get(0) + " and " + parts.get(1) + " exclude each other",
                    "leave one of them out");
        }
        String model = ModelArgument.resolve(arguments.matchedPositionalValue(0, ""));
        ModelDetails details = context.connector().connect().model(model);
        if (parts.isEmpty()) {
            context.console().print(ModelOverview.of(details));
            return ExitCodes.SUCCESS;
        }
        return print(context.console(), details, parts.get(0));
    }

    private static int print(Console console, ModelDetails details, String part) {
        String text = text(details, part);
        if (text == null || text.isBlank()) {
            String alias = details.entry().alias();
            console.error(alias + " has no " + part.substring(2) + "; 'mullama show " + alias + "' shows what it has");
            return ExitCodes.FAILURE;
        }
        console.printForeign(text);
        console.endLine();
        return ExitCodes.SUCCESS;
    }

    private static @Nullable String text(ModelDetails details, String part) {
        return switch (part) {
            case "--modelfile" -> details.text().modelfile();
            case "--template" -> details.text().template();
            case "--parameters" -> String.join("\n", details.text().options());
            case "--license" -> details.text().license();
            case "--system" -> details.text().system();
            default -> Json.pretty(details.toJson());
        };
    }
}
