package io.mullama.cli;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.model.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in one line and with what was probably meant. Stateless. */
final class UsageErrors {
    private UsageErrors() {}

    static MullamaException unknownCommand(String name) {
        List<String> known = CommandGroups.names();
        known.add("ls");
        String hint = NearestName.of(name, known)
                .map(near -> "did you mean 'mullama " + near + "'?")
                .orElse("'mullama help' lists the commands");
        return new MullamaException(ErrorCode.INVALID_REQUEST, "there is no command '" + name + "'", hint);
    }

    /** A command that is not among those below another. */
    static MullamaException unknownBelow(CommandSpec parent, String name) {
        List<String> known = new ArrayList<>(parent.subcommands().keySet());
        String hint = NearestName.of(name, known)
                .map(near -> "did you mean '" + parent.qualifiedName() + " " + near + "'?")
                .orElseGet(() -> known.isEmpty() ? help(parent) : "it takes " + String.join(", ", known));
        return new MullamaException(
                ErrorCode.INVALID_REQUEST, "'" + parent.qualifiedName() + "' has no command '" + name + "'", hint);
    }

    /** An option before the command below that it was hardly meant for. */
    static MullamaException misplaced(String option, CommandSpec below) {
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "'" + option + "' stands before '" + below.name() + "'",
                "put it behind: '" + below.qualifiedName() + " " + option + "'");
    }

    static MullamaException of(ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(spec, unmatched.getUnmatched());
        }
        if (e instanceof MissingParameterException) {
            // What is missing may have been mistyped.
            List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
            if (!unmatched.isEmpty()) {
                return unmatched(spec, unmatched);
            }
        }
        return new MullamaException(ErrorCode.INVALID_REQUEST, lowerFirst(firstLine(e)), help(spec)).causedBy(e);
    }

    private static MullamaException unmatched(CommandSpec spec, List<String> arguments) {
        String first = arguments.get(0);
        if (!first.startsWith("-") && !spec.subcommands().isEmpty()) {
            return unknownBelow(spec, first);
        }
        if (!first.startsWith("-")) {
            return new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + spec.qualifiedName() + "' takes no argument '" + first + "'",
                    help(spec));
        }
        int equals = first.indexOf('=');
        String option = equals < 0 ? first : first.substring(0, equals);
        Optional<String> near = NearestName.of(option, optionNames(spec));
        return new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "'" + spec.qualifiedName() + "' has no option '" + option + "'",
                near.map(name -> "did you mean '" + name + "'?").orElseGet(() -> help(spec)));
    }

    private static List<String> optionNames(CommandSpec spec) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                names.add(option.longestName());
            }
        }
        return names;
    }

    private static String help(CommandSpec spec) {
        String call = "see '" + spec.qualifiedName() + " --help'";
        return spec.name().equals("run") ? call + "; a prompt that begins with a dash goes behind --" : call;
    }

    private static String firstLine(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).stripTrailing();
    }

    private static String lowerFirst(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
