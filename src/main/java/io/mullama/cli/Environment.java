package io.mullama.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The outside world as the command line sees it. Immutable.
 *
 * @param variables the environment variables
 * @param userHome where {@code ~} points
 * @param installation the folder that holds {@code bin} and {@code lib}
 * @param version ours
 */
public record Environment(
        Map<String, String> variables,
        Path userHome,
        Path installation,
        String version,
        Streams streams,
        Clock clock,
        Interrupts interrupts) {

    /** The one of this process. */
    public static Environment ofProcess(Path installation, String version) {
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                installation,
                version,
                Streams.ofProcess(),
                Clock.systemUTC(),
                new ShutdownInterrupts());
    }
}
