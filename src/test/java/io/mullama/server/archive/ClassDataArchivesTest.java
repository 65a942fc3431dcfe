package io.mullama.server.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.config.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
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
    void withoutWhatTheyAreMadeFromNothingIsMadeAndTheLogSaysWhy() {
        Directories directories = directories();

        archives(directories).make();

        assertThat(lines).hasSize(1).first().asString().startsWith("INFO no class-data archives: ");
        assertThat(directories.cache()).isEmptyDirectory();
    }

    @Test
    void anArchiveThatTheJvmCannotMakeLeavesNothingBehind() throws IOException {
        Directories directories = directories();
        Path lib = Files.createDirectories(directories.installation().resolve("lib"));
        Files.writeString(lib.resolve("client.classlist"), "@no such option\n");

        archives(directories).make();

        assertThat(lines).hasSize(1).first().asString().startsWith("INFO no class-data archives: ");
        assertThat(directories.cache()).isEmptyDirectory();
    }

    @Test
    void thoseOfOtherVersionsAndOldOnesOfAnotherJavaAreDeleted() throws IOException {
        Directories directories = directories();
        for (String name : List.of(
                "client-1.2.2-17-Some-17.0.1.jsa",
                "server-1.2.2-17-Some-17.0.1.jsa",
                "client-1.2.3-25-Some-25.aot",
                "client-1.2.3-21-Some-21.jsa",
                "server-17.jsa",
                "something.else")) {
            Files.writeString(directories.cache().resolve(name), "archive");
        }
        Files.createDirectories(directories.cache().resolve("archives-1/home"));
        Files.setLastModifiedTime(
                directories.cache().resolve("client-1.2.3-21-Some-21.jsa"),
                FileTime.from(Instant.now().minus(Duration.ofDays(31))));

        archives(directories).make();

        try (Stream<Path> left = Files.list(directories.cache())) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("client-1.2.3-25-Some-25.aot", "something.else");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenDoesNoHarm() {
        Directories directories =
                new Directories(folder.resolve("nowhere"), Path.of("/no/cache"), folder.resolve("installation"));

        archives(directories).make();

        assertThat(lines).hasSize(1).first().asString().startsWith("INFO no class-data archives: ");
    }

    @Test
    void noneAreMissingWhereTheLauncherDoesNotKnowTheJava() {
        assertThat(new ClassDataArchives(directories(), "1.2.3", "").areMissing())
                .isFalse();
        assertThat(archives(directories()).areMissing()).isTrue();
    }

    private static ClassDataArchives archives(Directories directories) {
        return new ClassDataArchives(directories, "1.2.3", "17-Some-17.0.1+1");
    }

    private Directories directories() {
        Directories directories =
                new Directories(folder.resolve("home"), Path.of("/no/cache"), folder.resolve("installation"));
        directories.create();
        return directories;
    }
}
