package io.mullama.cli;

import io.mullama.cli.command.Command;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the generators of completions and man pages may know of the commands. Stateless. */
public final class CommandCatalog {
    /** A call worth showing. */
    public record Example(String call, String purpose) {}

    /** One command, or a command of a command; the root has the name {@code mullama}. */
    public record Entry(String name, List<String> aliases, CommandSpec spec, List<Example> examples) {
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

        /** The commands of this command. */
        public List<Entry> children() {
            List<Entry> children = new ArrayList<>();
            // An alias is a key of its own.
            for (CommandLine line : new LinkedHashSet<>(spec.subcommands().values())) {
                CommandSpec child = line.getCommandSpec();
                children.add(new Entry(child.name(), List.of(child.aliases()), child, List.of()));
            }
            return children;
        }
    }

    private CommandCatalog() {}

    public static Entry root() {
        CommandSpec spec = Commands.all().getCommandSpec();
        return new Entry("mullama", List.of(), spec, examples(Commands.EXAMPLES));
    }

    /** The commands below the root, in the order of the help text. */
    public static List<Entry> commands() {
        List<Entry> entries = new ArrayList<>();
        for (String name : Commands.NAMES) {
            Command command = Commands.find(name).orElseThrow();
            CommandLine line = Commands.below(command);
            List<String> aliases = List.of(line.getCommandSpec().aliases());
            entries.add(new Entry(name, aliases, line.getCommandSpec(), examples(command.examples())));
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

    private static List<Example> examples(List<Command.Example> examples) {
        return examples.stream()
                .map(example -> new Example(example.call(), example.purpose()))
                .toList();
    }
}
