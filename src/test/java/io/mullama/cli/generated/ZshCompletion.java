package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes {@code completions/_mullama}, for zsh. Stateless. */
final class ZshCompletion {
    private static final String HEAD = """
            #compdef mullama
            # Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

            _mullama_names() {
                local -a models
                local file
                for file; do
                    file=${MULLAMA_HOME:-$HOME/.mullama}/$file
                    [[ -r $file ]] && models+=("${(@f)$(<$file)}")
                done
                # A colon would end the name in a description list.
                (( $#models )) && compadd -a models
            }

            _mullama_models() {
                _mullama_names "$@"
                _files -g '*.gguf'
            }

            _mullama_commands() {
                local -a commands
                commands=(
            """;

    private ZshCompletion() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Entry entry : CommandCatalog.commands()) {
            describe(text, entry.name(), entry);
            entry.aliases().forEach(alias -> describe(text, alias, entry));
        }
        text.append("    )\n    _describe command commands\n}\n\n_mullama() {\n");
        text.append("    local context state line\n    typeset -A opt_args\n    _arguments -C \\\n");
        CommandCatalog.root().spec().options().forEach(option -> option(text, option, "        "));
        text.append("        '1:command:_mullama_commands' \\\n        '*::argument:->command'\n");
        text.append("    [[ $state == command ]] || return\n    case $line[1] in\n");
        CommandCatalog.commands().forEach(entry -> arguments(text, entry));
        return text.append("    esac\n}\n\n_mullama \"$@\"\n").toString();
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
        text.append("        ").append(names).append(")\n            _arguments \\\n");
        Values.options(entry.spec()).forEach(option -> option(text, option, "                "));
        for (PositionalParamSpec parameter : entry.spec().positionalParameters()) {
            boolean many = parameter.index().max() > parameter.index().min();
            String position = many ? "*" : Integer.toString(parameter.index().min() + 1);
            text.append("                '")
                    .append(position)
                    .append(':')
                    .append(value(parameter))
                    .append("' \\\n");
        }
        text.setLength(text.length() - " \\\n".length());
        text.append("\n            ;;\n");
    }

    private static void option(StringBuilder text, OptionSpec option, String indent) {
        boolean value = Values.takesValue(option);
        String repeat = option.isMultiValue() ? "*" : "";
        text.append(indent)
                .append('\'')
                .append(repeat)
                .append(option.longestName())
                .append(value ? "=[" : "[")
                .append(quoted(Values.brief(option)))
                .append(']')
                .append(value ? ":" + value(option) : "")
                .append("' \\\n");
    }

    private static String value(ArgSpec argument) {
        String action = switch (Values.of(argument)) {
            // A blank before the action keeps zsh from adding arguments of its own.
            case MODELS -> " _mullama_models names";
            case MODELS_TO_PULL -> " _mullama_models names catalog-names";
            case NAMES -> " _mullama_names names";
            case NAMES_TO_PULL -> " _mullama_names names catalog-names";
            case ACTIONS -> "(" + String.join(" ", Values.CACHE_ACTIONS) + ")";
            case FILES -> "_files";
            case COMMANDS -> "_mullama_commands";
            case LEVELS -> "(" + String.join(" ", Values.LOG_LEVELS) + ")";
            case ANYTHING -> " ";
        };
        return argument.paramLabel().toLowerCase(java.util.Locale.ROOT) + ":" + action;
    }

    private static String quoted(String text) {
        return text.replace("'", "'\\''")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }
}
