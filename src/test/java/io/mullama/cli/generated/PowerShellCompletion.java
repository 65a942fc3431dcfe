package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes {@code completions/mullama.ps1}. Stateless. */
final class PowerShellCompletion {
    private static final String TEMPLATE = """
            # PowerShell completion for mullama.
            # Generated from the commands: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true

            Register-ArgumentCompleter -Native -CommandName mullama -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)

                # By command and place: how many parameters stand before the cursor.
                $words = @{
            @WORDS@    }
                # The names in these files of MULLAMA_HOME.
                $names = @{
            @NAMES@    }
                $options = @{
            @OPTIONS@    }
                $aliases = @{
            @ALIASES@    }
                $takeValues = @(
            @VALUE_OPTIONS@    )
                $children = @(@CHILDREN@)

                $command = ''
                $expecting = ''
                $position = 0
                foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
                    # The word at the cursor is the one to complete.
                    if ($element.Extent.EndOffset -ge $cursorPosition) { break }
                    $word = $element.ToString()
                    $key = "${command}:$word"
                    if ($expecting) { $expecting = '' }
                    elseif ($takeValues -ccontains $key) { $expecting = $word }
                    elseif ($word.StartsWith('-')) { }
                    elseif ($aliases.ContainsKey($key)) { $command = $aliases[$key] }
                    elseif (-not $command) { $command = $word }
                    elseif ($children -ccontains $key) { $command = "$command/$word" }
                    else { $position++ }
                }

                $found = [System.Collections.Generic.List[string]]::new()
                if (-not $expecting -and $wordToComplete.StartsWith('-')) {
                    if ($options.ContainsKey($command)) { $found.AddRange([string[]]$options[$command]) }
                } else {
                    $places = if ($expecting) { @("${command}:$expecting") } else { @("${command}:$position", "${command}:*") }
                    $folder = if ($env:MULLAMA_HOME) { $env:MULLAMA_HOME } else { Join-Path $HOME '.mullama' }
                    foreach ($place in $places) {
                        if ($words.ContainsKey($place)) { $found.AddRange([string[]]$words[$place]) }
                        foreach ($file in $names[$place]) {
                            $path = Join-Path $folder $file
                            if (Test-Path -PathType Leaf $path) { $found.AddRange([string[]]@(Get-Content $path)) }
                        }
                    }
                }
                # Where nothing is found, PowerShell completes paths.
                $found | Where-Object { $_.StartsWith($wordToComplete) } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """;

    private PowerShellCompletion() {}

    static String text() {
        StringBuilder words = new StringBuilder();
        StringBuilder names = new StringBuilder();
        StringBuilder options = new StringBuilder();
        entry(words, ":0", words(CommandCatalog.commands()));
        entry(options, "", names(CommandCatalog.root()));
        for (Entry entry : CommandCatalog.all()) {
            entry(options, entry.path(), names(entry));
            entry(words, entry.path() + ":0", words(entry.children()));
            for (PositionalParamSpec parameter : entry.spec().positionalParameters()) {
                values(words, names, CommandLines.key(entry, parameter), Values.of(parameter));
            }
            for (OptionSpec option : Values.options(entry.spec())) {
                if (Values.takesValue(option)) {
                    CommandLines.keys(entry, option).forEach(key -> values(words, names, key, Values.of(option)));
                }
            }
        }
        return TEMPLATE.replace("@WORDS@", words)
                .replace("@NAMES@", names)
                .replace("@OPTIONS@", options)
                .replace("@ALIASES@", aliases())
                .replace("@VALUE_OPTIONS@", lines(CommandLines.valueOptions()))
                .replace("@CHILDREN@", list(CommandLines.children()));
    }

    private static void values(StringBuilder words, StringBuilder names, String key, Values values) {
        entry(words, key, values.words());
        entry(names, key, values.nameFiles());
    }

    private static void entry(StringBuilder table, String key, List<String> values) {
        if (!values.isEmpty()) {
            table.append("        '%s' = @(%s)\n".formatted(key, list(values)));
        }
    }

    private static String aliases() {
        return CommandLines.aliases().stream()
                .map(alias -> "        '%s' = '%s'\n".formatted(alias.key(), alias.path()))
                .collect(Collectors.joining());
    }

    private static String lines(List<String> words) {
        return words.stream().map(word -> "        '" + word + "'\n").collect(Collectors.joining());
    }

    private static String list(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    private static List<String> words(List<Entry> entries) {
        return entries.stream().map(Entry::name).toList();
    }

    private static List<String> names(Entry entry) {
        return Values.options(entry.spec()).stream()
                .map(OptionSpec::longestName)
                .sorted()
                .toList();
    }
}
