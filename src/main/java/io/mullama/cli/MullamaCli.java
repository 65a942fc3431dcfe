package io.mullama.cli;

import io.mullama.cli.command.CliContext;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Console;
import io.mullama.cli.command.DaemonStarter;
import io.mullama.cli.command.Environment;
import io.mullama.cli.command.ErrorReporter;
import io.mullama.cli.command.ExitCodes;
import io.mullama.client.Patience;
import io.mullama.model.MullamaException;
import io.mullama.terminal.Window;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line from the arguments to the exit code. Thread-safe. */
public final class MullamaCli {
    private static final int WIDEST_HELP = 100;
    private static final int NARROWEST_HELP = 55;

    private final Environment environment;
    private final DaemonStarter starter;
    private final Patience patience;

    public MullamaCli(Environment environment, DaemonStarter starter) {
        this(environment, starter, Patience.STANDARD);
    }

    MullamaCli(Environment environment, DaemonStarter starter, Patience patience) {
        this.environment = environment;
        this.starter = starter;
        this.patience = patience;
    }

    /** Runs one command; never throws. */
    public int execute(String... arguments) {
        boolean debug = has(arguments, "--debug");
        Console console = Console.of(environment.streams(), environment.variables(), has(arguments, "--no-color"));
        CliContext context = new CliContext(environment, console, starter, patience, debug);
        try {
            return dispatch(context, arguments);
        } catch (RuntimeException | Error e) {
            return report(new ErrorReporter(console, debug), e);
        }
    }

    private static int report(ErrorReporter reporter, Throwable thrown) {
        try {
            return reporter.report(thrown);
        } catch (Console.OutputClosed | MullamaException e) {
            // The output failed again when its last line was to be ended.
            return thrown instanceof MullamaException error ? ExitCodes.of(error.code()) : ExitCodes.FAILURE;
        }
    }

    private int dispatch(CliContext context, String[] arguments) {
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            return version(context);
        }
        if (arguments.length == 2 && arguments[0].equals("completion") && !arguments[1].startsWith("-")) {
            // A shell waits for it at its own start.
            return CompletionCommand.print(context, arguments[1]);
        }
        String name = commandName(arguments);
        if (name == null) {
            return root(context, arguments);
        }
        Command command = Commands.find(name).orElseThrow(() -> UsageErrors.unknownCommand(name));
        ParseResult root = parse(Commands.line(command), arguments);
        ParseResult own = root.subcommand();
        if (root.isUsageHelpRequested() || own == null) {
            return usage(context, (own == null ? root : own).commandSpec().commandLine());
        }
        return root.isVersionHelpRequested() ? version(context) : run(context, command, own);
    }

    /** Runs the command, or the one below it that was named. */
    private static int run(CliContext context, Command command, ParseResult own) {
        if (own.isUsageHelpRequested()) {
            return usage(context, own.commandSpec().commandLine());
        }
        if (!own.hasSubcommand()) {
            return command.run(context, own);
        }
        ParseResult next = own.subcommand();
        String name = next.commandSpec().name();
        for (OptionSpec option : own.matchedOptions()) {
            if (!option.inherited()) {
                throw UsageErrors.misplaced(option.longestName(), next.commandSpec());
            }
        }
        for (Command below : command.subcommands()) {
            if (below.spec().name().equals(name)) {
                return run(context, below, next);
            }
        }
        throw new IllegalStateException("nothing runs " + next.commandSpec().qualifiedName());
    }

    private int root(CliContext context, String[] arguments) {
        CommandLine line = Commands.all();
        return parse(line, arguments).isVersionHelpRequested() ? version(context) : usage(context, line);
    }

    private int version(CliContext context) {
        context.console().println("mullama " + environment.version());
        return ExitCodes.SUCCESS;
    }

    /** Prints the help of a command. */
    static int usage(CliContext context, CommandLine line) {
        boolean colours = context.console().theme().colours();
        line.setUsageHelpWidth(helpWidth(context));
        context.console().print(line.getUsageMessage(colours ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        return ExitCodes.SUCCESS;
    }

    /** As the window is, but no wider than is good to read, and no narrower than picocli can do. */
    private static int helpWidth(CliContext context) {
        Environment environment = context.environment();
        if (!environment.streams().outTerminal() && !environment.variables().containsKey("COLUMNS")) {
            return WIDEST_HELP;
        }
        try (Window window = environment.window().get()) {
            return Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, window.size().columns()));
        }
    }

    private static ParseResult parse(CommandLine line, String[] arguments) {
        try {
            return line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw UsageErrors.of(e);
        }
    }

    /** The first argument that is no option: none of the root's options takes a value. */
    private static @Nullable String commandName(String[] arguments) {
        for (String argument : arguments) {
            if (!argument.startsWith("-")) {
                return argument;
            }
        }
        return null;
    }

    private static boolean has(String[] arguments, String flag) {
        List<String> all = Arrays.asList(arguments);
        int end = all.indexOf("--");
        return (end < 0 ? all : all.subList(0, end)).contains(flag);
    }
}
