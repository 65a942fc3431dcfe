package io.mullama.cli.answers;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatRequest;
import io.mullama.api.ConversationFile;
import io.mullama.api.Json;
import io.mullama.api.RenderResponse;
import io.mullama.api.ThinkField;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.cli.command.TextFile;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.template.RenderOptions;
import io.mullama.template.Template;
import io.mullama.template.TemplateException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama render}: the prompt that a template makes of a conversation. Immutable. */
public final class RenderCommand implements Command {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("render", "Show the exact prompt that a conversation becomes.", examples());
        return AnswerArguments.addThinking(spec)
                .addPositional(Specs.optionalParameter("0", "MODEL", "The model: a name, or the path of a GGUF file."))
                .addOption(Specs.option(
                        "--messages",
                        "FILE",
                        String.class,
                        "The conversation: a JSON list of messages, or a whole request; - for the standard input."))
                .addOption(Specs.option("--tools", "FILE", String.class, "A JSON list of tools that may be called."))
                .addOption(Specs.flag("--tokens", "Print the prompt's tokens, one in a line, with their ids."))
                .addOption(Specs.flag("--json", "Print JSON, as POST /api/render answers."))
                .addOption(Specs.option(
                        "--template", "FILE", String.class, "Render this Jinja template instead of a model's."))
                .addOption(Specs.option("--context", "FILE", String.class, "The template's variables: a JSON object."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama render tiny --messages chat.json", "Print what the model reads."),
                new Example(
                        "mullama render tiny --messages chat.json --tools tools.json --tokens", "Print its tokens."),
                new Example("mullama render --template chat.jinja --context variables.json", "Try a template out."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        if (arguments.hasMatchedOption("--template") || arguments.hasMatchedOption("--context")) {
            return template(context, arguments);
        }
        @Nullable String named = arguments.matchedPositionalValue(0, null);
        if (named == null) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "the model is missing",
                    "give 'mullama render MODEL --messages FILE', or --template and --context");
        }
        String model = ModelArgument.resolve(named);
        ChatRequest request = request(context, arguments, model);
        RenderResponse rendered = context.connector().connect().render(request);
        print(context.console(), arguments, rendered);
        return ExitCodes.SUCCESS;
    }

    private static ChatRequest request(CliContext context, ParseResult arguments, String model) {
        String messages = text(context, arguments, "--messages");
        String tools = arguments.hasMatchedOption("--tools") ? text(context, arguments, "--tools") : null;
        ChatRequest asked = ChatRequest.fromJson(ConversationFile.fields(messages, tools));
        ThinkField think = AnswerArguments.think(arguments);
        AnswerFields answer =
                think == ThinkField.UNSET ? asked.answer() : asked.answer().with(think);
        return new ChatRequest(model, asked.messages(), asked.truncate(), false, answer, asked.options());
    }

    private static void print(Console console, ParseResult arguments, RenderResponse rendered) {
        if (Specs.has(arguments, "--json")) {
            console.print(Json.pretty(rendered.toJson()) + "\n");
        } else if (Specs.has(arguments, "--tokens")) {
            StringBuilder lines = new StringBuilder();
            rendered.tokens().forEach(token -> TokenLines.add(lines, token.id(), token.text()));
            console.print(lines.toString());
        } else {
            console.printForeign(rendered.prompt());
        }
    }

    private static int template(CliContext context, ParseResult arguments) {
        refuseWhatIsForModels(arguments);
        String name = arguments.matchedOptionValue("--template", "");
        String source = text(context, arguments, "--template");
        try {
            Template template = Template.parse(name, source);
            String variables = text(context, arguments, "--context");
            String text = template.render(
                            ConversationFile.variables(variables),
                            RenderOptions.at(context.environment().clock()))
                    .text();
            context.console().printForeign(text);
            return ExitCodes.SUCCESS;
        } catch (TemplateException e) {
            throw new MullamaException(ErrorCode.TEMPLATE_FAILED, String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    /** A template by itself has no tokens, and its variables say what the messages are. */
    private static void refuseWhatIsForModels(ParseResult arguments) {
        for (String option : List.of("--messages", "--tools", "--tokens", "--json")) {
            if (arguments.hasMatchedOption(option)) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        option + " is for a model's template, and --template and --context render one by itself",
                        "leave one of them out");
            }
        }
        if (arguments.hasMatchedPositional(0)) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "--template and --context render a template by itself, without a model",
                    "leave the model out");
        }
    }

    private static String text(CliContext context, ParseResult arguments, String option) {
        @Nullable String file = arguments.matchedOptionValue(option, null);
        if (file == null) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    option + " is missing",
                    "give it a JSON file; 'mullama help render' shows examples");
        }
        return TextFile.read(option, file, context.console().streams().in());
    }
}
