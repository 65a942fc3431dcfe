package io.mullama.cli.generated;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What may stand for an option's value or a parameter, told by its label. */
enum Values {
    MODELS,
    FILES,
    COMMANDS,
    LEVELS,
    ANYTHING;

    static final List<String> LOG_LEVELS = List.of("error", "warning", "info", "debug");

    static Values of(ArgSpec argument) {
        return switch (argument.paramLabel()) {
            case "MODEL", "NAME" -> MODELS;
            case "PATH" -> FILES;
            case "COMMAND" -> COMMANDS;
            case "LEVEL" -> LEVELS;
            default -> ANYTHING;
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
