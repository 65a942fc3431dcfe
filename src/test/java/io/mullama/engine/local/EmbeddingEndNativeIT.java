package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.BertModel;
import io.mullama.Installation;
import io.mullama.SlowModel;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.engine.Engine;
import io.mullama.llama.FlashAttention;
import io.mullama.llama.LlamaLibrary;
import io.mullama.llama.Model;
import io.mullama.llama.Pooling;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the computing of embeddings ends: cancelled, unloaded, and with its memory given back. */
final class EmbeddingEndNativeIT {
    /** Seconds of work for the slow model. */
    private static final EmbeddingRequest LONG = Embedding.request(List.of("one two three ".repeat(600)), false);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6})
    void aCancelledRequestEndsBetweenBatchesAndTheNextIsComputed(int looks) throws Exception {
        AtomicInteger looked = new AtomicInteger();
        try (Engine slow = Embedding.load(SlowModel.write(folder.resolve("slow.gguf")))) {
            assertThatThrownBy(() -> slow.embed(LONG, () -> looked.incrementAndGet() >= looks))
                    .isInstanceOfSatisfying(
                            MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(looked).hasValue(looks);
            assertThat(Embedding.of(slow, "a").vectors()).hasSize(1);
        }
    }

    @Test
    void unloadingEndsWhatIsBeingComputed() throws Exception {
        CountDownLatch parts = new CountDownLatch(6);
        Engine slow = Embedding.load(SlowModel.write(folder.resolve("slow.gguf")));
        CompletableFuture<Embeddings> running = CompletableFuture.supplyAsync(() -> slow.embed(LONG, () -> {
            parts.countDown();
            return false;
        }));
        CompletableFuture<Embeddings> waiting = CompletableFuture.supplyAsync(() -> slow.embed(LONG, () -> false));
        assertThat(parts.await(60, TimeUnit.SECONDS)).isTrue();

        slow.close();

        assertThat(List.of(running, waiting))
                .allSatisfy(future -> assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOfSatisfying(
                                MullamaException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN)));
    }

    @Test
    void anUnloadedModelIsNotUsedAgain() throws Exception {
        Engine tiny = Embedding.load(Installation.tiny());
        Engine bert = Embedding.load(BertModel.write(folder.resolve("bert.gguf"), 2));
        Embedding.of(tiny, "a");
        for (Engine engine : List.of(tiny, bert)) {
            engine.close();
            engine.close();

            assertThatThrownBy(() -> Embedding.of(engine, "a"))
                    .isInstanceOf(MullamaException.class)
                    .hasMessage("the model is being unloaded");
            assertThatThrownBy(() -> Embedding.ranked(engine, "a", "b")).hasMessage("the model is being unloaded");
        }
        assertThat(bert.isAlive()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theMemoryIsGivenBack() throws Exception {
        Path bert = BertModel.write(folder.resolve("bert.gguf"), 2);
        round(bert);
        round(bert);
        long before = residentMegabytes();
        for (int i = 0; i < 25; i++) {
            round(bert);
        }

        // One round takes about 20 MB.
        assertThat(residentMegabytes()).isLessThan(before + 100);
    }

    @Test
    void anInputThatWouldTakeAllMemoryIsRefusedAndOthersAreComputed() throws Exception {
        LlamaLibrary library = LlamaLibrary.load(Installation.natives());
        Path file = BertModel.write(folder.resolve("bert.gguf"), 2);
        try (Model model = Model.load(library, file, 0, List.of());
                PooledVectors vectors = new PooledVectors(
                        new EmbeddingRoom(model, Pooling.CLS, FlashAttention.AUTO),
                        ThreadCount.fixed(1),
                        new ComputePermit(),
                        250_000)) {
            assertThatThrownBy(() -> vectors.compute(List.of(new int[600]), Embedding.NEVER))
                    .isInstanceOfSatisfying(MullamaException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_LENGTH_EXCEEDED);
                        assertThat(e.hint()).hasValue("shorten it");
                    })
                    .hasMessageMatching("an input of 600 tokens takes \\d+ MB beside the model, "
                            + "which has a vocabulary of \\d+, and may take 0 MB");
            assertThat(vectors.compute(List.of(new int[] {2, 5, 3}), Embedding.NEVER)
                            .vectors())
                    .hasSize(1);
        }
    }

    @Test
    void aModelWithANumberThatIsNoneIsSaid() throws Exception {
        Path file = BertModel.write(folder.resolve("bert.gguf"), 2);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length - 40_000; i < bytes.length; i++) {
            bytes[i] = (byte) 0xFF;
        }
        Files.write(file, bytes);
        try (Engine broken = Embedding.load(file)) {
            assertThatThrownBy(() -> Embedding.of(broken, "cat", "dog"))
                    .isInstanceOfSatisfying(MullamaException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.INFERENCE_FAILED);
                        assertThat(e.hint()).isPresent();
                    })
                    .hasMessage(file + " gave no finite numbers for 'input[0]'");
        }
    }

    /** Loads, computes short and long inputs, and unloads. */
    private static void round(Path bert) {
        try (Engine tiny = Embedding.load(Installation.tiny());
                Engine encoder = Embedding.load(bert)) {
            Embedding.of(tiny, "a story ".repeat(400), "a");
            Embedding.of(encoder, "a cat", "a dog");
        }
    }

    private static long residentMegabytes() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
