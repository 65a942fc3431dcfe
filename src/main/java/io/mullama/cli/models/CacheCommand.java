package io.mullama.cli.models;

import io.mullama.api.CacheReport;
import io.mullama.api.Json;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.client.DaemonClient;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.Table;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama cache}: the folder of downloaded models. Immutable. */
public final class CacheCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Specs.command("cache", "Show the folder of downloaded models, or tidy it.", examples())
                .addPositional(Specs.parameter(
                        "0",
                        "ACTION",
                        "path: print where it is. size: print how much is in it. prune: delete what no model needs."))
                .addOption(Specs.flag("--json", "Print JSON, as GET /api/cache answers."))
                .addOption(Specs.flag("-y", "--yes", "Delete without asking."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama cache path", "Print the folder."),
                new Example("mullama cache size", "Print how much is in it, and how much of that is of no use."),
                new Example("mullama cache prune", "Show what no model needs, and delete it after a yes."),
                new Example("mullama cache prune --yes", "The same in a script."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        String action = arguments.matchedPositionalValue(0, "");
        boolean json = Specs.has(arguments, "--json");
        Console console = context.console();
        return switch (action) {
            case "path" -> print(console, json, report(context), CacheCommand::path);
            case "size" -> print(console, json, report(context), CacheCommand::size);
            case "prune" -> prune(context, json, Specs.has(arguments, "--yes"));
            default ->
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "'mullama cache' cannot do '" + action + "'",
                        "it takes path, size or prune");
        };
    }

    private interface Wording {
        String of(CacheReport report);
    }

    private static CacheReport report(CliContext context) {
        return context.connector().connect().cache();
    }

    private static int print(Console console, boolean json, CacheReport report, Wording wording) {
        console.println(json ? Json.pretty(report.toJson()) : wording.of(report));
        return ExitCodes.SUCCESS;
    }

    private static String path(CacheReport report) {
        return report.path();
    }

    private static String size(CacheReport report) {
        String whole = HumanNumbers.size(report.sizeBytes()) + " in " + report.path();
        return report.unneeded().isEmpty()
                ? whole
                : whole + "\n" + amount(report) + ", are needed by no model; 'mullama cache prune' deletes them";
    }

    private static int prune(CliContext context, boolean json, boolean yes) {
        Console console = context.console();
        if (!yes && !console.canAsk()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "nobody can be asked whether to delete anything",
                    "'mullama cache prune --yes' deletes without asking");
        }
        DaemonClient daemon = context.connector().connect();
        if (yes) {
            return print(console, json, daemon.prune(), CacheCommand::deleted);
        }
        CacheReport report = daemon.cache();
        if (report.unneeded().isEmpty()) {
            return print(console, json, report, CacheCommand::deleted);
        }
        console.note(list(report));
        if (!console.confirm("Delete " + amount(report) + "?")) {
            console.tell("nothing is deleted");
            return ExitCodes.FAILURE;
        }
        return print(console, json, daemon.prune(), CacheCommand::deleted);
    }

    private static String list(CacheReport report) {
        Table table = Table.of("SIZE", "FILE");
        for (CacheReport.File file : report.unneeded()) {
            table = table.with(HumanNumbers.size(file.sizeBytes()), file.path());
        }
        return table.text().stripTrailing();
    }

    private static String deleted(CacheReport report) {
        return report.unneeded().isEmpty() ? "every file is needed; nothing is deleted" : "deleted " + amount(report);
    }

    private static String amount(CacheReport report) {
        long bytes = report.unneeded().stream()
                .mapToLong(CacheReport.File::sizeBytes)
                .sum();
        int files = report.unneeded().size();
        return files + (files == 1 ? " file, " : " files, ") + HumanNumbers.size(bytes);
    }
}
