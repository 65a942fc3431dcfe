package io.mullama.cli.generated;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What may stand for an option's value or a parameter, told by its label. */
enum Values {
    /** Models that are here, and files. */
    MODELS,
    /** The same, and what could be pulled. */
    MODELS_TO_PULL,
    /** Models that are here. */
    NAMES,
    /** The same, and what could be pulled. */
    NAMES_TO_PULL,
    ACTIONS,
    FILES,
    COMMANDS,
    LEVELS,
    ANYTHING;

    static final List<String> CACHE_ACTIONS = List.of("path", "size", "prune");
    static final List<String> LOG_LEVELS = List.of("error", "warning", "info", "debug");

    static Values of(ArgSpec argument) {
        return switch (argument.paramLabel()) {
            case "MODEL", "NAME" -> models(argument);
            case "PREFIX", "SOURCE" -> NAMES;
            case "ACTION" -> ACTIONS;
            case "PATH", "FILE" -> FILES;
            case "COMMAND" -> COMMANDS;
            case "LEVEL" -> LEVELS;
            default -> ANYTHING;
        };
    }

    private static Values models(ArgSpec argument) {
        return switch (argument.command().name()) {
            case "run" -> MODELS_TO_PULL;
            case "pull" -> NAMES_TO_PULL;
            case "rm" -> NAMES;
            case "create" -> ANYTHING;
            default -> MODELS;
        };
    }

    /** The options that a person is to know of. */
    static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden()).toList();
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /** The first sentence of a description, without its full stop. */
    static String brief(ArgSpec argument) {
        String text = argument.description()[0].replace("%%", "%");
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
