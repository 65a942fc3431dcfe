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
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The estimate before a model is loaded, beside what llama.cpp logs when it is. */
final class MemoryNeedNativeIT {
    private static final double MIB = 1024 * 1024;
    private static final Logger LLAMA = Logger.getLogger("llama.cpp");

    private final List<String> lines = new ArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        LLAMA.setLevel(Level.ALL);
        LLAMA.setUseParentHandlers(false);
        LLAMA.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LLAMA.removeHandler(handler);
        LLAMA.setUseParentHandlers(true);
        LLAMA.setLevel(null);
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
        assertThat(need.cache() / MIB).isEqualTo(logged("KV buffer size"));
        assertThat(need.computing() / MIB).isBetween(logged("compute buffer size"), 4 * logged("compute buffer size"));
    }

    /** The MiB in a line of the log. */
    private double logged(String name) {
        Pattern pattern = Pattern.compile(Pattern.quote(name) + " = +([0-9.]+) MiB");
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .sum();
    }
}
