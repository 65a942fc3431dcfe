package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.ModelSource;
import io.mullama.engine.memory.MemoryNeed;
import io.mullama.gguf.GgufReader;
import io.mullama.llama.LlamaLibrary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiny, which was trained on 2048 tokens, with options of its own in a daemon with a context size of 1024. */
final class LoadOptionsNativeIT {
    private static final EngineParameters PARAMETERS = EngineParameters.of(1024, 2);
    private static final LocalEngines ENGINES = new LocalEngines(Installation.natives(), PARAMETERS);

    private final LlamaLog log = new LlamaLog();

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({"512, 512", "2000, 2000", "9000, 2048"})
    void aContextSizeOfItsOwnCountsRatherThanTheDaemons(int asked, int given) throws Exception {
        ModelSource source =
                source(new LoadOptions(List.of(), OptionalInt.empty(), OptionalInt.of(asked), Optional.empty()));
        MemoryNeed need = ENGINES.need(source);

        try (Engine engine = ENGINES.load(source)) {
            assertThat(engine.contextSize()).isEqualTo(given);
        }

        assertThat(need.cache() / 1024.0 / 1024.0).isEqualTo(log.mebibytes("KV buffer size"));
    }

    @Test
    void withoutOneItIsTheDaemons() throws Exception {
        try (Engine engine = ENGINES.load(source(LoadOptions.NONE))) {
            assertThat(engine.contextSize()).isEqualTo(1024);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, enabled", "false, disabled"})
    void flashAttentionIsAsTheModelHasIt(boolean on, String logged) throws Exception {
        ModelSource source =
                source(new LoadOptions(List.of(), OptionalInt.empty(), OptionalInt.empty(), Optional.of(on)));

        try (Engine engine = ENGINES.load(source)) {
            assertThat(flashAttention()).containsExactly(logged);
            assertThat(Embedding.alone(engine, "Paris")).isNotEmpty();
        }

        assertThat(flashAttention()).containsExactly(logged, logged);
    }

    @Test
    void withoutAWordOnFlashAttentionLlamaCppDecides() throws Exception {
        ENGINES.load(source(LoadOptions.NONE)).close();

        assertThat(flashAttention()).containsExactly("auto");
    }

    @Test
    void aNumberOfGpuLayersOfItsOwnCountsRatherThanTheDaemons() {
        LoadOptions options = new LoadOptions(List.of(), OptionalInt.of(3), OptionalInt.empty(), Optional.of(false));

        assertThat(PARAMETERS.with(options).gpuLayers()).isEqualTo(3);
        assertThat(PARAMETERS.with(LoadOptions.NONE)).isEqualTo(PARAMETERS);
    }

    @Test
    void aDecodeThreadThatCannotStartLeavesNoContextBehind() {
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");

        assertThatThrownBy(() -> LocalEngine.load(
                        LlamaLibrary.load(Installation.natives()),
                        Installation.tiny(),
                        PARAMETERS,
                        new ComputePermit(),
                        loop -> new Thread(loop) {
                            @Override
                            public synchronized void start() {
                                throw noThread;
                            }
                        }))
                .isSameAs(noThread);

        // Its destructor's only line.
        assertThat(log.lines()).anyMatch(line -> line.startsWith("~llama_context: "));
    }

    private List<String> flashAttention() {
        return log.lines().stream()
                .filter(line -> line.contains("flash_attn            = "))
                .map(line -> line.substring(line.indexOf('=') + 2))
                .toList();
    }

    private static ModelSource source(LoadOptions options) throws Exception {
        return new ModelSource(
                "tiny", Installation.tiny(), Instant.EPOCH, GgufReader.read(Installation.tiny()), options);
    }
}
