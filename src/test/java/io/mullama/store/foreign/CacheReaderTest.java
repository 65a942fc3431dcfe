package io.mullama.store.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheReaderTest {
    private final ForeignFiles disk = ForeignFiles.unix();

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    @Test
    void readingEndsAfterABoundedNumberOfEntries() {
        for (int i = 0; i < 5; i++) {
            disk.write("/huge/" + i, "x");
        }
        CacheReader reader = new CacheReader(7);

        assertThat(reader.files(disk.files.getPath("/huge"), 1)).hasSize(5);
        assertThat(reader.files(disk.files.getPath("/huge"), 1)).hasSize(2);
        assertThat(reader.folders(disk.files.getPath("/"))).isEmpty();
    }

    @Test
    void foldersBehindLinksCountAndHiddenOnesDoNot() throws IOException {
        Files.createDirectories(disk.files.getPath("/data/models"));
        Files.createDirectories(disk.files.getPath("/cache/.locks"));
        disk.link(disk.files.getPath("/cache/linked"), disk.files.getPath("/data/models"));
        disk.write("/cache/version.txt", "1");

        assertThat(new CacheReader().folders(disk.files.getPath("/cache")))
                .containsExactly(disk.files.getPath("/cache/linked"));
    }

    @Test
    void aFolderInPlaceOfATextIsNotRead() throws IOException {
        Files.createDirectories(disk.files.getPath("/text"));

        assertThatThrownBy(() -> CacheReader.text(disk.files.getPath("/text"))).isInstanceOf(IOException.class);
    }

    @Test
    void aFolderThatMayNotBeReadIsAsIfItWereEmpty(@TempDir Path folder) throws IOException {
        Path shut = Files.createDirectory(folder.resolve("shut"));
        Files.writeString(shut.resolve("model.gguf"), "GGUF");
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));

        try {
            // The superuser may read everything.
            assertThat(new CacheReader().files(shut, 1)).hasSize(Files.isReadable(shut) ? 1 : 0);
        } finally {
            Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
