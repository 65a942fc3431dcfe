package io.mullama.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.api.ModelEntry;
import io.mullama.config.Setting;
import io.mullama.engine.Lease;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelsTest {
    private ModelsFixture fixture;
    private Models models;

    @BeforeEach
    void makeModels() throws IOException {
        fixture = new ModelsFixture();
        models = fixture.models(ModelsFixture.settings(Map.of()));
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void aRequestThatNamesNoModelNeedsADefault() {
        assertThatThrownBy(() -> models.find(null))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REQUIRED);
                    assertThat(e.hint()).hasValue("name one, or start the daemon with --model");
                })
                .hasMessage("'model' is missing, and there is no default model");
    }

    @Test
    void theOnlyModelThatIsLoadedIsTheDefault() {
        acquire("big").close();

        assertThat(models.defaultModel()).hasValue("big");
        assertThat(models.find(null).name()).isEqualTo("big");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "tiny:latest", "tiny,big"})
    void theFirstModelOfTheSettingIsTheDefaultHoweverItIsSpelled(String setting) {
        Models configured = fixture.models(ModelsFixture.settings(Map.of(Setting.MODELS, setting)));

        acquire("big").close();

        assertThat(configured.defaultModel()).hasValue("tiny");
        assertThat(configured.find(null).name()).isEqualTo("tiny");
        assertThat(configured.list(false).models())
                .filteredOn(ModelEntry::isDefault)
                .extracting(ModelEntry::alias)
                .containsExactly("tiny");
    }

    @Test
    void whatIsLoadedIsListedFirst() {
        try (Lease lease = acquire("tiny")) {
            assertThat(lease.model().alias()).isEqualTo("tiny");
            assertThat(models.list(false).models())
                    .extracting(ModelEntry::alias)
                    .containsExactly("tiny", "big");
            assertThat(models.present().size()).isEqualTo(1);
            assertThat(models.memoryUsed()).isEqualTo(1000);

            ModelEntry tiny = models.list(false).models().get(0);
            assertThat(tiny.loaded()).isTrue();
            assertThat(tiny.activeRequests()).isEqualTo(1);
            assertThat(tiny.contextSize()).isEqualTo(512);
            assertThat(tiny.gpuLayers()).isEqualTo(7);
            assertThat(tiny.expiresAt()).isNull();
        }
        assertThat(models.list(false).models().get(0).expiresAt())
                .isEqualTo(fixture.timer.instant().plus(Duration.ofMinutes(1)));
    }

    @Test
    void aLoadedModelStaysInTheListWhenItsFileIsDeleted() throws IOException {
        acquire("tiny").close();
        Files.delete(fixture.folder.resolve("tiny.gguf"));

        assertThat(models.list(false).models()).extracting(ModelEntry::alias).containsExactly("tiny", "big");
        assertThat(models.list(false).models().get(0).path()).isEqualTo("/models/tiny.gguf");
        assertThat(models.list(false).models().get(0).sizeBytes()).isPositive();
    }

    @Test
    void aModelThatIsUnloadedIsForgotten() throws IOException {
        acquire("tiny").close();
        Files.delete(fixture.folder.resolve("tiny.gguf"));

        fixture.timer.advance(Duration.ofMinutes(2));

        assertThat(models.list(false).models()).extracting(ModelEntry::alias).containsExactly("big");
        assertThat(models.memoryUsed()).isZero();
    }

    @Test
    void whatIsNotLoadedIsListedAsItWouldBe() {
        assertThat(models.list(false).models()).extracting(ModelEntry::alias).containsExactly("big", "tiny");
        assertThat(models.list(false).models())
                .extracting(ModelEntry::contextSize)
                .containsExactly(4096, 2048);

        ModelEntry big = models.list(false).models().get(0);
        assertThat(big.loaded()).isFalse();
        assertThat(big.path()).isEqualTo("/models/big.gguf");
        assertThat(big.parameters()).isEqualTo(64);
        assertThat(big.family()).isEqualTo("llama");
        assertThat(big.gpuLayers()).isZero();
        assertThat(models.memoryUsed()).isZero();
    }

    @Test
    void aModelThatIsConfiguredAndMissingIsSaidAtTheStart() {
        Preload configured = new Preload(models, List.of("tiny", "gone"));

        assertThatThrownBy(configured::requireAll).hasMessage("Model 'gone' not found");
    }

    @Test
    void aModelThatWasDeletedWhileItWasWaitedForIsNotFound() throws IOException {
        StoredModel stored = models.find("big");
        Files.delete(stored.file());
        fixture.loader.failNext(new MullamaException(ErrorCode.MODEL_LOAD_FAILED, stored.file() + " cannot be read"));

        assertThatThrownBy(() -> models.acquire(stored, Optional.empty(), () -> false))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
    }

    @Test
    void preloadingLeavesTheModelLoadedAndUnused() {
        new Preload(models, List.of("tiny")).load();

        assertThat(fixture.registry.loaded()).hasSize(1);
        assertThat(fixture.registry.loaded().get(0).users()).isZero();
    }

    @Test
    void moreRoomIsLoadedWhereTheUsualDoesNotSuffice() {
        acquire("big", 4096).close();
        assertThat(fixture.loader.lastSource().loading().contextSize()).isEmpty();

        acquire("big", 8192).close();
        acquire("big", 5000).close();
        assertThat(fixture.loader.lastSource().loading().contextSize()).hasValue(8192);
        assertThat(fixture.loader.loads()).isEqualTo(2);
        assertThat(models.list(false).models())
                .filteredOn(ModelEntry::loaded)
                .extracting(ModelEntry::alias)
                .containsExactly("big");
    }

    @Test
    void noMoreRoomIsLoadedThanThereCanBe() {
        acquire("tiny", 100_000).close();
        acquire("big", 100_000).close();
        acquire("big", 200_000).close();

        assertThat(fixture.loader.loads()).isEqualTo(2);
        assertThat(fixture.loader.lastSource().room()).isEqualTo(32_768);
        Models sparing = fixture.models(ModelsFixture.settings(Map.of(Setting.KV_SIZE, "4096")));
        StoredModel tiny = sparing.find("tiny");
        sparing.acquire(tiny, 100_000, Optional.empty(), () -> false).close();
        assertThat(fixture.loader.lastSource().room()).isZero();
    }

    private Lease acquire(String name, int room) {
        return models.acquire(models.find(name), room, Optional.of(Duration.ofMinutes(1)), () -> false);
    }

    private Lease acquire(String name) {
        return models.acquire(models.find(name), Optional.of(Duration.ofMinutes(1)), () -> false);
    }
}
