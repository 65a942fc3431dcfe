package io.mullama.store.foreign;

import static io.mullama.store.foreign.ForeignFiles.COMMIT;
import static io.mullama.store.foreign.ForeignFiles.OLD_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HuggingFaceCacheTest {
    private static final String REPOSITORY = "bartowski/Qwen2.5-7B-GGUF";

    private final ForeignFiles disk = ForeignFiles.unix();

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private ForeignModel only() {
        List<ForeignModel> models = disk.caches(Map.of()).list();
        assertThat(models).hasSize(1);
        return models.get(0);
    }

    @Test
    void aModelIsWhatItsSnapshotLinksTo() throws IOException {
        disk.main(REPOSITORY, COMMIT + "\n");
        Path link = disk.hubFile(REPOSITORY, COMMIT, "Qwen2.5-7B-Q4_K_M.gguf", ForeignFiles.sha256("weights"));
        disk.hubFile(REPOSITORY, COMMIT, "README.md", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        Instant downloaded = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(link, FileTime.from(downloaded));

        assertThat(only())
                .isEqualTo(new ForeignModel(
                        ModelName.parse("hf:" + REPOSITORY + ":Q4_K_M"),
                        Origin.HUGGING_FACE,
                        List.of(link),
                        Optional.empty(),
                        List.of(),
                        Digest.parse(ForeignFiles.sha256("weights")),
                        ModelRecipe.NONE,
                        downloaded));
    }

    @Test
    void aFileWhoseQuantizationSeveralHaveOrNobodyKnowsIsNamedByItsPath() {
        disk.main(REPOSITORY, COMMIT);
        disk.hubFile(REPOSITORY, COMMIT, "one/Qwen-Q4_K_M.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "two/Qwen-Q4_K_M.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "qwen.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "qwen-fp16.gguf");

        assertThat(disk.names())
                .containsExactly(
                        "hf:" + REPOSITORY + ":F16",
                        "hf:" + REPOSITORY + ":one/Qwen-Q4_K_M.gguf",
                        "hf:" + REPOSITORY + ":qwen.gguf",
                        "hf:" + REPOSITORY + ":two/Qwen-Q4_K_M.gguf");
    }

    @Test
    void aSnapshotThatIsNotTheMainOneIsNamedByItsCommit() {
        disk.main(REPOSITORY, COMMIT);
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q8_0.gguf");
        disk.hubFile(REPOSITORY, OLD_COMMIT, "Qwen-Q8_0.gguf", ForeignFiles.sha256("old"));
        disk.hubFile("org/without-main", COMMIT, "model-Q4_0.gguf");

        assertThat(disk.names())
                .containsExactly(
                        "hf:" + REPOSITORY + ":Q8_0",
                        "hf:" + REPOSITORY + ":Q8_0@" + OLD_COMMIT,
                        "hf:org/without-main:Q4_0@" + COMMIT);
    }

    @Test
    void thePartsOfASplitModelAreOneModelInTheirOrder() {
        disk.main(REPOSITORY, COMMIT);
        Path second = disk.hubFile(REPOSITORY, COMMIT, "Q6_K/Qwen-Q6_K-00002-of-00002.gguf");
        Path first = disk.hubFile(REPOSITORY, COMMIT, "Q6_K/Qwen-Q6_K-00001-of-00002.gguf");

        assertThat(only().name().text()).isEqualTo("hf:" + REPOSITORY + ":Q6_K");
        assertThat(only().files()).containsExactly(first, second);
        assertThat(only().digest()).isEmpty();
    }

    @Test
    void aSplitModelThatLacksAPartIsLeftOut() {
        disk.main(REPOSITORY, COMMIT);
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q6_K-00001-of-00003.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q6_K-00003-of-00003.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q5_K_M-00002-of-00002.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q4_K_M-00000-of-00000.gguf");

        assertThat(disk.names()).isEmpty();
    }

    @Test
    void whatIsNoModelIsLeftOut() {
        disk.main(REPOSITORY, COMMIT);
        disk.hubFile(REPOSITORY, COMMIT, "imatrix-Q4_K_M.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "Qwen.imatrix.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "mtp-Qwen-Q4_K_M.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "mmproj-F16.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "model.safetensors");
        disk.write(disk.hub().resolve("datasets--org--data").resolve("snapshots/" + COMMIT + "/data-Q4_0.gguf"), "x");

        assertThat(disk.names()).isEmpty();
    }

    @Test
    void theProjectorOfAModelLiesInTheNearestFolderAndIsNearestInBits() {
        disk.main(REPOSITORY, COMMIT);
        disk.hubFile(REPOSITORY, COMMIT, "big/Qwen-VL-Q4_K_M.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "small/Qwen-VL-Q8_0.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "mmproj-BF16.gguf");
        Path half = disk.hubFile(REPOSITORY, COMMIT, "mmproj-F16.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "mmproj-F32.gguf");
        Path big = disk.hubFile(REPOSITORY, COMMIT, "big/mmproj-F32.gguf");

        assertThat(disk.caches(Map.of()).list())
                .extracting(model -> model.projector().orElseThrow())
                .containsExactly(big, half);
    }

    @Test
    void aProjectorIsNotForModelsOfAnotherFolder() {
        disk.main(REPOSITORY, COMMIT);
        disk.hubFile(REPOSITORY, COMMIT, "a/Qwen-VL-Q4_K_M.gguf");
        disk.hubFile(REPOSITORY, COMMIT, "b/mmproj-F16.gguf");

        assertThat(only().projector()).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereOrToAnUnfinishedDownloadIsLeftOut() throws IOException {
        disk.main(REPOSITORY, COMMIT);
        Path gone = disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q4_K_M.gguf");
        Files.delete(gone.toRealPath());
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q5_K_M.gguf", ForeignFiles.sha256("b") + ".incomplete");
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q6_K.gguf", ForeignFiles.sha256("c") + ".downloadInProgress");
        Path folder = disk.repositoryFolder(REPOSITORY).resolve("snapshots").resolve(COMMIT);
        disk.link(folder.resolve("Qwen-Q8_0.gguf"), folder.resolve("Qwen-Q8_0.gguf"));
        Files.createDirectories(folder.resolve("Qwen-F16.gguf"));
        disk.write(folder.resolve("Qwen-F32.gguf"), "");

        assertThat(disk.names()).isEmpty();
    }

    @Test
    void whereThereAreNoLinksTheSnapshotHoldsTheFile() throws IOException {
        try (ForeignFiles windows = ForeignFiles.windows()) {
            windows.main("org/model-GGUF", COMMIT);
            Path snapshot = windows.repositoryFolder("org/model-GGUF")
                    .resolve("snapshots")
                    .resolve(COMMIT);
            Path file = windows.write(snapshot.resolve("Q4_0").resolve("model.gguf"), "GGUF");

            List<ForeignModel> models = windows.caches(Map.of()).list();

            assertThat(models).hasSize(1);
            assertThat(models.get(0).name().text()).isEqualTo("hf:org/model-GGUF:Q4_0");
            assertThat(models.get(0).files()).containsExactly(file);
            assertThat(models.get(0).digest()).isEmpty();
        }
    }

    @Test
    void aModelWhoseNameNobodyCouldTypeGoesByItsPath() {
        disk.main(REPOSITORY, COMMIT);
        Path file = disk.hubFile(REPOSITORY, COMMIT, "my model.gguf");
        disk.main("gpt2", COMMIT);
        Path old = disk.hubFile("gpt2", COMMIT, "gpt2-Q4_0.gguf");

        assertThat(disk.names()).containsExactly(file.toString(), old.toString());
    }

    @Test
    void aReferenceThatIsDamagedMakesNoSnapshotTheMainOne() {
        disk.main(REPOSITORY, "x".repeat(CacheReader.LONGEST_TEXT + 1));
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q8_0.gguf");
        disk.hubFile(REPOSITORY, "not-a-commit", "Qwen-Q8_0.gguf");

        assertThat(disk.names()).containsExactly("hf:" + REPOSITORY + ":Q8_0@" + COMMIT);
    }

    @Test
    void foldersThatLeadInCirclesAndDeepOnesEnd() {
        disk.main(REPOSITORY, COMMIT);
        disk.hubFile(REPOSITORY, COMMIT, "Qwen-Q8_0.gguf");
        Path snapshot = disk.repositoryFolder(REPOSITORY).resolve("snapshots").resolve(COMMIT);
        disk.link(snapshot.resolve("again"), snapshot);
        disk.write(snapshot.resolve("a/b/c/d/e/Qwen-Q4_0.gguf"), "GGUF");

        assertThat(disk.names()).containsExactly("hf:" + REPOSITORY + ":Q8_0");
    }
}
