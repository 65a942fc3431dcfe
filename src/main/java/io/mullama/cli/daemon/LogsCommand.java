package io.mullama.cli.daemon;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code mullama logs}: what the daemon in the background has written. Needs no daemon. Immutable. */
public final class LogsCommand implements Command {
    private static final String STANDARD_LINES = "100";
    private static final String ALL = "all";

    @Override
    public CommandSpec spec() {
        return Specs.command("logs", "Show the log of the daemon in the background.", examples())
                .addOption(Specs.flag("-f", "--follow", "Go on with what is added, until Ctrl-C."))
                .addOption(OptionSpec.builder("-n", "--lines")
                        .type(String.class)
                        .paramLabel("LINES")
                        .description("How many of the last lines to show: a number, or " + ALL + ". The default is "
                                + STANDARD_LINES + ".")
                        .build())
                .addOption(Specs.option(
                        "--level",
                        "LEVEL",
                        String.class,
                        "Show what is at least so grave: error, warning, info or debug. The default is debug."));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("mullama logs", "Show the last lines."),
                new Example("mullama logs -f", "Watch what the daemon does."),
                new Example("mullama logs -n all --level warning", "Show everything that went wrong."));
    }

    @Override
    public int run(CliContext context, ParseResult arguments) {
        if (context.isElsewhere()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "the daemon at " + context.settings(Map.of()).endpoint().url()
                            + " runs on another machine, and its log is there",
                    "run 'mullama logs' on that machine, or unset MULLAMA_HOST to see the one here");
        }
        int lines = lines(arguments.matchedOptionValue("--lines", STANDARD_LINES));
        DaemonLogView view = new DaemonLogView(context, level(arguments.matchedOptionValue("--level", "debug")));
        if (Specs.has(arguments, "--follow")) {
            context.environment().interrupts().during(() -> view.follow(lines), view::end);
        } else {
            view.show(lines);
        }
        return ExitCodes.SUCCESS;
    }

    private static int lines(String text) {
        if (text.equals(ALL)) {
            return Integer.MAX_VALUE;
        }
        try {
            int lines = Integer.parseInt(text);
            if (lines >= 0) {
                return lines;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a negative number.
        }
        throw new MullamaException(
                ErrorCode.INVALID_REQUEST, "--lines is '" + text + "'", "it takes a number such as 20, or " + ALL);
    }

    private static LogLevel level(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "error" -> LogLevel.ERROR;
            case "warn", "warning" -> LogLevel.WARNING;
            case "info" -> LogLevel.INFO;
            case "debug" -> LogLevel.DEBUG;
            default ->
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST,
                        "--level is '" + text + "'",
                        "it takes error, warning, info or debug");
        };
    }
}
