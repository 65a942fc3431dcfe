package io.mullama.cli;

import io.mullama.cli.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the generators of completions and man pages may know of the commands. Stateless. */
public final class CommandCatalog {
    /** A call worth showing. */
    public record Example(String call, String purpose) {}

    /** One command, or a command of a command; the root has the name {@code mullama}. */
    public record Entry(CommandSpec spec, List<Example> examples, List<Entry> children) {
        public String name() {
            return spec.name();
        }

        public List<String> aliases() {
            return List.of(spec.aliases());
        }

        /** One sentence, with its full stop. */
        public String purpose() {
            return spec.usageMessage().description()[0];
        }

        /** The words that call it: {@code mullama daemon start}. */
        public String call() {
            return spec.qualifiedName(" ");
        }

        /** Those words but the first, with slashes between them: {@code daemon/start}; nothing for the root. */
        public String path() {
            return call().substring("mullama".length()).strip().replace(' ', '/');
        }
    }

    private CommandCatalog() {}

    public static Entry root() {
        CommandSpec spec = Commands.all().getCommandSpec();
        return new Entry(spec, examples(Commands.EXAMPLES), commands());
    }

    /** The commands below the root, in the order of the help text. */
    public static List<Entry> commands() {
        List<Entry> entries = new ArrayList<>();
        for (String name : CommandGroups.names()) {
            Command command = Commands.find(name).orElseThrow();
            entries.add(entry(command, Commands.below(command).getCommandSpec()));
        }
        return entries;
    }

    /** The same, each with its own commands behind it. */
    public static List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        for (Entry entry : commands()) {
            all.add(entry);
            all.addAll(entry.children());
        }
        return all;
    }

    private static Entry entry(Command command, CommandSpec spec) {
        List<Entry> children = new ArrayList<>();
        for (Command below : command.subcommands()) {
            CommandLine line =
                    Objects.requireNonNull(spec.subcommands().get(below.spec().name()));
            children.add(entry(below, line.getCommandSpec()));
        }
        return new Entry(spec, examples(command.examples()), children);
    }

    private static List<Example> examples(List<Command.Example> examples) {
        return examples.stream()
                .map(example -> new Example(example.call(), example.purpose()))
                .toList();
    }
}
