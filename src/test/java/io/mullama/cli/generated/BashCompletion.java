package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes {@code completions/mullama.bash}. Stateless. */
final class BashCompletion {
    private static final String TEMPLATE = """
            # bash completion for mullama.
            # Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

            _mullama_models() {
                local file
                for file; do
                    file=${MULLAMA_HOME:-$HOME/.mullama}/$file
                    if [[ -r $file ]]; then cat -- "$file"; fi
                done
            }

            _mullama() {
                # Readline splits words at colons, which model names hold; so split the line at blanks.
                local line=${COMP_LINE:0:COMP_POINT} command='' expecting='' position=0 candidates='' files='' i word
                local -a words
                read -ra words <<<"$line"
                if [[ $line == *[[:space:]] ]]; then words+=(''); fi
                local last=$((${#words[@]} - 1))
                local current=${words[last]}

                for ((i = 1; i < last; i++)); do
                    word=${words[i]}
                    if [[ -n $expecting ]]; then
                        expecting=''
                        continue
                    fi
                    case "$command:$word" in
                        @VALUE_OPTIONS@) expecting=$word ;;
                        *:-*) ;;
                        :*) command=$word ;;
                        *) position=$((position + 1)) ;;
                    esac
                done

                if [[ -n $expecting ]]; then
                    case "$command:$expecting" in
            @OPTION_VALUES@        esac
                elif [[ $current == -* ]]; then
                    case "$command" in
            @OPTION_NAMES@        esac
                else
                    case "$command:$position" in
            @PARAMETERS@        esac
                fi

                COMPREPLY=()
                # The bash of macOS has no mapfile.
                while IFS= read -r word; do COMPREPLY+=("$word"); done < <(
                    if [[ -n $candidates ]]; then compgen -W "$candidates" -- "$current"; fi
                    if [[ -n $files ]]; then compgen -f -- "$current"; fi
                )
                if [[ -n $files ]]; then compopt -o filenames 2>/dev/null; fi
                if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
                    COMPREPLY=("${COMPREPLY[@]#"${current%%"${current##*:}"}"}")
                fi
            }

            complete -F _mullama mullama
            """;

    private BashCompletion() {}

    static String text() {
        return TEMPLATE.replace("@VALUE_OPTIONS@", valueOptions())
                .replace("@OPTION_VALUES@", optionValues())
                .replace("@OPTION_NAMES@", optionNames())
                .replace("@PARAMETERS@", parameters());
    }

    private static String valueOptions() {
        List<String> patterns = new ArrayList<>();
        for (Entry entry : CommandCatalog.commands()) {
            for (OptionSpec option : Values.options(entry.spec())) {
                if (Values.takesValue(option)) {
                    for (String name : option.names()) {
                        patterns.add(entry.name() + ":" + name);
                    }
                }
            }
        }
        return String.join(" | ", patterns);
    }

    private static String optionValues() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : CommandCatalog.commands()) {
            for (OptionSpec option : Values.options(entry.spec())) {
                if (Values.takesValue(option)) {
                    String names = Stream.of(option.names())
                            .map(name -> entry.name() + ":" + name)
                            .collect(Collectors.joining(" | "));
                    add(text, names, Values.of(option));
                }
            }
        }
        return text.toString();
    }

    private static String optionNames() {
        StringBuilder text = new StringBuilder();
        text.append(oneCase("''", "candidates='" + names(CommandCatalog.root()) + "'"));
        for (Entry entry : CommandCatalog.commands()) {
            text.append(oneCase(pattern(entry, ""), "candidates='" + names(entry) + "'"));
        }
        return text.toString();
    }

    private static String parameters() {
        StringBuilder text = new StringBuilder(oneCase(":0", "candidates='" + commands() + "'"));
        for (Entry entry : CommandCatalog.commands()) {
            for (PositionalParamSpec parameter : entry.spec().positionalParameters()) {
                String position = parameter.isMultiValue() && parameter.index().min() == 0
                        ? "*"
                        : Integer.toString(parameter.index().min());
                add(text, pattern(entry, ":" + position), Values.of(parameter));
            }
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String pattern, Values values) {
        String action = switch (values) {
            case MODELS -> "candidates=$(_mullama_models names) files=yes";
            case MODELS_TO_PULL -> "candidates=$(_mullama_models names catalog-names) files=yes";
            case NAMES -> "candidates=$(_mullama_models names)";
            case NAMES_TO_PULL -> "candidates=$(_mullama_models names catalog-names)";
            case ACTIONS -> "candidates='" + String.join(" ", Values.CACHE_ACTIONS) + "'";
            case FILES -> "files=yes";
            case COMMANDS -> "candidates='" + commands() + "'";
            case LEVELS -> "candidates='" + String.join(" ", Values.LOG_LEVELS) + "'";
            case ANYTHING -> "";
        };
        if (!action.isEmpty()) {
            text.append(oneCase(pattern, action));
        }
    }

    private static String oneCase(String pattern, String action) {
        return "            " + pattern + ") " + action + " ;;\n";
    }

    private static String pattern(Entry entry, String suffix) {
        List<String> names = new ArrayList<>(List.of(entry.name() + suffix));
        entry.aliases().forEach(alias -> names.add(alias + suffix));
        return String.join(" | ", names);
    }

    private static String names(Entry entry) {
        return Values.options(entry.spec()).stream()
                .map(OptionSpec::longestName)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String commands() {
        return CommandCatalog.commands().stream().map(Entry::name).collect(Collectors.joining(" "));
    }
}
