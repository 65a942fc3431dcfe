package io.mullama.cli;

import io.mullama.cli.answers.BenchCommand;
import io.mullama.cli.answers.ChatCommand;
import io.mullama.cli.answers.EmbedCommand;
import io.mullama.cli.answers.RenderCommand;
import io.mullama.cli.answers.RunCommand;
import io.mullama.cli.answers.TokenizeCommand;
import io.mullama.cli.chats.ChatsCommand;
import io.mullama.cli.command.Command;
import io.mullama.cli.command.Specs;
import io.mullama.cli.daemon.ConfigCommand;
import io.mullama.cli.daemon.DaemonCommand;
import io.mullama.cli.daemon.DoctorCommand;
import io.mullama.cli.daemon.LoadCommand;
import io.mullama.cli.daemon.LogsCommand;
import io.mullama.cli.daemon.PingCommand;
import io.mullama.cli.daemon.PsCommand;
import io.mullama.cli.daemon.ServeCommand;
import io.mullama.cli.daemon.StatusCommand;
import io.mullama.cli.daemon.StopCommand;
import io.mullama.cli.daemon.UnloadCommand;
import io.mullama.cli.models.CacheCommand;
import io.mullama.cli.models.CopyCommand;
import io.mullama.cli.models.CreateCommand;
import io.mullama.cli.models.InfoCommand;
import io.mullama.cli.models.ListCommand;
import io.mullama.cli.models.PullCommand;
import io.mullama.cli.models.RemoveCommand;
import io.mullama.cli.models.SearchCommand;
import io.mullama.cli.models.ShowCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The commands there are; a command's class is loaded when it is asked for. Stateless. */
final class Commands {
    static final List<Command.Example> EXAMPLES = List.of(
            new Command.Example("mullama run tiny", "Chat with the model that comes with mullama."),
            new Command.Example("mullama run tiny \"What is the capital of France?\"", "Ask once."),
            new Command.Example("mullama help run", "Read more about a command."));

    private Commands() {}

    /** A command by its name or an alias. */
    static Optional<Command> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "run" -> new RunCommand();
                    case "chat" -> new ChatCommand();
                    case "chats" -> new ChatsCommand();
                    case "pull" -> new PullCommand();
                    case "search" -> new SearchCommand();
                    case "info" -> new InfoCommand();
                    case "list", "ls" -> new ListCommand();
                    case "ps" -> new PsCommand();
                    case "show" -> new ShowCommand();
                    case "cp" -> new CopyCommand();
                    case "rm" -> new RemoveCommand();
                    case "create" -> new CreateCommand();
                    case "cache" -> new CacheCommand();
                    case "load" -> new LoadCommand();
                    case "unload" -> new UnloadCommand();
                    case "stop" -> new StopCommand();
                    case "serve" -> new ServeCommand();
                    case "daemon" -> new DaemonCommand();
                    case "status" -> new StatusCommand();
                    case "ping" -> new PingCommand();
                    case "logs" -> new LogsCommand();
                    case "config" -> new ConfigCommand();
                    case "doctor" -> new DoctorCommand();
                    case "bench" -> new BenchCommand();
                    case "tokenize" -> new TokenizeCommand();
                    case "embed" -> new EmbedCommand();
                    case "render" -> new RenderCommand();
                    case "completion" -> new CompletionCommand();
                    case "help" -> new HelpCommand();
                    default -> null;
                });
    }

    /** The root with one command below it: the others cost time and are not called. */
    static CommandLine line(Command command) {
        CommandSpec root = root();
        addTo(root, command);
        return configured(root);
    }

    /** A command as it stands below the root, with the options that hold everywhere. */
    static CommandLine below(Command command) {
        return line(command).getSubcommands().values().iterator().next();
    }

    /** The root with every command. */
    static CommandLine all() {
        CommandSpec root = root();
        CommandGroups.names().forEach(name -> addTo(root, find(name).orElseThrow()));
        return configured(root);
    }

    private static void addTo(CommandSpec parent, Command command) {
        CommandSpec spec = command.spec();
        spec.usageMessage().commandListHeading("%nCommands:%n");
        command.subcommands().forEach(below -> addTo(spec, below));
        parent.addSubcommand(spec.name(), new CommandLine(spec));
    }

    private static CommandSpec root() {
        CommandSpec root = Specs.command("mullama", "Run large language models on your own machine.", EXAMPLES);
        CommandGroups.addTo(root);
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version and exit.")
                .build());
        root.addOption(everywhere("--debug", "Show stack traces with errors."));
        root.addOption(everywhere("--no-color", "Use no colours, as NO_COLOR does."));
        return root;
    }

    private static OptionSpec everywhere(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .scopeType(ScopeType.INHERIT)
                .description(description)
                .build();
    }

    private static CommandLine configured(CommandSpec root) {
        CommandLine line = new CommandLine(root);
        // A prompt may begin with an at-sign.
        line.setExpandAtFiles(false);
        return line;
    }
}
