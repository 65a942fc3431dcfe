package io.mullama.cli.answers;

import io.mullama.api.EmbedRequest;
import io.mullama.api.EmbedResponse;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.cli.models.ModelPull;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama embed}: the vectors of texts. Immutable. */
public final class EmbedCommand implements Command {
    /** Inputs of one request, so that the first vectors of many are soon there, and none of them fill the memory. */
    private static final int AT_ONCE = 64;

    @Override
    public CommandSpec spec() {
        return Specs.command("embed", "Make vectors of texts, one for each.", examples())
                .addPositional(Specs.parameter("0", "MODEL", "The model: a name, or the path of a GGUF file."))
                .addPositional(Specs.parameters("1..*", 0, "TEXT", "The texts; without any, what is piped in is one."))
                .addOption(Specs.flag("--lines", "Take each line that is piped in for a text; empty ones are skipped."))
                .addOption(Specs.option(
                        "--dimensions",
                        "COUNT",
                        Integer.class,
                        "Keep so many numbers of each vector; for models that were trained for it."))
                .addOption(Specs.flag("--truncate", "Cut texts that are longer than the context."))
                .addOption(Specs.flag("--json", "Print the whole answer as JSON, as POST /api/embeddings gives it."))
                .addOption(Specs.flag("-q", "--quiet", "Show no progress while a model is pulled."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama embed tiny \"Hello, world!\"", "Print a vector: a JSON list in one line."),
                new Example("mullama embed tiny --lines < titles.txt", "Print a vector for each line of a file."),
                new Example("mullama embed tiny --json \"How are you?\" Goodbye", "Print the HTTP API's answer."));
    }

    @Override
    public int run(CliContext context, ParseResult parsed) {
        String model = ModelArgument.resolve(parsed.matchedPositionalValue(0, ""));
        List<String> texts = texts(context, parsed);
        boolean json = Specs.has(parsed, "--json");
        return ModelPull.ifMissing(context, model, Specs.has(parsed, "--quiet"), () -> {
            DaemonClient daemon = context.connector().connect();
            int step = json ? texts.size() : AT_ONCE;
            for (int from = 0; from < texts.size(); from += step) {
                List<String> some = texts.subList(from, Math.min(texts.size(), from + step));
                print(context.console(), daemon.embed(request(parsed, model, some)), json);
            }
            return ExitCodes.SUCCESS;
        });
    }

    private static List<String> texts(CliContext context, ParseResult parsed) {
        List<String> words = parsed.matchedPositionalValue(1, List.of());
        boolean lines = Specs.has(parsed, "--lines");
        if (lines && !words.isEmpty()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "--lines has no effect on texts of the command line",
                    "leave it out, or pipe the lines in");
        }
        List<String> texts = TextArguments.read(words, context.console().streams());
        if (words.isEmpty()) {
            texts = lines
                    ? texts.get(0).lines().filter(line -> !line.isBlank()).toList()
                    : List.of(texts.get(0).strip());
        }
        if (texts.isEmpty() || texts.contains("")) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "a text is empty", "give one of a word at least, or leave it out");
        }
        return texts;
    }

    private static EmbedRequest request(ParseResult parsed, String model, List<String> texts) {
        @Nullable Integer dimensions = parsed.matchedOptionValue("--dimensions", null);
        return new EmbedRequest(model, texts, dimensions, Specs.has(parsed, "--truncate"), null);
    }

    private static void print(Console console, EmbedResponse response, boolean json) {
        if (json) {
            console.println(json(response));
            return;
        }
        for (float[] embedding : response.embeddings()) {
            StringBuilder line = new StringBuilder("[");
            for (float number : embedding) {
                line.append(line.length() == 1 ? "" : ",").append(number);
            }
            console.println(line.append(']').toString());
        }
        response.warnings().forEach(console::tell);
    }

    private static String json(EmbedResponse response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            response.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
