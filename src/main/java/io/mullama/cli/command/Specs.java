package io.mullama.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The common parts of the commands' specs. Stateless. */
public final class Specs {
    private Specs() {}

    /** A command with its purpose in one line, and its examples at the foot of its help. */
    public static CommandSpec command(String name, String purpose, List<Command.Example> examples) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .description(escape(purpose))
                .synopsisHeading("Usage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(footer(examples));
        return addHelp(spec);
    }

    public static CommandSpec addHelp(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
    }

    public static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(escape(description))
                .build();
    }

    public static <T> OptionSpec option(String name, String label, Class<T> type, String description) {
        return OptionSpec.builder(name)
                .type(type)
                .paramLabel(label)
                .description(escape(description))
                .build();
    }

    public static OptionSpec repeatable(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(escape(description))
                .build();
    }

    public static PositionalParamSpec parameter(String index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel(label)
                .description(escape(description))
                .build();
    }

    public static PositionalParamSpec optionalParameter(String index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity("0..1")
                .type(String.class)
                .paramLabel(label)
                .description(escape(description))
                .build();
    }

    /** A parameter that may be given any number of times from {@code least} on. */
    public static PositionalParamSpec parameters(String index, int least, String label, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity(least + "..*")
                .required(least > 0)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(escape(description))
                .build();
    }

    /** A flag with a letter of its own. */
    public static OptionSpec flag(String letter, String name, String description) {
        return OptionSpec.builder(letter, name)
                .type(boolean.class)
                .description(escape(description))
                .build();
    }

    public static boolean has(ParseResult arguments, String flag) {
        return arguments.matchedOptionValue(flag, false);
    }

    private static String[] footer(List<Command.Example> examples) {
        String[] lines = new String[examples.size() * 2];
        for (int i = 0; i < examples.size(); i++) {
            lines[2 * i] = "  " + escape(examples.get(i).call());
            lines[2 * i + 1] = "      " + escape(examples.get(i).purpose());
        }
        return lines;
    }

    private static String escape(String text) {
        return text.replace("%", "%%");
    }
}
