package io.mullama.store;

import static io.mullama.store.StoreFixture.model;
import static io.mullama.store.StoreFixture.part;
import static io.mullama.store.StoreFixture.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.StoredModel.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The files of names: when they are looked at again, and when they go. */
final class StoreFilesTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private final StoreFixture disk = StoreFixture.unix();
    private final ModelStore store = disk.store;
    private final LogLines log = new LogLines(ModelStore.class);
    private final LogLines manifestsLog = new LogLines(Manifests.class);

    @AfterEach
    void close() throws IOException {
        log.close();
        manifestsLog.close();
        disk.close();
    }

    private static ModelName name(String text) {
        return ModelName.parse(text);
    }

    @Test
    void aFileOfTwoNamesIsDeletedWithTheLast() {
        Path file = disk.cached("o/r/x.gguf", "llama");
        disk.put("a", file);
        StoredModel copy = store.copy(disk.find("a"), name("b"));

        assertThat(copy.name()).isEqualTo("b");
        assertThat(store.needed().ofAlone(name("a"))).isEmpty();
        assertThat(disk.remove("a")).isEmpty();
        assertThat(file).exists();
        assertThat(store.needed().ofAlone(name("B"))).containsExactly(file);
        assertThat(disk.remove("b")).containsExactly(file);
        assertThat(disk.cache).isEmptyDirectory();
    }

    @Test
    void aFileOutsideOfTheCacheIsNeverDeleted() {
        Path theirs = disk.write(disk.home.resolve("x.gguf"), model("llama"));
        Path roundabout = disk.cache.resolve("../home/x.gguf");
        disk.cached("other.gguf", "llama");
        disk.put("a", theirs);
        disk.put("b", roundabout);

        assertThat(disk.remove("a")).isEmpty();
        assertThat(disk.remove("b")).isEmpty();
        assertThat(theirs).exists();
    }

    @Test
    void aNameThatIsGivenAnotherMeaningLosesTheFilesThatNobodyNeeds() {
        Path old = disk.cached("o/r/old.gguf", "llama");
        Path shared = disk.cached("o/r/shared.gguf", "llama");
        Path later = disk.cached("o/r/later.gguf", "gemma");
        disk.put("a", old, shared);
        disk.put("b", shared);

        disk.put("A", later);

        assertThat(old).doesNotExist();
        assertThat(shared).exists();
        assertThat(disk.find("a").file()).isEqualTo(later);
        assertThat(store.needed().all()).containsExactlyInAnyOrder(shared, later);
    }

    @Test
    void whatIsPutAgainKeepsItsFiles() {
        Path file = disk.cached("o/r/x.gguf", "llama");
        disk.put("a", file);

        disk.put("a", file);

        assertThat(file).exists();
    }

    @Test
    void allPartsOfAModelGoWithItsName() {
        Path first = disk.write(disk.cache.resolve("o/r/x-00001-of-00002.gguf"), part(0, 64));
        Path second = disk.write(disk.cache.resolve("o/r/x-00002-of-00002.gguf"), part(1, 64));
        disk.put("a", first, second);

        assertThat(disk.remove("a")).containsExactly(first, second);
        assertThat(disk.cache).isEmptyDirectory();
    }

    @Test
    void aNameMadeOfTheFirstPartNeedsAllOfThem() {
        Path first = disk.write(disk.cache.resolve("o/r/x-00001-of-00002.gguf"), part(0, 64));
        Path second = disk.write(disk.cache.resolve("o/r/x-00002-of-00002.gguf"), part(1, 64));
        StoredModel byPath = disk.find(first.toString());
        disk.put("a", first, second);
        store.copy(byPath, name("b"));

        assertThat(byPath.files().parts()).containsExactly(first, second);
        assertThat(disk.remove("a")).isEmpty();
        assertThat(second).exists();
    }

    @Test
    void aCacheThatWasMovedAsAWholeIsFound() throws IOException {
        disk.put("a", disk.cached("o/r/x.gguf", "llama"));
        Path theirs = disk.write(disk.home.resolve("y.gguf"), model("llama"));
        disk.put("b", theirs);
        Path moved = disk.home.resolve("moved");

        Files.move(disk.cache, moved);

        ModelStore after = disk.open(moved);
        assertThat(StoreFixture.find(after, "a").file()).isEqualTo(moved.resolve("o/r/x.gguf"));
        assertThat(StoreFixture.find(after, "b").file()).isEqualTo(theirs);
        assertThat(after.remove(name("a"))).containsExactly(moved.resolve("o/r/x.gguf"));
    }

    @Test
    void whatWindowsCallsAPathIsFoundAgain() throws IOException {
        try (StoreFixture windows = StoreFixture.windows()) {
            Path cached = windows.cached("o\\r\\x.gguf", "llama");
            Path theirs = windows.write(windows.home.resolve("y.gguf"), model("gemma"));
            windows.put("hf:o/r:Q4_K_M@main", cached);
            windows.put("mine:small", theirs);

            ModelStore after = windows.open();
            assertThat(StoreFixture.find(after, "hf:o/r:q4_k_m@main").file()).isEqualTo(cached);
            assertThat(StoreFixture.find(after, "mine:small").file()).isEqualTo(theirs);
            assertThat(StoreFixture.find(after, theirs.toString()).origin()).isEqualTo(Origin.FILE);
            assertThat(after.remove(name("mine:small"))).isEmpty();
            assertThat(after.remove(name("hf:o/r:Q4_K_M@main"))).containsExactly(cached);
            assertThat(windows.cache).isEmptyDirectory();
        }
    }

    @Test
    void aTouchedFileIsReadOnceMoreAndNoted() {
        Path file = disk.cached("o/r/x.gguf", "llama");
        disk.put("a", file);

        touch(file, LATER);
        assertThat(disk.find("a").file()).isEqualTo(file);

        ManifestFile noted = store.manifest(name("a")).orElseThrow().files().get(0);
        assertThat(noted.modified()).isEqualTo(LATER);
        disk.write(file, model("gemma"));
        touch(file, LATER);
        assertThat(disk.find("a").file()).isEqualTo(file);
    }

    @Test
    void aModelIsUsedAlsoWhereItsNewTimeCannotBeNoted() throws IOException {
        Path file = disk.cached("o/r/x.gguf", "llama");
        disk.put("a", file);
        Files.createDirectory(disk.names.resolve("a.json.part"));

        touch(file, LATER);

        assertThat(disk.find("a").file()).isEqualTo(file);
        assertThat(log.lines()).singleElement().asString().startsWith("cannot note the files of a: ");
    }

    @Test
    void anotherContentIsRefusedAndStaysListed() {
        Path file = disk.cached("o/r/x.gguf", "llama");
        disk.put("a", file);

        disk.write(file, model("gemma"));
        touch(file, LATER);

        assertThatThrownBy(() -> disk.find("a"))
                .hasMessage(file + " is no longer the file that a was made of: its digest is another");
        assertThat(store.list()).extracting(StoredModel::name).containsExactly("a");
        assertThat(disk.remove("a")).containsExactly(file);
    }

    @Test
    void aModelWhoseFileIsGoneIsSaidAndCanBeRemoved() throws IOException {
        Path file = disk.cached("o/r/x.gguf", "llama");
        disk.put("a", file);
        Files.delete(file);

        assertThatThrownBy(() -> disk.find("a")).hasMessage("the file " + file + " of a is gone");
        assertThat(store.list()).isEmpty();
        assertThat(log.lines()).containsExactly("a is left out: there is no file " + file);
        disk.remove("a");
        assertThat(store.find(name("a"))).isEmpty();
    }

    @Test
    void whereTheContentLiesIsKnownWhileItIsUntouched() throws IOException {
        Path file = disk.cached("o/r/x.gguf", "llama");
        Digest digest = FileCheck.digest(file);
        long size = Files.size(file);
        assertThat(store.fileOf(digest, size)).isEmpty();

        disk.put("a", file);
        assertThat(store.fileOf(digest, size)).hasValue(file);
        assertThat(store.fileOf(digest, size + 1)).isEmpty();
        assertThat(store.fileOf(new Digest("0".repeat(64)), size)).isEmpty();

        touch(file, LATER);
        assertThat(store.fileOf(digest, size)).isEmpty();
    }

    @Test
    void aDamagedManifestKeepsEveryFileThatItMayNeed() throws IOException {
        Path file = disk.cached("o/r/x.gguf", "llama");
        disk.put("a", file);
        disk.put("b", file);
        Path damaged = Files.writeString(disk.names.resolve("b.json"), "{\"version\":2}");

        assertThatThrownBy(store.needed()::all)
                .isInstanceOf(MullamaException.class)
                .hasMessage(damaged + " is no manifest: it is of version 2, and this one is known: 1");
        assertThat(disk.remove("a")).isEmpty();
        assertThat(file).exists();
        assertThat(store.names()).isEmpty();
    }
}
