package io.mullama.client;

import io.mullama.config.ConfigFile;
import io.mullama.config.Directories;
import io.mullama.config.Settings;
import io.mullama.daemon.DaemonLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A home and an installation in a test's folder; kills the daemons that were started in it. Not thread-safe. */
final class TestHome implements AutoCloseable {
    private final Directories directories;
    private final Instant started = Instant.now().minusSeconds(1);

    TestHome(Path folder) throws IOException {
        this.directories = new Directories(folder.resolve("home"), Path.of("/no/cache"), folder.resolve("inst"));
        directories.create();
    }

    Directories directories() {
        return directories;
    }

    /** A setup of version 1.2.3, as the fake daemon has it. */
    ClientSetup setup(Dialogue dialogue, Map<String, String> environment) {
        return setup("1.2.3", dialogue, environment);
    }

    ClientSetup setup(String version, Dialogue dialogue, Map<String, String> environment) {
        Settings settings = Settings.of(Map.of(), environment, ConfigFile.empty(directories.configFile()));
        Patience patience = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(20));
        return new ClientSetup(directories, settings, environment, version, dialogue, patience);
    }

    /** The process ids of the fake daemons that have begun to start, in order. */
    List<String> starts() throws IOException {
        Path file = directories.home().resolve("starts");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Kills a daemon as a person or the kernel would, and waits until it is gone. */
    void kill(String pid) throws IOException {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
        process.ifPresent(ProcessHandle::destroyForcibly);
        Awaitility.await().until(() -> !DaemonLock.isHeld(directories.daemonLock()));
    }

    @Override
    public void close() throws IOException {
        for (String pid : starts()) {
            // Only what began with this test is ours to end.
            ProcessHandle.of(Long.parseLong(pid))
                    .filter(process ->
                            process.info().startInstant().map(started::isBefore).orElse(true))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
