package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes {@code completions/_mullama}, for zsh. Stateless. */
final class ZshCompletion {
    private static final String HEAD = """
            #compdef mullama
            # Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

            # Offers words, names that stand in files of $MULLAMA_HOME, and paths of a kind.
            _mullama_offer() {
                local -a found
                local file
                found=(${=1})
                for file in ${=2}; do
                    file=${MULLAMA_HOME:-$HOME/.mullama}/$file
                    [[ -r $file ]] && found+=("${(@f)$(<$file)}")
                done
                # A colon would end the name in a description list.
                (( $#found )) && compadd -a found
                case $3 in
                    gguf) _files -g '*.gguf' ;;
                    any) _files ;;
                    folders) _files -/ ;;
                esac
            }
            """;

    private ZshCompletion() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Entry entry : CommandCatalog.commands()) {
            if (!entry.children().isEmpty()) {
                function(text, entry, entry.children());
            }
        }
        function(text, CommandCatalog.root(), CommandCatalog.commands());
        // Read by eval, as "mullama completion zsh" has it, the file is no function yet.
        return text.append("\nif [[ $funcstack[1] == _mullama ]]; then\n    _mullama \"$@\"\nelse\n")
                .append("    compdef _mullama mullama\nfi\n")
                .toString();
    }

    /** The completion of a command that has commands. */
    private static void function(StringBuilder text, Entry entry, List<Entry> children) {
        String name = functionName(entry);
        text.append('\n').append(name).append("_commands() {\n    local -a commands\n    commands=(\n");
        for (Entry child : children) {
            describe(text, child.name(), child);
            child.aliases().forEach(alias -> describe(text, alias, child));
        }
        text.append("    )\n    _describe command commands\n}\n\n").append(name).append("() {\n");
        text.append("    local context state line\n    typeset -A opt_args\n    _arguments -C \\\n");
        Values.options(entry.spec()).forEach(option -> option(text, option, "        "));
        text.append("        '1:command:").append(name).append("_commands' \\\n");
        text.append("        '*::argument:->command'\n");
        text.append("    [[ $state == command ]] || return\n    case $line[1] in\n");
        children.forEach(child -> arguments(text, child));
        text.append("    esac\n}\n");
    }

    private static String functionName(Entry entry) {
        return "_" + entry.call().replace(' ', '_');
    }

    private static void describe(StringBuilder text, String name, Entry entry) {
        text.append("        '")
                .append(name)
                .append(':')
                .append(quoted(entry.purpose()))
                .append("'\n");
    }

    private static void arguments(StringBuilder text, Entry entry) {
        String names =
                entry.aliases().isEmpty() ? entry.name() : entry.name() + "|" + String.join("|", entry.aliases());
        text.append("        ").append(names).append(")\n");
        if (entry.children().isEmpty()) {
            text.append("            _arguments \\\n");
            Values.options(entry.spec()).forEach(option -> option(text, option, "                "));
            entry.spec().positionalParameters().forEach(parameter -> parameter(text, parameter));
            text.setLength(text.length() - " \\\n".length());
            text.append('\n');
        } else {
            text.append("            ").append(functionName(entry)).append('\n');
        }
        text.append("            ;;\n");
    }

    private static void parameter(StringBuilder text, PositionalParamSpec parameter) {
        boolean many = parameter.index().max() > parameter.index().min();
        String position = many ? "*" : Integer.toString(parameter.index().min() + 1);
        text.append("                '")
                .append(position)
                .append(':')
                .append(value(parameter))
                .append("' \\\n");
    }

    private static void option(StringBuilder text, OptionSpec option, String indent) {
        boolean value = Values.takesValue(option);
        String names = String.join(" ", option.names());
        // One name keeps the others out, unless it may be repeated.
        String repeat = option.isMultiValue() ? "*" : option.names().length > 1 ? "(" + names + ")" : "";
        for (String name : option.names()) {
            text.append(indent)
                    .append('\'')
                    .append(repeat)
                    .append(name)
                    .append(!value ? "" : name.startsWith("--") ? "=" : "+")
                    .append('[')
                    .append(quoted(Values.brief(option)))
                    .append(']')
                    .append(value ? ":" + value(option) : "")
                    .append("' \\\n");
        }
    }

    private static String value(ArgSpec argument) {
        Values values = Values.of(argument);
        boolean wordsAlone = values.nameFiles().isEmpty() && values.paths() == Values.Paths.NONE;
        String words = String.join(" ", values.words());
        // A blank before the action keeps zsh from adding arguments of its own.
        String action = wordsAlone ? words.isEmpty() ? " " : "(" + words + ")" : " " + offer(values, words);
        return argument.paramLabel().toLowerCase(Locale.ROOT) + ":" + action;
    }

    private static String offer(Values values, String words) {
        String paths = values.paths() == Values.Paths.NONE
                ? ""
                : " " + values.paths().name().toLowerCase(Locale.ROOT);
        return "_mullama_offer \"" + words + "\" \"" + String.join(" ", values.nameFiles()) + "\"" + paths;
    }

    private static String quoted(String text) {
        return text.replace("'", "'\\''")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }
}
