package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes {@code completions/mullama.fish}. Stateless. */
final class FishCompletion {
    private static final String HEAD = """
            # fish completion for mullama.
            # Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

            function __mullama_names
                set -l home $HOME/.mullama
                set -q MULLAMA_HOME; and set home $MULLAMA_HOME
                for file in $argv
                    test -r $home/$file; and cat $home/$file
                end
            end

            function __mullama_models
                __mullama_names $argv
                __fish_complete_suffix .gguf
            end

            complete -c mullama -f
            """;

    private FishCompletion() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (OptionSpec option : CommandCatalog.root().spec().options()) {
            text.append(option("__fish_use_subcommand", option));
        }
        for (Entry entry : CommandCatalog.commands()) {
            text.append('\n');
            List<String> names = new ArrayList<>(List.of(entry.name()));
            names.addAll(entry.aliases());
            for (String name : names) {
                text.append("complete -c mullama -n __fish_use_subcommand -a ")
                        .append(name)
                        .append(" -d ")
                        .append(quoted(entry.purpose()))
                        .append('\n');
            }
            arguments(text, entry, "'__fish_seen_subcommand_from " + String.join(" ", names) + "'");
        }
        return text.toString();
    }

    private static void arguments(StringBuilder text, Entry entry, String condition) {
        for (OptionSpec option : Values.options(entry.spec())) {
            text.append(option(condition, option));
        }
        if (!entry.spec().positionalParameters().isEmpty()) {
            String values = values(entry.spec().positionalParameters().get(0));
            if (!values.isEmpty()) {
                text.append("complete -c mullama -n ")
                        .append(condition)
                        .append(values)
                        .append('\n');
            }
        }
    }

    private static String option(String condition, OptionSpec option) {
        String value = Values.takesValue(option) ? " -x" + values(option) : "";
        return "complete -c mullama -n " + condition + " -l "
                + option.longestName().substring(2) + " -d " + quoted(Values.brief(option)) + value + "\n";
    }

    private static String values(ArgSpec argument) {
        return switch (Values.of(argument)) {
            case MODELS -> " -a '(__mullama_models names)'";
            case MODELS_TO_PULL -> " -a '(__mullama_models names catalog-names)'";
            case NAMES -> " -a '(__mullama_names names)'";
            case NAMES_TO_PULL -> " -a '(__mullama_names names catalog-names)'";
            case ACTIONS -> " -a '" + String.join(" ", Values.CACHE_ACTIONS) + "'";
            case FILES -> " -a '(__fish_complete_path)'";
            case COMMANDS ->
                " -a '"
                        + String.join(
                                " ",
                                CommandCatalog.commands().stream()
                                        .map(Entry::name)
                                        .toList())
                        + "'";
            case LEVELS -> " -a '" + String.join(" ", Values.LOG_LEVELS) + "'";
            case ANYTHING -> "";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
