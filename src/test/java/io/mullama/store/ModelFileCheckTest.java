package io.mullama.store;

import static io.mullama.store.StoreFixture.model;
import static io.mullama.store.StoreFixture.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModelFileCheckTest {
    private static final byte[] NAMELESS =
            new GgufBuilder().tensor("a", GgmlType.F32, 64).build();

    private final StoreFixture disk = StoreFixture.unix();
    private final ModelCache cache = new ModelCache(disk.cache);

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private ManifestFile file(Role role, Path path, byte[] content) {
        return of(role, disk.write(path, content));
    }

    private static ManifestFile of(Role role, Path path) {
        return new ManifestFile(role, path, 0, Optional.empty(), StoreFixture.NOW, 1);
    }

    @Test
    void wholeFilesPass() {
        List<ManifestFile> files = List.of(
                file(Role.MODEL, disk.cache.resolve("x-00001-of-00002.gguf"), part(0, 64)),
                file(Role.MODEL, disk.cache.resolve("x-00002-of-00002.gguf"), part(1, 64)),
                file(Role.PROJECTOR, disk.cache.resolve("p.gguf"), NAMELESS),
                file(Role.ADAPTER, disk.cache.resolve("a.gguf"), NAMELESS));

        assertThatCode(() -> ModelFileCheck.requireWhole(cache, files)).doesNotThrowAnyException();
        assertThatCode(() -> ModelFileCheck.requireReadable(files)).doesNotThrowAnyException();
        assertThat(files).allSatisfy(file -> assertThat(file.path()).exists());
    }

    @Test
    void aDamagedFileOfTheCacheIsRefusedAndDeleted() {
        ManifestFile whole = file(Role.MODEL, disk.cache.resolve("o/w/x.gguf"), model("llama"));
        ManifestFile cut = file(Role.PROJECTOR, disk.cache.resolve("o/c/x.gguf"), Arrays.copyOf(model("llama"), 60));

        assertThatThrownBy(() -> ModelFileCheck.requireWhole(cache, List.of(whole, cut)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
                    assertThat(e.hint()).hasValue("take another file");
                })
                .hasMessageStartingWith("/cache/o/c/x.gguf would not load: truncated");
        assertThat(cut.path().getParent()).doesNotExist();
        assertThat(whole.path()).exists();
    }

    @Test
    void aModelSaysItsArchitecture() {
        ManifestFile nameless = file(Role.MODEL, disk.cache.resolve("x.gguf"), NAMELESS);

        assertThatThrownBy(() -> ModelFileCheck.requireReadable(List.of(nameless)))
                .hasMessage("/cache/x.gguf would not load: it does not say of what architecture it is");
        assertThat(nameless.path()).exists();
    }

    @Test
    void aFileOfSomebodyElseIsRefusedAndKept() {
        ManifestFile theirs = file(Role.MODEL, disk.home.resolve("x.gguf"), new byte[60]);

        assertThatThrownBy(() -> ModelFileCheck.requireWhole(cache, List.of(theirs)))
                .isInstanceOf(MullamaException.class)
                .hasMessageStartingWith("/home/x.gguf would not load: ");
        assertThatThrownBy(() -> ModelFileCheck.requireReadable(List.of(theirs)))
                .isInstanceOf(MullamaException.class);
        assertThat(theirs.path()).exists();
    }

    @Test
    void aFileThatCannotBeReadIsSaid() {
        assertThatThrownBy(() -> ModelFileCheck.requireReadable(List.of(of(Role.MODEL, disk.home.resolve("gone")))))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE))
                .hasMessageStartingWith("/home/gone cannot be read: ");
    }
}
