package io.mullama.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.BertModel;
import io.mullama.Installation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddingContextNativeIT {
    @TempDir
    static Path folder;

    private static Model bert;
    private static Model tiny;

    @BeforeAll
    static void load() throws Exception {
        LlamaLibrary library = LlamaLibrary.load(Installation.natives());
        bert = Model.load(library, BertModel.write(folder.resolve("bert.gguf"), 2), 0, List.of());
        tiny = Model.load(library, Installation.tiny(), 0, List.of());
    }

    @AfterAll
    static void unload() {
        bert.close();
        tiny.close();
    }

    @Test
    void aModelSaysWhatItWasMadeFor() {
        assertThat(tiny.traits().generates()).isTrue();
        assertThat(tiny.traits().pooling()).isEmpty();
        assertThat(tiny.rerankTemplate()).isEmpty();
        assertThat(bert.traits().generates()).isFalse();
        assertThat(bert.traits().pooling()).hasValue(Pooling.CLS);
        assertThat(bert.traits().architecture()).isEqualTo("bert");
        assertThat(bert.traits().causal()).isFalse();
        assertThat(bert.embeddingSize()).isEqualTo(BertModel.WIDTH);
    }

    @Test
    void onlyADecoderRemembersTokensOfAnEarlierBatch() {
        try (EmbeddingContext decoder = EmbeddingContext.create(tiny, parameters(Pooling.MEAN, 8));
                EmbeddingContext encoder = EmbeddingContext.create(bert, parameters(Pooling.CLS, 8))) {
            assertThat(decoder.remembers()).isTrue();
            assertThat(encoder.remembers()).isFalse();
        }
    }

    @Test
    void aContextThatCannotBeMadeIsSaidWithTheReason() {
        assertThatThrownBy(() -> EmbeddingContext.create(bert, parameters(Pooling.CLS, 1000)))
                .isInstanceOfSatisfying(LlamaException.class, e -> {
                    assertThat(e.kind()).isEqualTo(LlamaException.Kind.CONTEXT);
                    assertThat(e.hint()).isEqualTo("free memory, or send shorter inputs");
                })
                .hasMessageStartingWith("no context for embeddings of 64 tokens can be made: ")
                .hasMessageContaining("n_seq_max");
    }

    @Test
    void aBatchThatCannotBeComputedIsSaidWithTheReason() {
        try (EmbeddingContext context = EmbeddingContext.create(bert, parameters(Pooling.CLS, 8));
                Batch batch = new Batch(64)) {
            batch.add(1_000_000, 0, 0, true);

            assertThatThrownBy(() -> context.compute(batch, Threadpool.create(1)))
                    .isInstanceOfSatisfying(
                            LlamaException.class, e -> assertThat(e.kind()).isEqualTo(LlamaException.Kind.DECODE))
                    .hasMessageStartingWith("computing embeddings failed (-1): ")
                    .hasMessageContaining("invalid token");
        }
    }

    @Test
    void aSequenceThatWasNotInTheBatchHasNoVector() {
        try (EmbeddingContext context = EmbeddingContext.create(bert, parameters(Pooling.CLS, 8));
                Batch batch = new Batch(64)) {
            batch.add(5, 0, 0, true);

            assertThat(context.compute(batch, Threadpool.create(1))).isTrue();
            assertThat(context.pooled(0)).hasSize(BertModel.WIDTH);
            assertThatThrownBy(() -> context.pooled(1)).hasMessage("the model gave no embedding");
        }
    }

    @Test
    void anAbortedComputationIsNoErrorAndAClosedContextIsOne() {
        EmbeddingContext context = EmbeddingContext.create(tiny, parameters(Pooling.MEAN, 8));
        try (context;
                Batch batch = new Batch(64)) {
            batch.add(5, 0, 0, true);
            context.abort();

            assertThat(context.compute(batch, Threadpool.create(1))).isFalse();
        }
        assertThatThrownBy(context::forget)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the embedding context is closed");
        context.close();
    }

    private static EmbeddingParameters parameters(Pooling pooling, int sequences) {
        return new EmbeddingParameters(pooling, 256, 64, sequences, FlashAttention.AUTO);
    }
}
