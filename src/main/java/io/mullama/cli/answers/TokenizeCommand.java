package io.mullama.cli.answers;

import io.mullama.api.DetokenizeRequest;
import io.mullama.api.DetokenizeResponse;
import io.mullama.api.Json;
import io.mullama.api.TokenizeRequest;
import io.mullama.api.TokenizeResponse;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.cli.models.ModelPull;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama tokenize}: the tokens that a model makes of a text, and the text of tokens. Immutable. */
public final class TokenizeCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("tokenize", "Show the tokens of a text, as a model reads it.", examples())
                .addPositional(Specs.parameter("0", "MODEL", "The model: a name, or the path of a GGUF file."))
                .addPositional(Specs.parameters(
                        "1..*", 0, "TEXT", "The text; without one, what is piped in, as it is to the last newline."))
                .addOption(Specs.flag("--ids", "Print the ids alone, in one line."))
                .addOption(Specs.flag("--count", "Print how many tokens they are, and nothing else."))
                .addOption(Specs.flag("--add-special", "Add the tokens that the model's texts begin and end with."))
                .addOption(
                        Specs.flag("--no-parse-special", "Take <|im_end|> and its like for the letters that they are."))
                .addOption(Specs.flag("--decode", "Take ids, and print the text that they stand for."))
                .addOption(Specs.flag("--json", "Print JSON, as POST /api/tokenize or /api/detokenize answers."))
                .addOption(Specs.flag("-q", "--quiet", "Show no progress while a model is pulled."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama tokenize tiny \"Hello, world!\"", "List the tokens with their ids."),
                new Example("mullama tokenize tiny --count < chapter.txt", "Count the tokens of a file."),
                new Example("mullama tokenize tiny --decode 105 282", "Print the text of two tokens."));
    }

    @Override
    public int run(CliContext context, ParseResult parsed) {
        requireOneForm(parsed);
        String model = ModelArgument.resolve(parsed.matchedPositionalValue(0, ""));
        String text = String.join(
                " ",
                TextArguments.read(
                        parsed.matchedPositionalValue(1, List.of()),
                        context.console().streams()));
        boolean decodes = Specs.has(parsed, "--decode");
        List<Integer> ids = decodes ? ids(text) : List.of();
        return ModelPull.ifMissing(context, model, Specs.has(parsed, "--quiet"), () -> {
            if (decodes) {
                decode(context, parsed, new DetokenizeRequest(model, ids, null));
            } else {
                encode(context, parsed, request(parsed, model, text));
            }
            return ExitCodes.SUCCESS;
        });
    }

    private static TokenizeRequest request(ParseResult parsed, String model, String text) {
        return new TokenizeRequest(
                model,
                text,
                Specs.has(parsed, "--add-special"),
                !Specs.has(parsed, "--no-parse-special"),
                !Specs.has(parsed, "--ids") && !Specs.has(parsed, "--count"),
                null);
    }

    private static void encode(CliContext context, ParseResult parsed, TokenizeRequest request) {
        TokenizeResponse response = context.connector().connect().tokenize(request);
        Console console = context.console();
        if (Specs.has(parsed, "--json")) {
            console.println(Json.pretty(response.toJson()));
        } else if (Specs.has(parsed, "--count")) {
            console.println(Integer.toString(response.tokens().size()));
        } else if (Specs.has(parsed, "--ids")) {
            console.println(joined(response.tokens()));
        } else {
            console.print(
                    TokenLines.of(response.tokens(), Objects.requireNonNullElse(response.pieces(), List.<byte[]>of())));
        }
    }

    private static void decode(CliContext context, ParseResult parsed, DetokenizeRequest request) {
        DetokenizeResponse response = context.connector().connect().detokenize(request);
        Console console = context.console();
        if (Specs.has(parsed, "--json")) {
            console.println(Json.pretty(response.toJson()));
            return;
        }
        console.printForeign(response.text());
        if (console.streams().outTerminal()) {
            console.endLine();
        }
        if (!response.whole()) {
            console.tell("some of these tokens are parts of characters, shown as \ufffd");
        }
    }

    private static void requireOneForm(ParseResult parsed) {
        List<String> forms = new ArrayList<>();
        for (String form : List.of("--decode", "--ids", "--count")) {
            if (Specs.has(parsed, form)) {
                forms.add(form);
            }
        }
        if (forms.size() > 1) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, forms.get(0) + " contradicts " + forms.get(1), "leave one of them out");
        }
    }

    /** Ids with blanks, commas or brackets between them: as they are printed here, or in JSON. */
    private static List<Integer> ids(String text) {
        List<Integer> ids = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(text, " \t\r\n,[]");
        while (words.hasMoreTokens()) {
            ids.add(id(words.nextToken()));
        }
        return ids;
    }

    private static int id(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST,
                            "'" + word + "' is no token's id",
                            "--decode takes ids such as 105 282")
                    .causedBy(e);
        }
    }

    private static String joined(List<Integer> ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(text.isEmpty() ? "" : " ").append(id);
        }
        return text.toString();
    }
}
