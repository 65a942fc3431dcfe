package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.Installation;
import io.mullama.SlowModel;
import io.mullama.engine.Engine;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.ModelSource;
import io.mullama.engine.memory.MemoryNeed;
import io.mullama.gguf.GgufReader;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimate before a model is loaded, beside what llama.cpp logs when it is. */
final class MemoryNeedNativeIT {
    private static final double MIB = 1024 * 1024;
    private final LlamaLog log = new LlamaLog();

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    @Test
    void theEstimateForTinyIsWhatLlamaCppTakes() throws Exception {
        // The model was trained on 2048 tokens.
        assertEstimate(Installation.tiny(), EngineParameters.of(4096, 4));
    }

    @Test
    void theEstimateForAContextThatIsRoundedUpIsWhatLlamaCppTakes(@TempDir Path folder) throws Exception {
        assertEstimate(SlowModel.write(folder.resolve("slow.gguf")), EngineParameters.of(4100, 2));
    }

    @Test
    void theEstimateForCellsThatAllShareIsWhatLlamaCppTakes() throws Exception {
        assertEstimate(Installation.tiny(), EngineParameters.of(4096, 8).withKvSize(3000));
    }

    private void assertEstimate(Path file, EngineParameters parameters) throws Exception {
        LocalEngines engines = new LocalEngines(Installation.natives(), parameters);
        ModelSource source = new ModelSource("x", file, Instant.EPOCH, GgufReader.read(file), LoadOptions.NONE);
        MemoryNeed need = engines.need(source);
        Engine engine = engines.load(source);
        long weights = engine.sizeBytes();
        engine.close();

        assertThat(need.weights()).isEqualTo(weights);
        assertThat(need.cache() / MIB).isEqualTo(log.mebibytes("KV buffer size"));
        assertThat(need.computing() / MIB)
                .isBetween(log.mebibytes("compute buffer size"), 4 * log.mebibytes("compute buffer size"));
    }
}
