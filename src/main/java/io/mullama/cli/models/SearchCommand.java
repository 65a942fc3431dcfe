package io.mullama.cli.models;

import io.mullama.api.Json;
import io.mullama.api.SearchResult;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.Table;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama search}: models that could be pulled. Immutable. */
public final class SearchCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("search", "Look for models to pull, by short names and at Hugging Face.", examples())
                .addPositional(Specs.parameters(
                        "0..*", 0, "WORD", "What the name, description or tags hold; all short names without one."))
                .addOption(Specs.option("--limit", "COUNT", Integer.class, "Show no more than this many."))
                .addOption(Specs.flag("--json", "Print JSON, as GET /api/search answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama search qwen", "Show every model with qwen in its name."),
                new Example("mullama search vision small", "Look in descriptions and tags, too."),
                new Example("mullama search", "List all short names."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        SearchResult result =
                context.connector().connect().search(String.join(" ", words)).limited(limit(arguments));
        Console console = context.console();
        if (Specs.has(arguments, "--json")) {
            console.println(Json.pretty(result.toJson()));
            return ExitCodes.SUCCESS;
        }
        result.warnings().forEach(console::tell);
        if (result.models().isEmpty()) {
            console.tell("nothing was found for '" + String.join(" ", words) + "'");
            return ExitCodes.MODEL_NOT_FOUND;
        }
        FitMarks marks = FitMarks.of(context);
        console.print(table(result, marks).text());
        if (console.streams().outTerminal()) {
            console.println(marks.legend(console.theme()));
        }
        return ExitCodes.SUCCESS;
    }

    private static int limit(ParseResult arguments) {
        int limit = arguments.matchedOptionValue("--limit", Integer.MAX_VALUE);
        if (limit < 1) {
            throw new MullamaException(ErrorCode.INVALID_REQUEST, "--limit is " + limit, "it takes a number from 1 on");
        }
        return limit;
    }

    private static Table table(SearchResult result, FitMarks marks) {
        Table table = Table.of("NAME", "PARAMETERS", "DOWNLOADS", "FITS", "DESCRIPTION");
        for (SearchResult.Hit hit : result.models()) {
            Long downloads = hit.downloads();
            table = table.with(
                    hit.name(),
                    hit.sizeHint(),
                    downloads == null ? "" : HumanNumbers.count(downloads),
                    marks.ranges(hit.files()),
                    hit.description());
        }
        return table;
    }
}
