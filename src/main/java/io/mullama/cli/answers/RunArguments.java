package io.mullama.cli.answers;

import io.mullama.api.AnswerFields;
import io.mullama.api.ChatSetup;
import io.mullama.api.GenerationOptions;
import io.mullama.api.LogprobFields;
import io.mullama.cli.command.ModelArgument;
import io.mullama.cli.command.Specs;
import io.mullama.cli.command.TextFile;
import io.mullama.config.Durations;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code mullama run} was asked for. Immutable.
 *
 * @param model a name, or an absolute path
 * @param words of the prompt
 * @param contextSize tokens that there has to be room for; null for what there is
 * @param raw whether the prompt is taken as it is, without the model's chat template
 */
record RunArguments(
        String model,
        List<String> words,
        @Nullable String system,
        AnswerFields answer,
        GenerationOptions options,
        @Nullable Integer contextSize,
        boolean raw,
        OutputArguments output) {
    private static final int UNTIL_THE_MODEL_STOPS = -1;
    private static final String SYSTEM = "--system";
    private static final String IMAGE = "--image";

    static CommandSpec addTo(CommandSpec spec) {
        spec.addPositional(Specs.optionalParameter("0", "MODEL", "The model: a name, or the path of a GGUF file."))
                .addPositional(Specs.parameters(
                        "1..*",
                        0,
                        "PROMPT",
                        "What to ask; what is piped in goes before it. Without either: a conversation."));
        addOptions(spec)
                .addOption(ContinueArgument.save())
                .addOption(Specs.flag("--raw", "Send the prompt as it is, without the model's chat template."));
        return OutputArguments.addForms(spec);
    }

    /** Those that a conversation has, too. */
    static CommandSpec addOptions(CommandSpec spec) {
        addRequest(ContinueArgument.addTo(spec));
        AnswerArguments.addThinking(spec).addOption(AnswerArguments.format());
        return OutputArguments.addLooks(SamplingArguments.addTo(spec));
    }

    private static void addRequest(CommandSpec spec) {
        spec.addOption(Specs.option(
                        SYSTEM,
                        "TEXT",
                        String.class,
                        "Instructions that hold for the whole chat; @FILE takes them from a file."))
                .addOption(Specs.option(
                        "--max-tokens",
                        "COUNT",
                        Integer.class,
                        "Stop after this many tokens; -1, the default, leaves it to the model."))
                .addOption(Specs.repeatable(
                        "--stop", "TEXT", "End the answer before this text; may be given more than once."))
                .addOption(Specs.option(
                        "--context-size",
                        "COUNT",
                        Integer.class,
                        "Have the model loaded with room for this many tokens, prompt and answer together."))
                .addOption(Specs.option(
                        "--keep-alive",
                        "DURATION",
                        String.class,
                        "How long the model stays loaded afterwards: 30s, 5m, 0, or -1 for ever."))
                .addOption(Specs.repeatable(IMAGE, "FILE", "A picture to ask about; not supported yet."));
    }

    static RunArguments from(ParseResult parsed) {
        @Nullable String system = parsed.matchedOptionValue(SYSTEM, null);
        boolean raw = Specs.has(parsed, "--raw");
        if (parsed.hasMatchedOption(IMAGE)) {
            throw invalid(IMAGE + " cannot be used: images are not supported yet", "leave it out");
        }
        if (raw && AnswerArguments.mentionsThinking(parsed)) {
            throw invalid(
                    "--think has no effect with --raw",
                    "leave one of them out; it is the chat template that makes a model think");
        }
        if (raw && system != null) {
            throw invalid(
                    "--system has no effect with --raw",
                    "leave one of them out, or write the instructions into the prompt");
        }
        return new RunArguments(
                ModelArgument.resolve(parsed.matchedPositionalValue(0, "")),
                parsed.matchedPositionalValue(1, List.of()),
                instructions(system),
                AnswerArguments.from(parsed),
                options(parsed),
                contextSize(parsed),
                raw,
                OutputArguments.from(parsed));
    }

    private static @Nullable String instructions(@Nullable String system) {
        return system == null || !system.startsWith("@")
                ? system
                : TextFile.read(SYSTEM, system.substring(1), InputStream.nullInputStream())
                        .stripTrailing();
    }

    /** How a conversation that is asked for so is held. */
    ChatSetup setup() {
        return new ChatSetup(model, system, answer, options, contextSize);
    }

    /** The same words and output for a conversation that is held so. */
    RunArguments with(ChatSetup setup, List<String> prompt) {
        return new RunArguments(
                setup.model(),
                prompt,
                setup.system(),
                setup.answer(),
                setup.options(),
                setup.contextSize(),
                raw,
                output);
    }

    private static GenerationOptions options(ParseResult parsed) {
        return new GenerationOptions(
                parsed.matchedOptionValue("--max-tokens", UNTIL_THE_MODEL_STOPS),
                SamplingArguments.from(parsed),
                LogprobFields.NONE,
                parsed.matchedOptionValue("--stop", null),
                keepAlive(parsed.matchedOptionValue("--keep-alive", null)));
    }

    private static @Nullable Integer contextSize(ParseResult parsed) {
        @Nullable Integer size = parsed.matchedOptionValue("--context-size", null);
        if (size != null && size < 1) {
            throw invalid("--context-size is " + size, "it takes a count of tokens, such as 8192");
        }
        return size;
    }

    private static @Nullable String keepAlive(@Nullable String text) {
        if (text != null) {
            try {
                Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw invalid(
                                "--keep-alive is '" + text + "'",
                                "it takes a duration such as 30s, 5m, 1h, or -1 for ever")
                        .causedBy(e);
            }
        }
        return text;
    }

    private static MullamaException invalid(String message, String hint) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, message, hint);
    }
}
