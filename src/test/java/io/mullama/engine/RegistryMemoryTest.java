package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models of 40, 50 and 60 MB in a memory of 100 MB. */
@Timeout(30)
final class RegistryMemoryTest {
    private static final long MB = 1 << 20;
    private static final Path A = Path.of("/models/a.gguf");
    private static final Path B = Path.of("/models/b.gguf");
    private static final Path C = Path.of("/models/c.gguf");
    private static final Optional<Duration> MINUTES = Optional.of(Duration.ofMinutes(5));

    private final FakeLoader loader = new FakeLoader();
    private final ManualTimer timer = new ManualTimer();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile MemoryReading memory = MemoryReading.limitedTo(100 * MB);
    private final ModelRegistry registry = new ModelRegistry(
            loader, new RegistryLimits(() -> memory, 0), timer, timer, work -> new Thread(work).start());

    @BeforeEach
    void makeModels() {
        loader.size(A, 40 * MB);
        loader.size(B, 50 * MB);
        loader.size(C, 60 * MB);
    }

    @Test
    void modelsThatFitTogetherAreLoadedTogether() {
        acquire(A).close();
        acquire(B).close();

        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(A, B);
    }

    @Test
    void theModelUnusedForLongestMakesRoom() {
        acquire(A).close();
        timer.advance(Duration.ofSeconds(1));
        acquire(B).close();
        timer.advance(Duration.ofSeconds(1));
        acquire(A).close();

        acquire(C).close();

        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(A, C);
    }

    @Test
    void whoeverFindsModelsInUseWaitsForThem() {
        Lease used = acquire(B);
        Asking asking = Asking.start(() -> acquire(C)).untilItWaits();
        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(B);

        used.close();

        assertThat(asking.get().model().file()).isEqualTo(C);
        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(C);
    }

    @Test
    void aModelThatFitsPassesOneThatWaits() {
        Lease used = acquire(B);
        Asking waiting = Asking.start(() -> acquire(C)).untilItWaits();

        acquire(A).close();

        used.close();
        assertThat(waiting.get().model().file()).isEqualTo(C);
    }

    @Test
    void aModelThatNeverFitsIsRefusedAtOnceWithWhatIsMissing() {
        Lease used = acquire(A);
        memory = MemoryReading.limitedTo(55 * MB);

        assertThatThrownBy(() -> acquire(C))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_LOAD_FAILED);
                    assertThat(e.hint())
                            .hasValue("take a smaller quantization, a smaller context_size or parallel;"
                                    + " or set memory_limit, if there is more");
                })
                .hasMessage("/models/c.gguf does not fit: it needs 60 MB (weights 60 MB, KV cache 0.0 MB,"
                        + " computing 0.0 MB) of memory, of which 55 MB can be had: 5.0 MB are missing");
        assertThat(loader.loads()).isEqualTo(1);
        used.close();
    }

    @Test
    void whoeverWaitsForRoomInVainIsToldSo() {
        Lease used = acquire(B);
        Asking asking = Asking.start(() -> acquire(C)).untilItWaits();

        awaitTimeout();

        assertThatThrownBy(asking::get)
                .hasRootCauseInstanceOf(MullamaException.class)
                .rootCause()
                .hasMessage("there is still no room for /models/c.gguf: the models in use take it")
                .satisfies(e -> {
                    assertThat(((MullamaException) e).code()).isEqualTo(ErrorCode.OVERLOADED);
                    assertThat(((MullamaException) e).hint())
                            .hasValue("try again; or raise memory_limit or max_loaded_models, if one of them is set");
                });
        used.close();
    }

    @Test
    void theMemoryOfAModelIsAwaitedBeforeTheNextIsLoaded() {
        acquire(B).close();
        FakeEngine slow = loader.last();
        slow.shut();

        Asking asking = Asking.start(() -> acquire(C)).untilItWaits();
        assertThat(loader.loads()).isEqualTo(1);
        slow.open();

        assertThat(asking.get().engine()).isSameAs(loader.last());
        assertThat(slow.closes()).isEqualTo(1);
    }

    @Test
    void freeingAModelHoldsNobodyUp() {
        acquire(A).close();
        acquire(B).close();
        loader.engines().forEach(FakeEngine::shut);
        Asking evicting = Asking.start(() -> acquire(C)).untilItWaits();

        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(A);
        acquire(A).close();

        loader.engines().forEach(FakeEngine::open);
        assertThat(evicting.get().model().file()).isEqualTo(C);
    }

    @Test
    void aModelThatIsBeingFreedIsLoadedAnew() {
        acquire(B).close();
        FakeEngine freed = loader.last();
        freed.shut();
        Asking evicting = Asking.start(() -> acquire(C)).untilItWaits();

        try (Lease again = acquire(B)) {
            assertThat(again.engine()).isNotSameAs(freed);
        }

        freed.open();
        assertThat(evicting.get().model().file()).isEqualTo(C);
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 1, 0);
    }

    @Test
    void closingTheRegistryAwaitsWhatIsBeingFreed() {
        acquire(B).close();
        FakeEngine slow = loader.last();
        slow.shut();
        Asking evicting = Asking.start(() -> acquire(C)).untilItWaits();
        Thread closing = new Thread(registry::close);
        closing.start();
        await().until(() -> evicting.result().isCompletedExceptionally());
        await().until(() -> closing.getState() == Thread.State.WAITING);

        slow.open();

        await().until(() -> !closing.isAlive());
        assertThat(slow.closes()).isEqualTo(1);
        assertThat(loader.loads()).isEqualTo(1);
    }

    private void awaitTimeout() {
        await().until(() -> timer.waiting() == 1);
        timer.advance(Duration.ofMinutes(5));
    }

    private Lease acquire(Path file) {
        return registry.acquire(FakeLoader.source(file), Optional.empty(), MINUTES, cancelled::get);
    }
}
