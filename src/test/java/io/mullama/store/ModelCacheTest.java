package io.mullama.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelCacheTest {
    @TempDir
    private static Path folder;

    private final StoreFixture disk = StoreFixture.unix();
    private final ModelCache cache = new ModelCache(disk.cache);

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private List<Path> files() throws IOException {
        return cache.files().stream().map(ModelCache.CachedFile::path).sorted().toList();
    }

    @Test
    void aFilesPlaceIsThatInItsRepository() {
        assertThat(cache.place("Org/Repo", Optional.empty(), "a/b.gguf")).hasToString("/cache/Org/Repo/a/b.gguf");
        assertThat(cache.place("Org/Repo", Optional.of("c0ffee"), "b.gguf"))
                .hasToString("/cache/Org/Repo@c0ffee/b.gguf");
    }

    @ParameterizedTest
    @CsvSource({
        "o/r, ../../../home/x.gguf",
        "o/r, ../other/x.gguf",
        "o/r, /home/x.gguf",
        "o/r, ..",
        "o/r, .",
        "../../home, x.gguf",
        "../cache/r, x.gguf"
    })
    void noFileLiesOutsideOfItsRepository(String repository, String file) {
        assertThatThrownBy(() -> cache.place(repository, Optional.empty(), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(repository + " " + file + " leads out of the cache");
    }

    @Test
    void whatIsMadeHereLiesByItsNameInAFileOfItsOwn() throws IOException {
        ModelName name = ModelName.parse("Mine:Small");

        assertThat(cache.create(name, "Q4_K_M"))
                .hasToString("/cache/_created/mine%3Asmall-Q4_K_M.gguf")
                .isEmptyFile();
        assertThat(cache.create(name, "Q4_K_M")).hasToString("/cache/_created/mine%3Asmall-Q4_K_M-2.gguf");
    }

    @Test
    void theLongestNameFitsIntoAFilesName() throws IOException {
        ModelCache real = new ModelCache(folder.resolve("long"));

        assertThat(real.create(ModelName.parse("a" + "+".repeat(199)), "Q4_K_M"))
                .exists();
    }

    @Test
    void filesAreCountedWhereverTheyLie() throws IOException {
        Path first = disk.cached("o/r/x.gguf", "llama");
        Path second = disk.write(disk.cache.resolve("y.part"), new byte[3]);

        assertThat(files()).containsExactly(first, second);
        assertThat(cache.files())
                .contains(new ModelCache.CachedFile(second, 3), new ModelCache.CachedFile(first, Files.size(first)));
    }

    @Test
    void aCacheThatIsNotThereIsEmpty() throws IOException {
        assertThat(cache.files()).isEmpty();
        disk.write(disk.cache, new byte[1]);
        assertThat(cache.files()).isEmpty();
    }

    @Test
    void whatIsNeededIsNeverUnneeded() throws IOException {
        Path needed = disk.cached("o/r/x.gguf", "llama");
        Path unneeded = disk.cached("o/r/y.gguf", "llama");

        assertThat(ModelCache.unneeded(cache.files(), Set.of(needed)))
                .extracting(ModelCache.CachedFile::path)
                .containsExactly(unneeded);
    }

    @Test
    void aCacheThatIsALinkIsLookedIntoAndNotAFileItself() throws IOException {
        Path elsewhere = disk.write(disk.home.resolve("big/o/r/x.gguf"), new byte[3]);
        Files.createSymbolicLink(disk.cache, disk.home.resolve("big"));

        assertThat(files()).containsExactly(disk.cache.resolve("o/r/x.gguf"));
        cache.delete(disk.cache.resolve("o/r/x.gguf"));
        assertThat(elsewhere).doesNotExist();
        assertThat(Files.isSymbolicLink(disk.cache)).isTrue();
    }

    @Test
    void aLinkedFolderInTheCacheIsSomebodyElses() throws IOException {
        Path theirs = disk.write(disk.home.resolve("theirs/r/x.gguf"), new byte[3]);
        Files.createDirectories(disk.cache);
        Files.createSymbolicLink(disk.cache.resolve("o"), disk.home.resolve("theirs"));

        assertThat(files()).isEmpty();
        cache.delete(disk.cache.resolve("o/r/x.gguf"));
        assertThat(theirs).doesNotExist();
        assertThat(Files.isSymbolicLink(disk.cache.resolve("o"))).isTrue();
    }

    @Test
    void aLinkThatLeadsBackIsFollowedNowhere() throws IOException {
        Path file = disk.cached("o/r/x.gguf", "llama");
        Files.createSymbolicLink(disk.cache.resolve("o/back"), disk.cache);

        assertThat(files()).containsExactly(file);
    }

    @Test
    void aLinkedFileIsDeletedAsALink() throws IOException {
        Path theirs = disk.write(disk.home.resolve("x.gguf"), new byte[3]);
        Path link = disk.cache.resolve("o/x.gguf");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, theirs);

        cache.delete(link);

        assertThat(theirs).exists();
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(disk.cache).isEmptyDirectory();
    }

    @Test
    void theFoldersThatAFileLeavesEmptyGoToo() throws IOException {
        Path first = disk.cached("o/r/a/x.gguf", "llama");
        Path second = disk.cached("o/s/y.gguf", "llama");

        cache.delete(first);
        assertThat(disk.cache.resolve("o/r")).doesNotExist();
        assertThat(second).exists();

        cache.delete(second);
        cache.delete(second);
        assertThat(disk.cache).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"/home/x.gguf", "/cache/../home/x.gguf", "/cache2/x.gguf"})
    void noFileOutsideOfTheCacheIsDeleted(String path) throws IOException {
        Path file = disk.write(disk.names.getFileSystem().getPath(path).normalize(), new byte[3]);
        Files.createDirectories(disk.cache);

        cache.delete(disk.names.getFileSystem().getPath(path));

        assertThat(file).exists();
    }

    @Test
    void theCacheItselfIsNeverDeleted() throws IOException {
        Files.createDirectories(disk.cache);

        cache.delete(disk.cache);

        assertThat(disk.cache).exists();
    }

    @Test
    void realFoldersGoToo() throws IOException {
        ModelCache real = new ModelCache(folder.resolve("real"));
        Path file = real.place("o/r", Optional.empty(), "a/x.gguf");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[3]);

        assertThat(real.files()).containsExactly(new ModelCache.CachedFile(file, 3));
        real.delete(file);

        assertThat(folder.resolve("real")).isEmptyDirectory();
    }
}
