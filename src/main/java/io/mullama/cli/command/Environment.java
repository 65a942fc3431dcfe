package io.mullama.cli.command;

import io.mullama.terminal.SystemWindow;
import io.mullama.terminal.Window;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The outside world as the command line sees it. Immutable.
 *
 * @param variables the environment variables
 * @param userHome where {@code ~} points
 * @param installation the folder that holds {@code bin} and {@code lib}
 * @param version ours
 * @param window looks for the terminal's, which takes a while
 */
public record Environment(
        Map<String, String> variables,
        Path userHome,
        Path installation,
        String version,
        Streams streams,
        Clock clock,
        Interrupts interrupts,
        Supplier<Window> window) {

    /** The one of this process. */
    public static Environment ofProcess(Path installation, String version) {
        Map<String, String> variables = System.getenv();
        return new Environment(
                variables,
                home(variables),
                installation,
                version,
                Streams.ofProcess(),
                Clock.systemUTC(),
                new ShutdownInterrupts(),
                new TerminalWindow(variables));
    }

    /** {@code HOME} is what shells write as {@code ~}; the JVM looks into the table of users instead. */
    private static Path home(Map<String, String> variables) {
        String home = variables.getOrDefault("HOME", "");
        return Path.of(home.startsWith("/") ? home : System.getProperty("user.home", ""));
    }

    /** No lambda: linking the first one takes 5 ms, which {@code --version} does not need. */
    private record TerminalWindow(Map<String, String> variables) implements Supplier<Window> {
        @Override
        public Window get() {
            return SystemWindow.open(variables);
        }
    }
}
