package io.mullama.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SocketPathTest {
    private static final Path HOME = Path.of("/home/me/.mullama");

    @TempDir
    Path temporary;

    @Test
    void theSocketLiesInTheHome() {
        assertThat(SocketPath.of(HOME, "")).isEqualTo(HOME.resolve("mullama.sock"));
    }

    @Test
    void theSocketThatWasAskedForIsTaken() {
        assertThat(SocketPath.of(HOME, "/run/m.sock")).isEqualTo(Path.of("/run/m.sock"));
        assertThat(SocketPath.of(HOME, "ipc:///run/m.sock")).isEqualTo(Path.of("/run/m.sock"));
    }

    @Test
    void aRelativePathStartsAtTheHomeBecauseTheDaemonRunsThere() {
        assertThat(SocketPath.of(HOME, "m.sock")).isEqualTo(HOME.resolve("m.sock"));
    }

    @Test
    void aPathOfAHundredBytesIsKeptAndALongerOneIsHashed() {
        Path hundred = Path.of("/" + "x".repeat(99));
        assertThat(SocketPath.of(HOME, hundred.toString(), temporary)).isEqualTo(hundred);
        Path hashed = SocketPath.of(HOME, hundred + "x", temporary);
        assertThat(hashed).startsWithRaw(temporary).hasFileName("mullama.sock");
        assertThat(SocketPath.of(HOME, hundred + "x", temporary)).isEqualTo(hashed);
        assertThat(SocketPath.of(HOME, hundred + "y", temporary)).isNotEqualTo(hashed);
    }

    @Test
    void bytesCountNotCharacters() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.unix())) {
            Path home = files.getPath("/" + "ü".repeat(50));
            assertThat(SocketPath.of(home, "", files.getPath("/tmp")).toString())
                    .startsWith("/tmp/mullama-");
        }
    }

    @Test
    void theFolderOfAHashedSocketIsPrivate() throws IOException {
        Path socket = SocketPath.of(temporary, "x".repeat(200), temporary);
        SocketPath.createFolder(socket, temporary);
        SocketPath.createFolder(socket, temporary);
        assertThat(Files.getPosixFilePermissions(socket.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(SocketPath.isSafe(socket, temporary)).isTrue();
    }

    @Test
    void aFolderThatOthersMayEnterIsRefused() throws IOException {
        Path socket = SocketPath.of(temporary, "x".repeat(200), temporary);
        Files.createDirectory(socket.getParent());
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(SocketPath.isSafe(socket, temporary)).isFalse();
        assertThatThrownBy(() -> SocketPath.createFolder(socket, temporary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others may enter it");
    }

    @Test
    void aLinkInPlaceOfTheFolderIsRefused() throws IOException {
        Path socket = SocketPath.of(temporary, "x".repeat(200), temporary);
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(socket.getParent(), elsewhere);
        assertThat(SocketPath.isSafe(socket, temporary)).isFalse();
    }
}
