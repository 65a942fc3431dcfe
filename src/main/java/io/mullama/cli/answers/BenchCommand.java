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
import io.mullama.cli.command.WaitingLine;
import io.mullama.cli.models.ModelPull;
import io.mullama.client.AnswerStream;
import io.mullama.model.ModelName;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
        boolean quiet = Specs.has(parsed, "--quiet");
        BenchRequest request = BenchArguments.from(parsed);
        String model = ModelArgument.resolve(parsed.matchedPositionalValue(0, ""));
        return ModelPull.ifMissing(context, model, quiet, () -> {
            BenchReport report = measure(context, request, quiet);
            context.console().print(json ? Json.pretty(report.toJson()) + "\n" : text(report));
            return ExitCodes.SUCCESS;
        });
    }

    private static BenchReport measure(CliContext context, BenchRequest request, boolean quiet) {
        List<BenchLine> read = new ArrayList<>();
        try (AnswerStream<BenchLine> lines = context.connector().connect().bench(request)) {
            context.environment().interrupts().during(() -> read(context, lines, quiet, read), lines::close);
        }
        return report(read);
    }

    private static void read(CliContext context, AnswerStream<BenchLine> lines, boolean quiet, List<BenchLine> into) {
        for (BenchLine line = next(context, lines, quiet); line != null; line = next(context, lines, quiet)) {
            into.add(line);
            progress(context.console(), line, quiet);
        }
    }

    private static @Nullable BenchLine next(CliContext context, AnswerStream<BenchLine> lines, boolean quiet) {
        return WaitingLine.during(context, "Measuring", quiet, lines::next);
    }

    private static void progress(Console console, BenchLine line, boolean quiet) {
        if (!quiet && line instanceof BenchResult result) {
            console.progress(result.test().name() + ", streams " + result.test().streams() + ": "
                    + number(result.tokensPerSecond()) + " ± " + number(result.deviation()));
        }
    }

    private static BenchReport report(List<BenchLine> lines) {
        List<BenchResult> results = new ArrayList<>();
        for (BenchLine line : lines) {
            if (line instanceof BenchSetup setup) {
                return new BenchReport(setup, results);
            }
            results.add((BenchResult) line);
        }
        throw new IllegalStateException("an answer without its last line");
    }

    /** What was measured in one line, and a table of the figures. */
    private static String text(BenchReport report) {
        BenchSetup setup = report.setup();
        Table table = Table.of("TEST", "STREAMS", "TOKENS/S", "±");
        for (BenchResult result : report.results()) {
            table = table.with(
                    result.test().name(),
                    Integer.toString(result.test().streams()),
                    number(result.tokensPerSecond()),
                    number(result.deviation()));
        }
        return shortName(setup.model()) + ": " + HumanNumbers.size(setup.sizeBytes()) + ", "
                + HumanNumbers.count(setup.parameters()) + " parameters, " + setup.quantization() + ", "
                + setup.threads() + (setup.threads() == 1 ? " thread" : " threads") + layers(setup) + "\n\n"
                + table.text();
    }

    private static String layers(BenchSetup setup) {
        return setup.gpuLayers() > 0 ? ", " + setup.gpuLayers() + " layers on the GPU" : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A file's name without its folders, which would leave no room for the figures. */
    private static String shortName(String model) {
        return ModelName.parse(model) instanceof ModelName.File
                ? String.valueOf(Path.of(model).getFileName())
                : model;
    }
}
