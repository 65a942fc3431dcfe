package io.mullama.cli.daemon;

import io.mullama.cli.command.Specs;
import io.mullama.config.Durations;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The option that bounds how long the daemon's end is waited for. Stateless. */
final class StopTimeout {
    private static final String NAME = "--timeout";
    private static final String STANDARD = "60s";
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private StopTimeout() {}

    static OptionSpec option() {
        return Specs.option(
                NAME,
                "DURATION",
                String.class,
                "How long to wait for the daemon's end: 30s, 5m, or -1 for ever. The default is " + STANDARD + ".");
    }

    static Duration of(ParseResult arguments) {
        String text = arguments.matchedOptionValue(NAME, STANDARD);
        try {
            return Durations.parse(text).orElse(FOR_EVER);
        } catch (IllegalArgumentException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_REQUEST,
                            NAME + " is '" + text + "'",
                            "it takes a duration such as 30s, 5m, or -1 for ever")
                    .causedBy(e);
        }
    }
}
