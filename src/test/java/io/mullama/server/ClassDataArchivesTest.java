package io.mullama.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.config.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassDataArchivesTest {
    private static final Logger LOG = Logger.getLogger(ClassDataArchives.class.getName());

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord event) {
            lines.add(event.getLevel() + " " + event.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void withoutListsOfClassesNothingIsMadeAndTheLogSaysWhy() {
        Directories directories = directories();

        new ClassDataArchives(directories, "1.2.3").rebuild();

        Path lib = directories.installation().resolve("lib");
        assertThat(lines)
                .containsExactly(
                        "INFO no class-data archive for the client: " + lib.resolve("client.classlist") + " is missing",
                        "INFO no class-data archive for the server: " + lib.resolve("server.classlist")
                                + " is missing");
        assertThat(directories.cache()).isEmptyDirectory();
    }

    @Test
    void anArchiveThatTheJvmCannotMakeLeavesNothingBehind() throws IOException {
        Directories directories = directories();
        Path lib = Files.createDirectories(directories.installation().resolve("lib"));
        Files.writeString(lib.resolve("client.classlist"), "@no such option\n");

        new ClassDataArchives(directories, "1.2.3").rebuild();

        assertThat(lines)
                .hasSize(2)
                .first()
                .isEqualTo("INFO no class-data archive for the client: the JVM could not dump it");
        assertThat(directories.cache()).isEmptyDirectory();
    }

    private Directories directories() {
        Directories directories =
                new Directories(folder.resolve("home"), Path.of("/no/cache"), folder.resolve("installation"));
        directories.create();
        return directories;
    }
}
