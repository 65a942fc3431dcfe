package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes {@code completions/mullama.bash}. Stateless. */
final class BashCompletion {
    private static final String TEMPLATE = """
            # bash completion for mullama.
            # Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

            _mullama_names() {
                local file
                for file; do
                    file=${MULLAMA_HOME:-$HOME/.mullama}/$file
                    if [[ -r $file ]]; then printf '%s\\n' "$(<"$file")"; fi
                done
            }

            _mullama_paths() {
                case $1 in
                    any) compgen -f -- "$2" ;;
                    folders) compgen -d -- "$2" ;;
                    gguf)
                        compgen -d -- "$2"
                        compgen -f -X '!*.gguf' -- "$2"
                        ;;
                esac
            }

            _mullama() {
                # Readline splits words at colons, which model names hold; so split the line at blanks.
                local line=${COMP_LINE:0:COMP_POINT} command='' expecting='' position=0 candidates='' names='' paths='' i word
                local -a words
                read -ra words <<<"$line"
                if [[ $line == *[[:space:]] ]]; then words+=(''); fi
                local last=$((${#words[@]} - 1))
                local current=${words[last]} before=''

                for ((i = 1; i < last; i++)); do
                    word=${words[i]}
                    if [[ -n $expecting ]]; then
                        expecting=''
                        continue
                    fi
                    case "$command:$word" in
                        @VALUE_OPTIONS@) expecting=$word ;;
                        *:-*) ;;
            @ALIASES@            :*) command=$word ;;
            @CHILDREN@            *) position=$((position + 1)) ;;
                    esac
                done
                if [[ -z $expecting && $current == --*=* ]]; then
                    expecting=${current%%=*} before=${current%%=*}= current=${current#*=}
                fi

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
                # Without compgen -W, which would run what a name holds; and the bash of macOS has no mapfile.
                while IFS= read -r word; do
                    if [[ -n $word && $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
                done < <(
                    printf '%s\\n' $candidates
                    _mullama_names $names
                )
                if [[ -n $paths ]]; then
                    # Readline would put a backslash before the colon of a model's name, if that were a file's.
                    if ((${#COMPREPLY[@]} == 0)); then compopt -o filenames 2>/dev/null; fi
                    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(_mullama_paths "$paths" "$current")
                fi
                # Readline replaces what stands behind the last of its word breaks.
                if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
                    COMPREPLY=("${COMPREPLY[@]#"${current%%"${current##*:}"}"}")
                elif [[ -n $before && $COMP_WORDBREAKS != *=* ]]; then
                    COMPREPLY=("${COMPREPLY[@]/#/"$before"}")
                fi
            }

            complete -F _mullama mullama
            """;

    private BashCompletion() {}

    static String text() {
        return TEMPLATE.replace("@VALUE_OPTIONS@", String.join(" | ", CommandLines.valueOptions()))
                .replace("@ALIASES@", aliases())
                .replace("@CHILDREN@", children())
                .replace("@OPTION_VALUES@", optionValues())
                .replace("@OPTION_NAMES@", optionNames())
                .replace("@PARAMETERS@", parameters());
    }

    private static String aliases() {
        return CommandLines.aliases().stream()
                .map(alias -> oneCase(alias.key(), "command=" + alias.path()))
                .collect(Collectors.joining());
    }

    private static String children() {
        List<String> children = CommandLines.children();
        return children.isEmpty() ? "" : oneCase(String.join(" | ", children), "command=$command/$word");
    }

    private static String optionValues() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : CommandCatalog.all()) {
            for (OptionSpec option : Values.options(entry.spec())) {
                if (Values.takesValue(option)) {
                    add(text, String.join(" | ", CommandLines.keys(entry, option)), Values.of(option));
                }
            }
        }
        return text.toString();
    }

    private static String optionNames() {
        StringBuilder text = new StringBuilder();
        text.append(oneCase("''", "candidates='" + names(CommandCatalog.root()) + "'"));
        for (Entry entry : CommandCatalog.all()) {
            text.append(oneCase(entry.path(), "candidates='" + names(entry) + "'"));
        }
        return text.toString();
    }

    private static String parameters() {
        StringBuilder text = new StringBuilder(oneCase(":0", "candidates='" + words(CommandCatalog.commands()) + "'"));
        for (Entry entry : CommandCatalog.all()) {
            if (!entry.children().isEmpty()) {
                text.append(oneCase(entry.path() + ":0", "candidates='" + words(entry.children()) + "'"));
            }
            for (PositionalParamSpec parameter : entry.spec().positionalParameters()) {
                add(text, CommandLines.key(entry, parameter), Values.of(parameter));
            }
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String pattern, Values values) {
        if (!values.isAnything()) {
            text.append(oneCase(
                    pattern,
                    (assignment("candidates", String.join(" ", values.words()))
                                    + assignment("names", String.join(" ", values.nameFiles()))
                                    + assignment(
                                            "paths",
                                            values.paths() == Values.Paths.NONE
                                                    ? ""
                                                    : values.paths().name().toLowerCase(Locale.ROOT)))
                            .strip()));
        }
    }

    private static String assignment(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=" + (value.contains(" ") ? "'" + value + "'" : value);
    }

    private static String oneCase(String pattern, String action) {
        return "            " + pattern + ") " + action + " ;;\n";
    }

    private static String names(Entry entry) {
        return Values.options(entry.spec()).stream()
                .map(OptionSpec::longestName)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String words(List<Entry> entries) {
        return entries.stream().map(Entry::name).collect(Collectors.joining(" "));
    }
}
