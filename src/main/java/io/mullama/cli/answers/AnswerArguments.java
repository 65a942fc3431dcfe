package io.mullama.cli.answers;

import io.mullama.api.AnswerFields;
import io.mullama.api.ConversationFile;
import io.mullama.api.FormatField;
import io.mullama.api.ThinkField;
import io.mullama.cli.command.Specs;
import io.mullama.cli.command.TextFile;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.InputStream;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that say what an answer may consist of. Stateless. */
final class AnswerArguments {
    private static final String THINK = "--think";
    private static final String NO_THINK = "--no-think";
    private static final String FORMAT = "--format";
    private static final String YES = "true";

    private AnswerArguments() {}

    static CommandSpec addThinking(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(THINK)
                        .type(String.class)
                        .arity("0..1")
                        .fallbackValue(YES)
                        .preprocessor(new LevelAtHand())
                        .paramLabel("LEVEL")
                        .description("Have the model think first; the levels are low, medium and high.")
                        .build())
                .addOption(Specs.flag(NO_THINK, "Have the model answer without thinking first."));
    }

    static OptionSpec format() {
        return Specs.option(
                FORMAT, "FORMAT", String.class, "Answer in JSON: json, or a file with a JSON Schema to follow.");
    }

    static AnswerFields from(ParseResult parsed) {
        return AnswerFields.TEXT.with(think(parsed)).with(format(parsed));
    }

    /** Whether anything is said of thinking. */
    static boolean mentionsThinking(ParseResult parsed) {
        return parsed.hasMatchedOption(THINK) || parsed.hasMatchedOption(NO_THINK);
    }

    /** The level that was asked for, if any. */
    static ThinkField think(ParseResult parsed) {
        @Nullable String level = parsed.matchedOptionValue(THINK, null);
        if (Specs.has(parsed, NO_THINK)) {
            if (level != null) {
                throw new MullamaException(
                        ErrorCode.INVALID_REQUEST, THINK + " contradicts " + NO_THINK, "leave one of them out");
            }
            return ThinkField.OFF;
        }
        return level == null
                ? ThinkField.UNSET
                : ThinkField.named(level)
                        .orElseThrow(() -> new MullamaException(
                                ErrorCode.INVALID_REQUEST,
                                THINK + " is '" + level + "'",
                                "it takes true, false, low, medium or high"));
    }

    private static FormatField format(ParseResult parsed) {
        @Nullable String format = parsed.matchedOptionValue(FORMAT, null);
        if (format == null) {
            return FormatField.FREE;
        }
        return format.equals("json")
                ? FormatField.JSON
                : ConversationFile.schema(TextFile.read(FORMAT, format, InputStream.nullInputStream()));
    }

    /** Takes the word behind the option for its value only where it is a level: it may be the model's name. */
    private static final class LevelAtHand implements IParameterPreprocessor {
        private static final String APART = " ";

        // Picocli's interface has a stack.
        @SuppressWarnings("JdkObsolete")
        @Override
        public boolean preprocess(
                Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> information) {
            boolean apart = APART.equals(information.get("separator"));
            if (apart && (words.isEmpty() || ThinkField.named(words.peek()).isEmpty())) {
                words.push(YES);
            }
            return false;
        }
    }
}
