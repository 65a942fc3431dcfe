package io.mullama.cli.generated;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
import io.mullama.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What may stand for an option's value or a parameter, told by what the command says itself, else by its label. Immutable.
 *
 * @param words some of a few
 * @param nameFiles files of {@code $MULLAMA_HOME} with a name in each line
 */
record Values(List<String> words, List<String> nameFiles, Paths paths) {
    /** Which files and folders. */
    enum Paths {
        NONE,
        GGUF,
        ANY,
        FOLDERS
    }

    private static final List<String> HERE = List.of("names");
    private static final List<String> HERE_OR_TO_PULL = List.of("names", "catalog-names");
    private static final Values ANYTHING = new Values(List.of(), List.of(), Paths.NONE);

    static Values of(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            argument.completionCandidates().forEach(words::add);
            return of(words);
        }
        return switch (argument.paramLabel()) {
            case "MODEL", "NAME", "SOURCE", "PREFIX" -> models(argument);
            case "FILE" -> paths(Paths.ANY);
            case "PATH" -> paths(argument instanceof OptionSpec option && isFolder(option) ? Paths.FOLDERS : Paths.ANY);
            case "FOLDER" -> paths(Paths.FOLDERS);
            default -> words(argument);
        };
    }

    private static Values words(ArgSpec argument) {
        return switch (argument.paramLabel()) {
            case "ACTION" -> of("path", "size", "prune");
            case "COMMAND" ->
                of(CommandCatalog.commands().stream().map(Entry::name).toList());
            case "SHELL" -> of("bash", "zsh", "fish", "powershell");
            case "KEY" -> argument.isPositional() ? of(settings()) : ANYTHING;
            case "BOOLEAN" -> of("true", "false");
            case "TYPE" -> of("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_K_S", "Q3_K_M", "Q2_K");
            case "LEVEL" ->
                isThinking(argument)
                        ? of("true", "false", "low", "medium", "high")
                        : of("error", "warning", "info", "debug");
            case "FORMAT" -> new Values(List.of("json"), List.of(), Paths.ANY);
            default -> ANYTHING;
        };
    }

    private static Values models(ArgSpec argument) {
        return switch (argument.command().name()) {
            case "run", "load" -> new Values(List.of(), HERE_OR_TO_PULL, Paths.GGUF);
            case "pull", "info" -> new Values(List.of(), HERE_OR_TO_PULL, Paths.NONE);
            case "rm", "unload", "list", "cp" -> new Values(List.of(), HERE, Paths.NONE);
            case "create" -> ANYTHING;
            default -> new Values(List.of(), HERE, Paths.GGUF);
        };
    }

    private static boolean isThinking(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.longestName().equals("--think");
    }

    private static boolean isFolder(OptionSpec option) {
        return option.longestName().endsWith("-dir");
    }

    private static Values of(String... words) {
        return of(List.of(words));
    }

    private static Values of(List<String> words) {
        return new Values(words, List.of(), Paths.NONE);
    }

    private static Values paths(Paths paths) {
        return new Values(List.of(), List.of(), paths);
    }

    private static List<String> settings() {
        return Stream.of(Setting.values()).map(Setting::key).toList();
    }

    boolean isAnything() {
        return equals(ANYTHING);
    }

    /** The options that a person is to know of. */
    static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden()).toList();
    }

    /** Whether the next word is the option's value, whatever it is. */
    static boolean takesValue(OptionSpec option) {
        return option.arity().min() > 0;
    }

    /** How a person is told of the option's value. */
    static String shown(OptionSpec option) {
        if (takesValue(option)) {
            return " " + option.paramLabel();
        }
        return option.arity().max() > 0 ? "[=" + option.paramLabel() + "]" : "";
    }

    /** The first sentence of a description, without its full stop. */
    static String brief(ArgSpec argument) {
        String text = argument.description()[0].replace("%%", "%");
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
