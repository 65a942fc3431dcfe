package io.mullama.cli.answers;

import io.mullama.api.AnswerFields;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.config.Durations;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code mullama run} was asked for. Immutable.
 *
 * @param model a name, or an absolute path
 * @param words of the prompt
 */
record RunArguments(
        String model,
        List<String> words,
        @Nullable String system,
        AnswerFields answer,
        GenerationOptions options,
        boolean raw,
        boolean verbose) {
    private static final int UNTIL_THE_MODEL_STOPS = -1;

    /** The options that are numbers for samplers. */
    private static final Map<String, SamplingField> SAMPLING = Map.of(
            "--temperature", SamplingField.TEMPERATURE,
            "--top-p", SamplingField.TOP_P,
            "--top-k", SamplingField.TOP_K,
            "--min-p", SamplingField.MIN_P,
            "--repeat-penalty", SamplingField.REPEAT_PENALTY);

    static CommandSpec addTo(CommandSpec spec) {
        addParameters(spec);
        addSampling(spec);
        return spec.addOption(Specs.option(
                        "--max-tokens",
                        "COUNT",
                        Integer.class,
                        "Stop after this many tokens; -1, the default, leaves it to the model."))
                .addOption(Specs.repeatable(
                        "--stop", "TEXT", "End the answer before this text; may be given more than once."))
                .addOption(Specs.option(
                        "--keep-alive",
                        "DURATION",
                        String.class,
                        "How long the model stays loaded afterwards: 30s, 5m, 0, or -1 for ever."))
                .addOption(AnswerArguments.think())
                .addOption(AnswerArguments.format())
                .addOption(Specs.flag("--raw", "Send the prompt as it is, without the model's chat template."))
                .addOption(Specs.flag("--verbose", "Show what the answer cost, on the standard error."));
    }

    private static void addParameters(CommandSpec spec) {
        spec.addPositional(Specs.parameter("0", "MODEL", "The model: a name, or the path of a GGUF file."))
                .addPositional(Specs.parameters(
                        "1..*",
                        0,
                        "PROMPT",
                        "What to ask; what is piped in goes behind it. Without either: a conversation."));
    }

    private static void addSampling(CommandSpec spec) {
        spec.addOption(Specs.option("--system", "TEXT", String.class, "Instructions that hold for the whole chat."))
                .addOption(Specs.option(
                        "--temperature", "NUMBER", Double.class, "How freely to choose; 0 takes the likeliest token."))
                .addOption(Specs.option(
                        "--top-p",
                        "NUMBER",
                        Double.class,
                        "Choose among the likeliest that make up this share, 0 to 1."))
                .addOption(Specs.option(
                        "--top-k", "COUNT", Integer.class, "Choose among this many of the likeliest; 0 takes all."))
                .addOption(Specs.option(
                        "--min-p",
                        "NUMBER",
                        Double.class,
                        "Leave out what is this much less likely than the likeliest, 0 to 1."))
                .addOption(Specs.option(
                        "--repeat-penalty", "NUMBER", Double.class, "Make repetition less likely; 1 does nothing."))
                .addOption(Specs.option("--seed", "NUMBER", Long.class, "Make the answer repeatable."));
    }

    static RunArguments from(ParseResult parsed) {
        @Nullable String system = parsed.matchedOptionValue("--system", null);
        boolean raw = Specs.has(parsed, "--raw");
        if (raw && parsed.hasMatchedOption("--think")) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "--think has no effect with --raw",
                    "leave one of them out; it is the chat template that makes a model think");
        }
        if (raw && system != null) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST,
                    "--system has no effect with --raw",
                    "leave one of them out, or write the instructions into the prompt");
        }
        return new RunArguments(
                ModelArgument.resolve(parsed.matchedPositionalValue(0, "")),
                parsed.matchedPositionalValue(1, List.of()),
                system,
                AnswerArguments.from(parsed),
                options(parsed),
                raw,
                Specs.has(parsed, "--verbose"));
    }

    private static GenerationOptions options(ParseResult parsed) {
        SamplingFields sampling = SamplingFields.NONE.withSeed(parsed.matchedOptionValue("--seed", null));
        for (Map.Entry<String, SamplingField> option : SAMPLING.entrySet()) {
            sampling = sampling.with(option.getValue(), parsed.matchedOptionValue(option.getKey(), null));
        }
        return new GenerationOptions(
                parsed.matchedOptionValue("--max-tokens", UNTIL_THE_MODEL_STOPS),
                sampling,
                LogprobFields.NONE,
                parsed.matchedOptionValue("--stop", null),
                keepAlive(parsed.matchedOptionValue("--keep-alive", null)));
    }

    private static @Nullable String keepAlive(@Nullable String text) {
        if (text != null) {
            try {
                Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw new MullamaException(
                                ErrorCode.INVALID_REQUEST,
                                "--keep-alive is '" + text + "'",
                                "it takes a duration such as 30s, 5m, 1h, or -1 for ever")
                        .causedBy(e);
            }
        }
        return text;
    }
}
