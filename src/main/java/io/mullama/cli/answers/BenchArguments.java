package io.mullama.cli.answers;

import io.mullama.api.BenchRequest;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What {@code mullama bench} was asked for. Stateless. */
final class BenchArguments {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final String PROMPT = "--prompt-tokens";
    private static final String GENERATED = "--generated-tokens";
    private static final String STREAMS = "--streams";
    private static final String REPETITIONS = "--repetitions";

    private BenchArguments() {}

    static CommandSpec addTo(CommandSpec spec) {
        return spec.addPositional(Specs.parameter(
                        "0",
                        "MODEL",
                        "The model: a name, or the path of a GGUF file. Other requests at the same time disturb the"
                                + " figures."))
                .addOption(option(
                        "-p",
                        PROMPT,
                        "COUNTS",
                        "Process prompts of so many tokens; several counts with commas between them, 0 for none."
                                + fallback(BenchRequest.PROMPT_TOKENS)))
                .addOption(option(
                        "-n",
                        GENERATED,
                        "COUNTS",
                        "Generate so many tokens; several counts with commas between them, 0 for none."
                                + fallback(BenchRequest.GENERATED_TOKENS)))
                .addOption(option(
                        "-s",
                        STREAMS,
                        "COUNTS",
                        "Do each so many times at once, for the tokens per second of all together."
                                + fallback(BenchRequest.STREAMS)))
                .addOption(option(
                        "-r",
                        REPETITIONS,
                        "COUNT",
                        "How often to repeat each test." + fallback(List.of(BenchRequest.REPETITIONS))))
                .addOption(Specs.flag("--json", "Print JSON, with every repetition."))
                .addOption(Specs.flag("-q", "--quiet", "Show no progress, only the figures at the end."));
    }

    static BenchRequest from(ParseResult parsed) {
        List<Integer> repetitions = counts(parsed, REPETITIONS, List.of(BenchRequest.REPETITIONS));
        if (repetitions.size() > 1) {
            throw invalid(REPETITIONS, parsed.matchedOptionValue(REPETITIONS, ""), "it takes one count, such as 5");
        }
        return new BenchRequest(
                ModelArgument.resolve(parsed.matchedPositionalValue(0, "")),
                counts(parsed, PROMPT, BenchRequest.PROMPT_TOKENS),
                counts(parsed, GENERATED, BenchRequest.GENERATED_TOKENS),
                counts(parsed, STREAMS, BenchRequest.STREAMS),
                repetitions.get(0));
    }

    private static List<Integer> counts(ParseResult parsed, String option, List<Integer> absent) {
        String text = parsed.matchedOptionValue(option, null);
        if (text == null) {
            return absent;
        }
        List<Integer> counts = new ArrayList<>();
        for (String count : text.split(",", -1)) {
            if (!COUNT.matcher(count).matches()) {
                throw invalid(option, text, "it takes counts with commas between them, such as 128,512");
            }
            counts.add(Integer.parseInt(count));
        }
        return counts;
    }

    private static MullamaException invalid(String option, String value, String takes) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, option + " is '" + value + "'; " + takes);
    }

    private static OptionSpec option(String letter, String name, String label, String description) {
        return OptionSpec.builder(letter, name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static String fallback(List<Integer> counts) {
        return " The default is " + counts.stream().map(String::valueOf).collect(Collectors.joining(",")) + ".";
    }
}
