package io.mullama.store;

import static io.mullama.store.StoreFixture.manifest;
import static io.mullama.store.StoreFixture.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import io.mullama.store.StoredModel.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names in the store: what they mean, and what goes with them. */
final class StoreNamesTest {
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
    void aNamedModelIsFoundAlsoAfterANewStart() {
        Path file = disk.cached("o/r/x.gguf", "llama");

        StoredModel put = disk.put("mine:small", file);

        assertThat(put.origin()).isEqualTo(Origin.MULLAMA);
        assertThat(put.file()).isEqualTo(file);
        assertThat(put.modified()).isEqualTo(StoreFixture.NOW);
        assertThat(disk.find("MINE:Small")).isEqualTo(put);
        assertThat(store.list()).containsExactly(put);
        assertThat(StoreFixture.find(disk.open(), "mine:small").file()).isEqualTo(file);
        assertThat(store.names()).containsExactly("mine:small");
    }

    @Test
    void aModelHasItsProjectorAndAdapters() throws IOException {
        Path projector = disk.cached("o/r/p.gguf", "clip");
        Path adapter = disk.cached("o/r/a.gguf", "llama");
        List<ManifestFile> files = new ArrayList<>();
        files.add(StoreFixture.noted(disk.cached("o/r/x.gguf", "llama")));
        files.add(new ManifestFile(Role.PROJECTOR, projector, Files.size(projector), Optional.empty(), LATER, 1));
        files.add(new ManifestFile(Role.ADAPTER, adapter, Files.size(adapter), Optional.empty(), LATER, 0.5f));

        StoredModel model = store.put(new Manifest("m", Optional.empty(), files, ModelRecipe.NONE, StoreFixture.NOW));

        assertThat(model.files().projector()).hasValue(projector);
        assertThat(model.files().adapters()).containsExactly(new StoredModel.AdapterFile(adapter, 0.5f));
        assertThat(model.sizeBytes()).isEqualTo(Files.size(model.file()) + Files.size(projector) + Files.size(adapter));
    }

    @Test
    void aModelThatIsNotThereIsNotGivenAName() {
        Manifest manifest = manifest("m", disk.cached("x.gguf", "llama"));
        disk.write(disk.cache.resolve("x.gguf"), new byte[9]);

        assertThatThrownBy(() -> store.put(manifest)).isInstanceOf(MullamaException.class);
        assertThat(store.manifest(name("m"))).isEmpty();
    }

    @Test
    void namesThatDifferInCaseAreOne() {
        disk.write(disk.bundled.resolve("tiny.gguf"), model("llama"));
        StoredModel own = disk.put("Tiny", disk.cached("o/r/x.gguf", "gemma"));

        assertThat(store.list()).containsExactly(own);
        assertThat(store.names()).containsExactly("Tiny");
        assertThat(disk.find("TINY:latest")).isEqualTo(own);
    }

    @Test
    void aBundledModelIsCalledAsItsFileHoweverItIsAskedFor() {
        disk.write(disk.bundled.resolve("tiny.gguf"), model("llama"));

        assertThat(disk.find("TINY").name()).isEqualTo("tiny");
        assertThat(disk.find("tiny:Latest").name()).isEqualTo("tiny");
    }

    @Test
    void aBundledModelIsBackWhenTheOneOfItsNameIsRemoved() {
        Path bundled = disk.write(disk.bundled.resolve("tiny.gguf"), model("llama"));
        Path own = disk.cached("o/r/x.gguf", "gemma");
        disk.put("tiny", own);
        assertThat(disk.find("tiny").file()).isEqualTo(own);

        assertThat(disk.remove("tiny")).containsExactly(own);

        assertThat(disk.find("tiny").file()).isEqualTo(bundled);
        assertThat(disk.find("tiny").origin()).isEqualTo(Origin.BUNDLED);
        assertThat(bundled).exists();
    }

    @Test
    void aNameMadeOfABundledModelLeavesThatInItsPlace() {
        Path bundled = disk.write(disk.bundled.resolve("tiny.gguf"), model("llama"));
        store.copy(disk.find("tiny"), name("mine"));
        store.copy(disk.find("tiny"), name("tiny"));

        assertThat(disk.find("mine").file()).isEqualTo(bundled);
        assertThat(disk.find("tiny").origin()).isEqualTo(Origin.MULLAMA);
        assertThat(disk.remove("mine")).isEmpty();
        assertThat(disk.remove("tiny")).isEmpty();
        assertThat(bundled).exists();
    }

    @Test
    void aDamagedManifestIsReplaced() throws IOException {
        Path file = disk.cached("o/r/x.gguf", "llama");
        Files.createDirectories(disk.names);
        Files.writeString(disk.names.resolve("a.json"), "{");

        disk.put("a", file);

        assertThat(disk.find("a").file()).isEqualTo(file);
    }

    @Test
    void whoeverListensHearsOfEveryName() {
        List<List<String>> heard = new ArrayList<>();
        Path file = disk.cached("o/r/x.gguf", "llama");
        store.onChange(() -> heard.add(store.names()));

        disk.put("a", file);
        store.copy(disk.find("a"), name("b"));
        disk.remove("a");

        assertThat(heard).containsExactly(List.of("a"), List.of("a", "b"), List.of("b"));
    }

    @Test
    void whatHasNoNameOfItsOwnIsNotRemoved() {
        disk.write(disk.bundled.resolve("tiny.gguf"), model("llama"));

        assertRefused("tiny:latest", ErrorCode.INVALID_REQUEST, "tiny is a part of mullama, and stays", "leave it");
        assertRefused(
                "/home/x.gguf",
                ErrorCode.INVALID_REQUEST,
                "/home/x.gguf is a file of yours",
                "delete it as any other file");
        assertRefused("tinny", ErrorCode.MODEL_NOT_FOUND, "Model 'tinny' not found", "did you mean tiny?");
        assertRefused(
                "hf:o/r",
                ErrorCode.MODEL_NOT_FOUND,
                "Model 'hf:o/r' not found",
                "there is tiny, and any GGUF file by its path");
    }

    private void assertRefused(String name, ErrorCode code, String message, String hint) {
        assertThatThrownBy(() -> disk.remove(name))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.hint()).hasValue(hint);
                })
                .hasMessage(message);
    }
}
