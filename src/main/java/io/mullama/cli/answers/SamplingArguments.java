package io.mullama.cli.answers;

import io.mullama.api.SamplingField;
import io.mullama.api.SamplingFields;
import io.mullama.cli.command.Specs;
import io.mullama.cli.command.TextFile;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that say how tokens are chosen: each field of a request that goes to a sampler has one. Stateless. */
final class SamplingArguments {
    private static final String SEED = "--seed";
    private static final String GRAMMAR = "--grammar";

    private SamplingArguments() {}

    static CommandSpec addTo(CommandSpec spec) {
        for (SamplingField field : SamplingField.values()) {
            spec.addOption(option(field));
        }
        return spec.addOption(Specs.option(SEED, "NUMBER", Long.class, "Make the answer repeatable."))
                .addOption(Specs.option(
                        GRAMMAR, "FILE", String.class, "Hold the answer to a grammar, in llama.cpp's GBNF."));
    }

    static SamplingFields from(ParseResult parsed) {
        SamplingFields sampling = SamplingFields.NONE.withSeed(parsed.matchedOptionValue(SEED, null));
        for (SamplingField field : SamplingField.values()) {
            sampling = sampling.with(field, parsed.matchedOptionValue(name(field), null));
        }
        @Nullable String grammar = parsed.matchedOptionValue(GRAMMAR, null);
        return grammar == null
                ? sampling
                : sampling.withGrammar(TextFile.read(GRAMMAR, grammar, InputStream.nullInputStream()));
    }

    private static OptionSpec option(SamplingField field) {
        String about = about(field);
        return OptionSpec.builder(name(field))
                .type(field.isWhole() ? Integer.class : Double.class)
                .paramLabel(field.isWhole() ? "COUNT" : "NUMBER")
                .hidden(about.isEmpty())
                .description(about)
                .build();
    }

    private static String name(SamplingField field) {
        return "--" + field.wireName().replace('_', '-');
    }

    /** Nothing for those that are left to the page about sampling: the help would be about little else. */
    private static String about(SamplingField field) {
        return switch (field) {
            case TEMPERATURE -> "How freely to choose; 0 takes the likeliest token.";
            case TOP_K -> "Choose among this many of the likeliest; 0 takes all.";
            case TOP_P -> "Choose among the likeliest that make up this share, 0 to 1.";
            case MIN_P -> "Leave out what is this much less likely than the likeliest, 0 to 1.";
            case TYPICAL_P -> "Choose among the most typical that make up this share, 0 to 1.";
            case REPEAT_PENALTY -> "Make repetition less likely; 1 does nothing.";
            case REPEAT_LAST_N -> "How many tokens back repetition counts; -1 for all of the context.";
            case PRESENCE_PENALTY -> "Make less likely what has been said; 0 does nothing.";
            case FREQUENCY_PENALTY -> "Make less likely what has been said, the more the oftener; 0 does nothing.";
            case MIROSTAT -> "Hold the text's surprise steady by Mirostat 1 or 2; 0 does not.";
            case MIROSTAT_TAU -> "The surprise that Mirostat aims at.";
            case MIROSTAT_ETA -> "How fast Mirostat learns.";
            default -> "";
        };
    }
}
