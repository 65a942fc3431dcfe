package io.mullama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectoriesTest {
    private static final String HINT = "give yourself write access to it, or set MULLAMA_HOME to another folder";

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix().toBuilder()
            .setAttributeViews("basic", "owner", "posix", "unix")
            .setWorkingDirectory("/here")
            .build());

    @TempDir
    private Path temporary;

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void theHomeIsInTheUsersHome() {
        assertThat(directories(Map.of()).home()).isEqualTo(files.getPath("/home/me/.mullama"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyVariableIsNotSet(String value) {
        assertThat(directories(Map.of("MULLAMA_HOME", value)).home()).isEqualTo(files.getPath("/home/me/.mullama"));
    }

    @Test
    void theHomeIsWhereTheVariableSays() {
        assertThat(directories(Map.of("MULLAMA_HOME", "/data/m/")).home()).isEqualTo(files.getPath("/data/m"));
        assertThat(directories(Map.of("MULLAMA_HOME", "/data/x/../m")).home()).isEqualTo(files.getPath("/data/m"));
    }

    @Test
    void aRelativeHomeBeginsWhereTheCommandRuns() {
        assertThat(directories(Map.of("MULLAMA_HOME", "m")).home()).isEqualTo(files.getPath("/here/m"));
        assertThat(directories(Map.of("MULLAMA_HOME", "../m")).home()).isEqualTo(files.getPath("/m"));
    }

    @Test
    void everythingHasItsPlace() {
        Directories directories = directories(Map.of());

        assertThat(directories.configFile()).hasToString("/home/me/.mullama/config.toml");
        assertThat(directories.daemonLock()).hasToString("/home/me/.mullama/daemon.lock");
        assertThat(directories.configLock()).hasToString("/home/me/.mullama/config.lock");
        assertThat(directories.chats()).hasToString("/home/me/.mullama/chats");
        assertThat(directories.history()).hasToString("/home/me/.mullama/history");
        assertThat(directories.startLock()).hasToString("/home/me/.mullama/start.lock");
        assertThat(directories.registryFile()).hasToString("/home/me/.mullama/daemon.properties");
        assertThat(directories.daemonLog()).hasToString("/home/me/.mullama/logs/daemon.log");
        assertThat(directories.cache()).hasToString("/home/me/.mullama/cache");
        assertThat(directories.bundledModels()).hasToString("/opt/mullama/models");
        assertThat(directories.nativeLibraries()).hasToString("/opt/mullama/lib/native");
    }

    @Test
    void theFoldersAreTheirOwnersAlone() throws IOException {
        Directories directories = directories(Map.of("MULLAMA_HOME", "/data/m"));

        directories.create();

        for (Path folder : new Path[] {directories.home(), directories.home().resolve("logs"), directories.cache()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as("%s", folder)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsThereIsKept() throws IOException {
        Directories directories = directories(Map.of());
        directories.create();
        Files.writeString(directories.configFile(), "port = 1");

        directories.create();

        assertThat(directories.configFile()).content().isEqualTo("port = 1");
    }

    @Test
    void aFileInTheHomesPlaceIsSaid() throws IOException {
        Files.createDirectories(files.getPath("/home/me"));
        Files.writeString(files.getPath("/home/me/.mullama"), "");

        assertRefused(
                directories(Map.of()), "cannot write to /home/me/.mullama: /home/me/.mullama is a file, not a folder");
    }

    @Test
    void aFileInAFoldersPlaceIsSaid() throws IOException {
        Directories directories = directories(Map.of());
        directories.create();
        Files.delete(directories.cache());
        Files.writeString(directories.cache(), "");

        assertRefused(
                directories, "cannot write to /home/me/.mullama: /home/me/.mullama/cache is a file, not a folder");
    }

    /** A real file system's word for it; jimfs knows no permissions, and root has all of them. */
    @Test
    void aHomeThatCannotBeMadeIsSaidWithTheReason() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        Path home = file.resolve("home");
        Directories directories = Directories.of(
                FileSystems.getDefault(), Map.of("MULLAMA_HOME", home.toString()), "/home/me", "/opt/mullama");

        assertRefused(directories, "cannot write to " + home + ": Not a directory");
    }

    private Directories directories(Map<String, String> environment) {
        return Directories.of(files, environment, "/home/me", "/opt/mullama");
    }

    private static void assertRefused(Directories directories, String message) {
        assertThatThrownBy(directories::create).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(e).hasMessage(message);
            assertThat(e.hint()).hasValue(HINT);
        });
    }
}
