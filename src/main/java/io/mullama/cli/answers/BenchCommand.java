package io.mullama.cli.answers;

import io.mullama.api.BenchLine;
import io.mullama.api.BenchReport;
import io.mullama.api.BenchRequest;
import io.mullama.api.BenchResult;
import io.mullama.api.BenchSetup;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.cli.models.ModelPull;
import io.mullama.client.AnswerStream;
import io.mullama.model.ModelName;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama bench}: how fast a model is on this machine. Immutable. */
public final class BenchCommand implements Command {
    @Override
    public CommandSpec spec() {
        return BenchArguments.addTo(
                Specs.command("bench", "Measure how fast a model processes prompts and generates.", examples()));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama bench tiny", "Process 512 tokens, and generate 128, five times each."),
                new Example("mullama bench tiny -p 128,512,1024 -n 0", "Process prompts of several lengths only."),
                new Example("mullama bench tiny -p 0 --streams 1,4", "Generate one answer, then four at once."),
                new Example("mullama bench tiny --json", "The same for programs."));
    }

    @Override
    public int run(CliContext context, ParseResult parsed) {
        boolean json = Specs.has(parsed, "--json");
        BenchRequest request = BenchArguments.from(parsed);
        String model = ModelArgument.resolve(parsed.matchedPositionalValue(0, ""));
        return ModelPull.ifMissing(context, model, () -> measure(context, request, json));
    }

    private static int measure(CliContext context, BenchRequest request, boolean json) {
        try (AnswerStream<BenchLine> lines = context.connector().connect().bench(request)) {
            context.environment().interrupts().during(() -> print(context.console(), lines, json), lines::close);
        }
        return ExitCodes.SUCCESS;
    }

    private static void print(Console console, AnswerStream<BenchLine> lines, boolean json) {
        List<BenchResult> results = new ArrayList<>();
        for (BenchLine line = lines.next(); line != null; line = lines.next()) {
            if (line instanceof BenchResult result) {
                results.add(result);
                console.progress(
                        result.test().name() + ", streams " + result.test().streams() + ": " + speed(result));
            } else if (line instanceof BenchSetup setup) {
                console.print(
                        json ? Json.pretty(new BenchReport(setup, results).toJson()) + "\n" : table(setup, results));
            }
        }
    }

    private static String table(BenchSetup setup, List<BenchResult> results) {
        Table table = Table.of("MODEL", "SIZE", "PARAMETERS", "QUANTIZATION", "THREADS", "STREAMS", "TEST", "TOKENS/S");
        for (BenchResult result : results) {
            table = table.with(
                    shortName(setup.model()),
                    HumanNumbers.size(setup.sizeBytes()),
                    HumanNumbers.count(setup.parameters()),
                    setup.quantization(),
                    Integer.toString(setup.threads()),
                    Integer.toString(result.test().streams()),
                    result.test().name(),
                    speed(result));
        }
        return table.text();
    }

    private static String speed(BenchResult result) {
        return String.format(Locale.ROOT, "%.2f ± %.2f", result.tokensPerSecond(), result.deviation());
    }

    /** A file's name without its folders, which would leave no room for the figures. */
    private static String shortName(String model) {
        return ModelName.parse(model) instanceof ModelName.File
                ? String.valueOf(Path.of(model).getFileName())
                : model;
    }
}
