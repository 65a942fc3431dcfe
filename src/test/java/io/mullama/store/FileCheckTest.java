package io.mullama.store;

import static io.mullama.store.StoreFixture.model;
import static io.mullama.store.StoreFixture.noted;
import static io.mullama.store.StoreFixture.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FileCheckTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private final StoreFixture disk = StoreFixture.unix();
    private final Path file = disk.cached("x.gguf", "llama");

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    @Test
    void aDigestIsThatOfTheWholeContent() throws IOException {
        Path abc = disk.write(disk.home.resolve("abc"), "abc".getBytes(StandardCharsets.UTF_8));
        Path empty = disk.write(disk.home.resolve("empty"), new byte[0]);

        assertThat(FileCheck.digest(abc))
                .hasToString("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(FileCheck.digest(empty))
                .hasToString("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsNotReadAgain() {
        ManifestFile before = noted(file);

        disk.write(file, model("gemma"));
        touch(file, before.modified());

        assertThat(FileCheck.check("m", before)).isSameAs(before);
    }

    @Test
    void theSameContentUnderAnotherTimeIsAcceptedWithThatTime() {
        ManifestFile before = noted(file);

        touch(file, LATER);

        ManifestFile after = FileCheck.check("m", before);
        assertThat(after)
                .isEqualTo(new ManifestFile(Role.MODEL, file, before.size(), before.digest(), LATER, before.scale()));
        assertThat(FileCheck.isUntouched(after)).isTrue();
    }

    @Test
    void anotherContentIsRefusedWhateverItsSize() {
        ManifestFile before = noted(file);

        disk.write(file, model("gemma"));
        touch(file, LATER);
        assertRefused(before);

        disk.write(file, model("gemma".repeat(20)));
        touch(file, before.modified());
        assertRefused(before);
    }

    private void assertRefused(ManifestFile before) {
        assertThatThrownBy(() -> FileCheck.check("m", before))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
                    assertThat(e.hint()).hasValue("put that file back, or pull or create the model again");
                })
                .hasMessage("/cache/x.gguf is no longer the file that m was made of: its digest is another");
    }

    @Test
    void whereAnyContentWillDoOnlyTheFileHasToBeThere() {
        ManifestFile before = new ManifestFile(Role.ADAPTER, file, 1, Optional.empty(), Instant.EPOCH, 0.5f);

        assertThat(FileCheck.check("m", before)).isSameAs(before);
    }

    @Test
    void aFileThatIsGoneIsSaid() throws IOException {
        ManifestFile noted = noted(file);
        ManifestFile any = new ManifestFile(Role.MODEL, file, 1, Optional.empty(), Instant.EPOCH, 1);
        Files.delete(file);

        assertThat(FileCheck.isUntouched(noted)).isFalse();
        for (ManifestFile each : new ManifestFile[] {noted, any}) {
            assertThatThrownBy(() -> FileCheck.check("m", each))
                    .isInstanceOfSatisfying(MullamaException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
                        assertThat(e.hint()).hasValue("put it back, or pull or create the model again");
                    })
                    .hasMessage("the file /cache/x.gguf of m is gone");
        }
    }

    @Test
    void aFolderInItsPlaceIsNoSuchFile() throws IOException {
        ManifestFile noted = noted(file);
        ManifestFile any = new ManifestFile(
                Role.MODEL, file, noted.size(), Optional.of(new Digest("0".repeat(64))), Instant.EPOCH, 1);
        Files.delete(file);
        Files.createDirectory(file);

        assertThatThrownBy(() -> FileCheck.check("m", any))
                .isInstanceOf(MullamaException.class)
                .hasMessageStartingWith("/cache/x.gguf cannot be read: ");
    }
}
