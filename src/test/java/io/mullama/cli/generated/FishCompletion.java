package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

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

            function __mullama_gguf
                __fish_complete_path (commandline -ct) | string match -r '.*(?:\\.gguf|/)(?:\\t.*)?$'
            end

            # Where the cursor is: the command, a colon, and how many parameters stand before it.
            function __mullama_place
                set -l command ''
                set -l expecting ''
                set -l position 0
                for word in (commandline -opc)[2..-1]
                    if test -n "$expecting"
                        set expecting ''
                        continue
                    end
                    switch "$command:$word"
                        case @VALUE_OPTIONS@
                            set expecting $word
                        case '*:-*'
            @ALIASES@            case ':*'
                            set command $word
            @CHILDREN@            case '*'
                            set position (math $position + 1)
                    end
                end
                echo "$command:$position"
            end

            function __mullama_at
                string match -q -- $argv[1] (__mullama_place)
            end

            complete -c mullama -f
            """;

    private FishCompletion() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD.replace("@VALUE_OPTIONS@", words(CommandLines.valueOptions()))
                .replace("@ALIASES@", aliases())
                .replace("@CHILDREN@", children()));
        CommandCatalog.root().spec().options().forEach(option -> text.append(option(":0", option)));
        for (Entry entry : CommandCatalog.commands()) {
            text.append('\n');
            word(text, ":0", entry);
            arguments(text, entry);
            for (Entry child : entry.children()) {
                word(text, entry.path() + ":0", child);
                arguments(text, child);
            }
        }
        return text.toString();
    }

    private static String aliases() {
        return CommandLines.aliases().stream()
                .map(alias -> oneCase(alias.key(), "set command " + alias.path()))
                .collect(Collectors.joining());
    }

    private static String children() {
        List<String> children = CommandLines.children();
        return children.isEmpty() ? "" : oneCase(words(children), "set command $command/$word");
    }

    private static String oneCase(String pattern, String action) {
        return "            case " + pattern + "\n                " + action + "\n";
    }

    private static void word(StringBuilder text, String place, Entry entry) {
        List<String> names = new ArrayList<>(List.of(entry.name()));
        names.addAll(entry.aliases());
        for (String name : names) {
            text.append(at(place))
                    .append(" -a ")
                    .append(name)
                    .append(" -d ")
                    .append(quoted(entry.purpose()))
                    .append('\n');
        }
    }

    private static void arguments(StringBuilder text, Entry entry) {
        for (OptionSpec option : Values.options(entry.spec())) {
            text.append(option(entry.path() + ":*", option));
        }
        for (PositionalParamSpec parameter : entry.spec().positionalParameters()) {
            String values = values(parameter);
            if (!values.isEmpty()) {
                text.append(at(CommandLines.key(entry, parameter)))
                        .append(values)
                        .append('\n');
            }
        }
    }

    private static String option(String place, OptionSpec option) {
        String value = Values.takesValue(option) ? " -x" + values(option) : "";
        String names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        return at(place) + names + " -d " + quoted(Values.brief(option)) + value + "\n";
    }

    private static String at(String place) {
        return "complete -c mullama -n '__mullama_at \"" + place + "\"'";
    }

    private static String values(ArgSpec argument) {
        Values values = Values.of(argument);
        List<String> parts = new ArrayList<>(values.words());
        if (!values.nameFiles().isEmpty()) {
            parts.add("(__mullama_names " + words(values.nameFiles()) + ")");
        }
        switch (values.paths()) {
            case GGUF -> parts.add("(__mullama_gguf)");
            case ANY -> parts.add("(__fish_complete_path)");
            case FOLDERS -> parts.add("(__fish_complete_directories)");
            case NONE -> {}
        }
        return parts.isEmpty() ? "" : " -a '" + words(parts) + "'";
    }

    private static String words(List<String> words) {
        return String.join(" ", words);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
