package io.mullama.cli.models;

import io.mullama.api.Json;
import io.mullama.api.OfferedFile;
import io.mullama.api.RepositoryInfo;
import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Sections;
import io.mullama.terminal.Table;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama info}: what could be pulled by a name, file by file. Immutable. */
public final class InfoCommand implements Command {
    private static final String REPOSITORY = "Repository";

    @Override
    public CommandSpec spec() {
        return Specs.command("info", "Show the files of a repository, and which fit this machine.", examples())
                .addPositional(
                        Specs.parameter("0", "NAME", "A short name such as qwen2.5:7b, or hf:ORGANIZATION/REPOSITORY."))
                .addOption(Specs.flag("--json", "Print JSON, as GET /api/info answers."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama info qwen2.5:7b", "See in which quantizations it is there."),
                new Example("mullama info hf:bartowski/Llama-3.2-1B-Instruct-GGUF", "A repository of Hugging Face."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        RepositoryInfo info = context.connector().connect().info(arguments.matchedPositionalValue(0, ""));
        Console console = context.console();
        if (Specs.has(arguments, "--json")) {
            console.println(Json.pretty(info.toJson()));
            return ExitCodes.SUCCESS;
        }
        info.warnings().forEach(console::tell);
        console.print(about(info, context.environment().clock().instant()));
        if (!info.files().isEmpty()) {
            FitMarks marks = FitMarks.of(context);
            console.print("\n" + table(info.files(), marks).text());
            if (console.streams().outTerminal()) {
                console.println(marks.legend(console.theme()));
            }
        }
        return ExitCodes.SUCCESS;
    }

    private static String about(RepositoryInfo info, Instant now) {
        RepositoryInfo.About about = info.about();
        RepositoryInfo.Standing hub = info.hub();
        Instant updated = hub.updated();
        return new Sections()
                .value(REPOSITORY, "name", about.repository())
                .value(REPOSITORY, "description", about.description())
                .value(REPOSITORY, "architecture", about.architecture())
                .value(REPOSITORY, "parameters", count(about.parameters()))
                .value(REPOSITORY, "license", about.license())
                .value(REPOSITORY, "downloads", count(hub.downloads()))
                .value(REPOSITORY, "likes", count(hub.likes()))
                .value(REPOSITORY, "updated", updated == null ? "" : HumanTime.relative(now, updated))
                .value(REPOSITORY, "gated", hub.gated() ? "yes: accept its licence at the hub, and set HF_TOKEN" : "")
                .value(REPOSITORY, "memory here", HumanNumbers.size(info.roomBytes()))
                .text();
    }

    private static Table table(List<OfferedFile> files, FitMarks marks) {
        Table table = Table.of("QUANTIZATION", "SIZE", "NEEDS", "FITS", "NOTE", "NAME");
        for (OfferedFile file : files) {
            table = table.with(
                    file.quantization(),
                    HumanNumbers.size(file.sizeBytes()),
                    HumanNumbers.size(file.memory().neededBytes()),
                    marks.mark(file.memory().fits()),
                    note(file),
                    file.pull());
        }
        return table;
    }

    private static String note(OfferedFile file) {
        String usual = file.usual() ? "default" : "";
        String here = file.here() ? "here" : "";
        return usual.isEmpty() || here.isEmpty() ? usual + here : usual + ", " + here;
    }

    private static String count(long number) {
        return number == 0 ? "" : HumanNumbers.count(number);
    }
}
