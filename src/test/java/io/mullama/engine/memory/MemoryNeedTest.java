package io.mullama.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryNeedTest {
    private static final double MIB = 1024 * 1024;

    /** What llama.cpp v0.4.0 logged for synthetic models; the cache is exact, the buffers are bounded. */
    @ParameterizedTest
    @CsvSource({
        // layers, width, feed-forward, cached width, vocabulary, context, sequences, outputs: cache and buffers in MiB
        "24,  896, 4864, 128,  32000,  4096,  4,  36,  192, 39.51",
        "24,  896, 4864, 128, 128000,  4096,  4,  36,  192, 39.51",
        "16, 2048, 8192, 512,  32000,  4096,  4,  36,  512, 68.01",
        "16, 2048, 8192, 512,  32000,  8192,  2,  18,  512, 72.01",
        " 6,  512, 1536, 256,  32000, 32768,  4,  36,  768, 45.01",
        " 6,  512, 1536, 256,  32000,  4096, 64, 512, 1536, 64.50",
        "10,  768, 3072, 256,   1536,  4352,  2,  18,   85, 28.26",
    })
    void theEstimateIsWhatLlamaCppTakesOrSomeMore(
            int layers,
            int width,
            int feedForward,
            int cached,
            int vocabulary,
            int context,
            int sequences,
            int outputs,
            double cache,
            double buffers) {
        ModelShape model = new ModelShape(0, layers, 2L * layers * cached, 0, vocabulary, width, feedForward);
        ContextShape shape = new ContextShape((long) context * sequences, context, sequences, 512, outputs);

        MemoryNeed need = MemoryNeed.of(model, shape, 0);

        assertThat(need.cache() / MIB).isEqualTo(cache);
        assertThat(need.computing() / MIB).isBetween(buffers, 2.5 * buffers);
    }

    @Test
    void aRecurrentModelTakesNoMoreForALongerContext() {
        ModelShape mamba = new ModelShape(0, 24, 0, 24 * (1536 * 16 + 3 * 1536), 50_280, 768, 0);

        long brief = MemoryNeed.of(mamba, new ContextShape(2048, 512, 4, 512, 512), 0)
                .cache();
        long lengthy = MemoryNeed.of(mamba, new ContextShape(4 << 20, 1 << 20, 4, 512, 512), 0)
                .cache();

        assertThat(brief).isEqualTo(lengthy).isEqualTo(4L * 24 * (1536 * 16 + 3 * 1536) * 4);
    }

    @Test
    void aSmallerBatchOfOutputsTakesLess() {
        ModelShape model = new ModelShape(0, 24, 100, 0, 128_000, 896, 4864);

        long all = MemoryNeed.of(model, new ContextShape(4096, 4096, 1, 512, 512), 0)
                .computing();
        long few =
                MemoryNeed.of(model, new ContextShape(4096, 4096, 1, 512, 4), 0).computing();

        assertThat(all - few).isEqualTo(508L * 128_000 * 4 * 2);
    }

    @Test
    void whatLiesOnTheGpuIsNotTheMachinesOwn() {
        ModelShape model = new ModelShape(9000, 8, 5, 0, 0, 0, 0);
        ContextShape context = new ContextShape(900, 0, 1, 512, 0);

        assertThat(MemoryNeed.of(model, context, 0).onHost()).isEqualTo(18_000);
        assertThat(MemoryNeed.of(model, context, 3).onHost()).isEqualTo(12_000);
        assertThat(MemoryNeed.of(model, context, 9).onHost()).isZero();
        assertThat(MemoryNeed.of(model, context, 99).onHost()).isZero();
        assertThat(MemoryNeed.of(model, context, 9).total()).isEqualTo(18_000);
    }

    @Test
    void itIsToldByItsParts() {
        long mb = 1 << 20;

        assertThat(new MemoryNeed(830 * mb, 268 * mb, 120 * mb, 0).text())
                .isEqualTo("1.2 GB (weights 830 MB, KV cache 268 MB, computing 120 MB)");
        assertThat(new MemoryNeed(830 * mb, 268 * mb, 120 * mb, 1098 * mb).text())
                .isEqualTo("120 MB (weights 830 MB, KV cache 268 MB, computing 120 MB, less 1.1 GB on the GPU)");
    }
}
