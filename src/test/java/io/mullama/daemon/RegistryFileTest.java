package io.mullama.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFileTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path home = files.getPath("/home");
    private final RegistryFile registry = new RegistryFile(home.resolve("daemon.properties"));

    RegistryFileTest() throws IOException {
        Files.createDirectory(home);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private DaemonInfo info() {
        return new DaemonInfo(
                4711,
                "0.1.0",
                "http://127.0.0.1:8080",
                home.resolve("mülla ma.sock"),
                Instant.parse("2026-01-01T10:00:00.5Z"));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        registry.write(info());
        assertThat(registry.read()).isEqualTo(new RegistryFile.Reading.Found(info()));
    }

    @Test
    void aDaemonWithoutTcpHasNoHttpEndpoint() throws IOException {
        DaemonInfo socketOnly = new DaemonInfo(1, "0.1.0", null, home.resolve("s"), Instant.EPOCH);
        registry.write(socketOnly);
        assertThat(registry.read()).isEqualTo(new RegistryFile.Reading.Found(socketOnly));
        assertThat(socketOnly.ipcEndpoint()).isEqualTo("ipc:///home/s");
    }

    @Test
    void writingLeavesNothingBeside() throws IOException {
        registry.write(info());
        registry.write(info());
        try (Stream<Path> all = Files.list(home)) {
            assertThat(all).containsExactly(registry.path());
        }
    }

    @Test
    void aFileThatIsNotThereIsAbsent() throws IOException {
        assertThat(registry.read()).isEqualTo(new RegistryFile.Reading.Absent());
        registry.write(info());
        registry.delete();
        registry.delete();
        assertThat(registry.read()).isEqualTo(new RegistryFile.Reading.Absent());
    }

    @Test
    void everyShorterBeginningOfTheFileIsCorrupt() throws IOException {
        registry.write(info());
        String whole = Files.readString(registry.path()).stripTrailing();
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(registry.path(), whole.substring(0, length));
            assertThat(registry.read()).as("%s characters", length).isInstanceOf(RegistryFile.Reading.Corrupt.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "pid=1\n", "\\u12", "pid=\\u00zz"})
    void whatNoDaemonWroteIsCorrupt(String text) throws IOException {
        Files.writeString(registry.path(), text);
        assertThat(registry.read()).isInstanceOf(RegistryFile.Reading.Corrupt.class);
    }

    @Test
    void bytesThatAreNoTextAreCorrupt() throws IOException {
        Files.write(registry.path(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(registry.read()).isInstanceOf(RegistryFile.Reading.Corrupt.class);
    }

    @Test
    void aChangedValueDoesNotMatchTheChecksum() throws IOException {
        registry.write(info());
        Files.writeString(registry.path(), Files.readString(registry.path()).replace("4711", "4712"));
        assertThat(registry.read()).isEqualTo(new RegistryFile.Reading.Corrupt("its checksum does not match"));
    }

    @Test
    void aFolderInItsPlaceIsCorrupt() throws IOException {
        Files.createDirectory(registry.path());
        assertThat(registry.read()).isInstanceOf(RegistryFile.Reading.Corrupt.class);
    }
}
