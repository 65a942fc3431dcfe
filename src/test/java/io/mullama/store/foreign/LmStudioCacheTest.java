package io.mullama.store.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LmStudioCacheTest {

    @Test
    void modelsAreNamedAfterTheFoldersOfTheirRepository() throws IOException {
        try (ForeignFiles disk = ForeignFiles.unix()) {
            Path repository = disk.home.resolve(".lmstudio/models/lmstudio-community/gemma-3-GGUF");
            Path model = disk.write(repository.resolve("gemma-3-Q4_K_M.gguf"), "GGUF");
            Path projector = disk.write(repository.resolve("mmproj-gemma-3-f16.gguf"), "GGUF");
            disk.write(repository.resolve("downloading_gemma-3-Q8_0.gguf.part"), "GGUF");
            Path own = disk.write(disk.home.resolve(".lmstudio/models/my own/stuff/model.gguf"), "GGUF");

            List<ForeignModel> models = disk.caches(Map.of()).list();

            assertThat(disk.names()).containsExactly(own.toString(), "hf:lmstudio-community/gemma-3-GGUF:Q4_K_M");
            assertThat(models.get(1).origin()).isEqualTo(Origin.LM_STUDIO);
            assertThat(models.get(1).files()).containsExactly(model);
            assertThat(models.get(1).projector()).contains(projector);
        }
    }
}
