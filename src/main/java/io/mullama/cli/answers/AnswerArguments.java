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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that say what an answer may consist of. Stateless. */
final class AnswerArguments {
    private static final String THINK = "--think";
    private static final String FORMAT = "--format";

    private AnswerArguments() {}

    static OptionSpec think() {
        return Specs.option(THINK, "LEVEL", String.class, "Whether to think first: true, false, low, medium or high.");
    }

    static OptionSpec format() {
        return Specs.option(
                FORMAT, "FORMAT", String.class, "Answer in JSON: json, or a file with a JSON Schema to follow.");
    }

    static AnswerFields from(ParseResult parsed) {
        return AnswerFields.TEXT.with(think(parsed)).with(format(parsed));
    }

    /** The level that was asked for, if any. */
    static ThinkField think(ParseResult parsed) {
        @Nullable String level = parsed.matchedOptionValue(THINK, null);
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
}
