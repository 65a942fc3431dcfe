package io.mullama.store.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LlamaCppCacheTest {
    private static final String SHA256 = ForeignFiles.sha256("weights");

    private final ForeignFiles disk = ForeignFiles.unix();
    private final Path folder = disk.home.resolve(".cache").resolve("llama.cpp");

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private Path file(String name) {
        return disk.write(folder.resolve(name), "GGUF");
    }

    private ForeignModel only() {
        List<ForeignModel> models = disk.caches(Map.of()).list();
        assertThat(models).hasSize(1);
        return models.get(0);
    }

    @Test
    void aManifestSaysWhichRepositoryAndFolderAFileIsOf() {
        Path file = file("ada_my_models_Q4_K_M_model-Q4_K_M.gguf");
        Path projector = file("ada_my_models_mmproj-model-f16.gguf");
        disk.write(folder.resolve("manifest=ada=my_models=latest.json"), """
                {"ggufFile": {"rfilename": "Q4_K_M/model-Q4_K_M.gguf", "lfs": {"sha256": "%s"}},
                 "mmprojFile": {"rfilename": "mmproj-model-f16.gguf"}}""".formatted(SHA256));

        assertThat(only().name().text()).isEqualTo("hf:ada/my_models:Q4_K_M");
        assertThat(only().origin()).isEqualTo(Origin.LLAMA_CPP);
        assertThat(only().files()).containsExactly(file);
        assertThat(only().projector()).contains(projector);
        assertThat(only().digest()).isEqualTo(Digest.parse(SHA256));
    }

    @Test
    void otherFilesOfARepositoryThatHasAManifestAreOfIt() {
        file("ada_my_models_model-Q8_0.gguf");
        file("ada_my_other.gguf");
        disk.write(folder.resolve("manifest=ada=my_models=latest.json"), "damaged");
        disk.write(folder.resolve("manifest=ada=my=latest.json"), "{}");

        assertThat(disk.names()).containsExactly("hf:ada/my:other.gguf", "hf:ada/my_models:Q8_0");
    }

    @Test
    void theAddressThatOlderReleasesNotedSaysTheRepository() {
        file("ada_my_models_model-Q8_0.gguf");
        disk.write(folder.resolve("ada_my_models_model-Q8_0.gguf.json"), """
                {"etag": "\\"abc\\"", "lastModified": "",
                 "url": "https://huggingface.co/ada/my_models/resolve/main/model-Q8_0.gguf"}""");

        assertThat(disk.names()).containsExactly("hf:ada/my_models:Q8_0");
    }

    @Test
    void aRepositoryIsGuessedWhereItsNameEndsAsMostDo() {
        file("ggml-org_gemma-3-4b-it-GGUF_gemma-3-4b-it-Q4_K_M.gguf");
        file("ggml-org_gemma-3-4b-it-GGUF_gemma-3-4b-it-Q4_K_M.gguf.etag");

        assertThat(disk.names()).containsExactly("hf:ggml-org/gemma-3-4b-it-GGUF:Q4_K_M");
    }

    @Test
    void aFileOfNoRepositoryIsNamedAfterItself() {
        file("tinyllama_v1.gguf");
        disk.write(folder.resolve("tinyllama_v1.gguf.json"), "{\"url\": \"https://example.org/tinyllama_v1.gguf\"}");
        Path odd = file("my model.gguf");

        assertThat(disk.names()).containsExactly(odd.toString(), "tinyllama_v1");
    }

    @Test
    void aDownloadThatIsNotAtItsEndIsLeftOut() {
        file("ggml-org_gemma-GGUF_gemma-Q4_K_M.gguf.downloadInProgress");
        file("ggml-org_gemma-GGUF_gemma-Q8_0-00001-of-00002.gguf");
        file("ggml-org_gemma-GGUF_gemma-Q8_0-00002-of-00002.gguf.downloadInProgress");
        file("other-00002-of-00002.gguf");

        assertThat(disk.names()).isEmpty();
    }

    @Test
    void thePartsOfASplitModelAreOneModel() {
        Path second = file("ggml-org_gemma-GGUF_gemma-Q8_0-00002-of-00002.gguf");
        Path first = file("ggml-org_gemma-GGUF_gemma-Q8_0-00001-of-00002.gguf");
        Path other = file("other-00001-of-00001.gguf");

        List<ForeignModel> models = disk.caches(Map.of()).list();

        assertThat(models).extracting(ForeignModel::files).containsExactly(List.of(first, second), List.of(other));
        assertThat(models)
                .extracting(model -> model.name().text())
                .containsExactly("hf:ggml-org/gemma-GGUF:Q8_0", "other");
    }
}
