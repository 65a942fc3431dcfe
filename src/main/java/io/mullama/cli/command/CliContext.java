package io.mullama.cli.command;

import io.mullama.client.ClientSetup;
import io.mullama.client.DaemonConnector;
import io.mullama.client.DaemonStopper;
import io.mullama.client.Dialogue;
import io.mullama.client.Patience;
import io.mullama.config.ConfigFile;
import io.mullama.config.Directories;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command works with. Thread-safe. */
public final class CliContext {
    private final Environment environment;
    private final Console console;
    private final DaemonStarter starter;
    private final Patience patience;
    private final boolean debug;
    private @Nullable DaemonConnector connector;

    public CliContext(
            Environment environment, Console console, DaemonStarter starter, Patience patience, boolean debug) {
        this.environment = environment;
        this.console = console;
        this.starter = starter;
        this.patience = patience;
        this.debug = debug;
    }

    public Environment environment() {
        return environment;
    }

    public Console console() {
        return console;
    }

    public DaemonStarter starter() {
        return starter;
    }

    public boolean debug() {
        return debug;
    }

    public Directories directories() {
        return Directories.of(
                environment.installation().getFileSystem(),
                environment.variables(),
                environment.userHome().toString(),
                environment.installation().toString());
    }

    public Settings settings(Map<Setting, String> flags) {
        return Settings.of(
                flags, environment.variables(), ConfigFile.read(directories().configFile()));
    }

    /** Whether {@code MULLAMA_HOST} names another machine. */
    public boolean isElsewhere() {
        return !settings(Map.of()).endpoint().isThisMachine();
    }

    /** The same one each time: it asks a person once. */
    public synchronized DaemonConnector connector() {
        DaemonConnector made = connector == null ? new DaemonConnector(setup()) : connector;
        connector = made;
        return made;
    }

    public DaemonStopper stopper() {
        return new DaemonStopper(setup());
    }

    private ClientSetup setup() {
        return new ClientSetup(
                directories(),
                settings(Map.of()),
                environment.variables(),
                environment.version(),
                new ConsoleDialogue(console),
                patience);
    }

    private record ConsoleDialogue(Console console) implements Dialogue {
        @Override
        public void tell(String line) {
            console.tell(line);
        }

        @Override
        public void progress(String line) {
            console.progress(line);
        }

        @Override
        public boolean confirm(String question) {
            return console.confirm(question);
        }
    }
}
