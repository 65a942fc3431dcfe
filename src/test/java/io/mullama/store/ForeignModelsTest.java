package io.mullama.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.model.ModelName;
import io.mullama.store.foreign.ForeignCaches;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ForeignModelsTest {
    private static final ModelName NAME = ModelName.parse("hf:org/Foo:Q8_0");

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path repository = files.getPath("/home/.cache/huggingface/hub/models--org--Foo");
    private final Path snapshot = repository.resolve("snapshots/0123456789012345678901234567890123456789");
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final ForeignModels models =
            new ForeignModels(ForeignCaches.of(files, Map.of(), files.getPath("/home")), () -> now);

    @BeforeEach
    void download() throws IOException {
        Files.createDirectories(snapshot);
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), "0123456789012345678901234567890123456789");
        Files.write(snapshot.resolve("foo-Q8_0.gguf"), new byte[10]);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void whatWasFoundIsRememberedForAWhile() throws IOException {
        assertThat(models.find(NAME)).isPresent();
        Files.delete(repository.resolve("refs/main"));

        now = now.plusSeconds(29);
        assertThat(models.find(NAME)).isPresent();
        now = now.plusSeconds(1);
        assertThat(models.find(NAME)).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsNotRemembered() throws IOException {
        assertThat(models.find(NAME)).isPresent();
        Files.delete(snapshot.resolve("foo-Q8_0.gguf"));

        assertThat(models.find(NAME)).isEmpty();
    }

    @Test
    void aListLooksAnew() throws IOException {
        assertThat(models.find(NAME)).isPresent();
        Files.delete(repository.resolve("refs/main"));
        assertThat(models.list()).hasSize(1);

        assertThat(models.find(NAME)).isEmpty();
    }
}
