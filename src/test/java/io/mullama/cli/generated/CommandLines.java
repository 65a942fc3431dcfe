package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a completion has to know to find out where on a command line it is. Stateless.
 *
 * <p>It goes from word to word with the command so far as a path ({@code daemon/start}), and looks up {@code PATH:WORD}.
 */
final class CommandLines {
    private CommandLines() {}

    /** {@code run:--seed}: options that the next word belongs to. */
    static List<String> valueOptions() {
        List<String> keys = new ArrayList<>();
        for (Entry entry : CommandCatalog.all()) {
            for (OptionSpec option : Values.options(entry.spec())) {
                if (Values.takesValue(option)) {
                    keys.addAll(keys(entry, option));
                }
            }
        }
        return keys;
    }

    /** {@code daemon:start}: words that lead to a command of a command. */
    static List<String> children() {
        return each(
                CommandCatalog.commands(),
                entry -> entry.children().stream()
                        .map(child -> entry.name() + ":" + child.name())
                        .toList());
    }

    /** An alias as {@code PATH:WORD}, and the path that it stands for. */
    record Alias(String key, String path) {}

    static List<Alias> aliases() {
        List<Alias> aliases = new ArrayList<>();
        for (Entry entry : CommandCatalog.all()) {
            int slash = entry.path().lastIndexOf('/');
            String parent = slash < 0 ? "" : entry.path().substring(0, slash);
            entry.aliases().forEach(alias -> aliases.add(new Alias(parent + ":" + alias, entry.path())));
        }
        return aliases;
    }

    /** {@code run:-s}, {@code run:--seed}. */
    static List<String> keys(Entry entry, OptionSpec option) {
        return List.of(option.names()).stream()
                .map(name -> entry.path() + ":" + name)
                .toList();
    }

    /** {@code run:0}, or {@code rm:*} for a parameter that may be repeated. */
    static String key(Entry entry, PositionalParamSpec parameter) {
        boolean many = parameter.isMultiValue() && parameter.index().min() == 0;
        return entry.path() + ":"
                + (many ? "*" : Integer.toString(parameter.index().min()));
    }

    private static List<String> each(List<Entry> entries, Function<Entry, List<String>> keys) {
        return entries.stream().map(keys).flatMap(List::stream).toList();
    }
}
