package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unloading on request, and which names share an engine. */
@Timeout(30)
final class UnloadTest {
    private static final Path A = Path.of("/models/a.gguf");
    private static final Path B = Path.of("/models/b.gguf");
    private static final Optional<Duration> FOR_EVER = Optional.empty();

    private final FakeLoader loader = new FakeLoader();
    private final ManualTimer timer = new ManualTimer();
    private final AtomicInteger missingThreads = new AtomicInteger();
    private final ModelRegistry registry = registry(work -> {
        if (missingThreads.getAndDecrement() > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        work.run();
    });

    @Test
    void anUnusedModelGoesAtOnce() {
        acquire(A).close();
        acquire(B).close();

        assertThat(registry.unload(of(A))).isTrue();

        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(B);
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 0);
    }

    @Test
    void whatIsNotLoadedIsNotUnloaded() {
        acquire(A).close();

        assertThat(registry.unload(of(B))).isFalse();
        registry.awaitUnloaded(of(B), Optional.empty(), () -> false);

        assertThat(loader.last().closes()).isZero();
    }

    @Test
    void aModelInUseAnswersToTheEndAndGoesThen() {
        Lease first = acquire(A);
        Lease second = acquire(A);

        assertThat(registry.unload(of(A))).isTrue();
        assertThat(registry.loaded()).isEmpty();
        first.close();
        assertThat(loader.last().closes()).isZero();
        second.close();

        assertThat(loader.last().closes()).isEqualTo(1);
    }

    @Test
    void aModelThatIsAskedToGoIsGivenToNobodyElse() {
        Lease before = acquire(A);
        registry.unload(of(A));

        try (Lease after = acquire(A)) {
            assertThat(after.engine()).isNotSameAs(before.engine());
            assertThat(registry.unload(of(B))).isFalse();
            before.close();
            assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 0);
        }
        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(A);
    }

    @Test
    void aModelThatIsStillLoadingAnswersThoseWhoWaitForItAndGoes() {
        ModelRegistry threaded = registry(work -> new Thread(work).start());
        loader.shut();
        Asking asking = Asking.start(() -> acquire(threaded, A, LoadOptions.NONE));
        await().until(() -> loader.loads() == 1);

        assertThat(threaded.unload(of(A))).isTrue();
        loader.open();
        Lease lease = asking.get();
        assertThat(loader.last().closes()).isZero();
        lease.close();

        threaded.awaitUnloaded(of(A), Optional.empty(), () -> false);
        assertThat(loader.last().closes()).isEqualTo(1);
    }

    @Test
    void aModelThatFailsToLoadAfterItWasAskedToGoIsGone() {
        ModelRegistry threaded = registry(work -> new Thread(work).start());
        loader.shut();
        loader.failNext(new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "no"));
        Asking asking = Asking.start(() -> acquire(threaded, A, LoadOptions.NONE));
        await().until(() -> loader.loads() == 1);
        threaded.unload(of(A));

        loader.open();

        asking.assertFails(ErrorCode.MODEL_LOAD_FAILED, "no");
        threaded.awaitUnloaded(of(A), Optional.empty(), () -> false);
    }

    @Test
    void whoeverAwaitsTheUnloadingReturnsWhenTheMemoryIsFree() {
        ModelRegistry threaded = registry(work -> new Thread(work).start());
        Lease lease = acquire(threaded, A, LoadOptions.NONE);
        loader.last().shut();
        threaded.unload(of(A));
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> threaded.awaitUnloaded(of(A), Optional.empty(), () -> false), work -> new Thread(work).start());

        lease.close();
        assertThat(end).isNotDone();
        loader.last().open();

        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
        assertThat(loader.last().closes()).isEqualTo(1);
    }

    @Test
    void whoeverAwaitsTheUnloadingDoesSoForTheTimeTheyHave() {
        Lease lease = acquire(A);
        registry.unload(of(A));
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> registry.awaitUnloaded(of(A), Optional.of(Duration.ofSeconds(5)), () -> false),
                work -> new Thread(work).start());
        await().until(() -> timer.waiting() == 1);

        timer.advance(Duration.ofSeconds(6));

        assertThat(end)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(MullamaException.class)
                .withMessage("the model is still in use after 5 s")
                .matches(e -> ((MullamaException) e).code() == ErrorCode.OVERLOADED);
        lease.close();
    }

    @Test
    void whoeverAwaitsTheUnloadingCanBeCancelled() {
        Lease lease = acquire(A);
        registry.unload(of(A));

        assertThatThrownBy(() -> registry.awaitUnloaded(of(A), Optional.empty(), () -> true))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        lease.close();
    }

    @Test
    void aModelForWhoseUnloadingThereIsNoThreadIsUnloadedSoonAfter() {
        acquire(A).close();
        missingThreads.set(2);

        assertThat(registry.unload(of(A))).isTrue();
        assertThat(loader.last().closes()).isZero();
        timer.advance(Duration.ofSeconds(1));
        assertThat(loader.last().closes()).isZero();
        timer.advance(Duration.ofSeconds(1));

        assertThat(loader.last().closes()).isEqualTo(1);
        registry.awaitUnloaded(of(A), Optional.empty(), () -> false);
    }

    @Test
    void oneWithoutAThreadDoesNotKeepTheOthers() {
        acquire(A).close();
        acquire(B).close();
        missingThreads.set(1);

        registry.unload(model -> true);

        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(0, 1);
        timer.advance(Duration.ofSeconds(1));
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 1);
    }

    @Test
    void theSameFileWithTheSameOptionsIsOneEngineUnderAllItsNames() {
        List<Adapter> adapters = List.of(new Adapter(Path.of("/poems.gguf"), 0.5f));
        LoadOptions poems = LoadOptions.NONE.withAdapters(adapters);
        LoadOptions same = new LoadOptions(
                List.of(new Adapter(Path.of("/poems.gguf"), 0.5f)),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());

        acquire(registry, A, poems).close();
        acquire(registry, A, same).close();

        assertThat(loader.loads()).isEqualTo(1);
    }

    @Test
    void aModelGoesWithTheLastOfItsNames() {
        acquire(registry, "one", LoadOptions.NONE).close();
        acquire(registry, "two", LoadOptions.NONE).close();
        LoadedModel model = registry.loaded().get(0);

        assertThat(registry.unload(ModelName.parse("three"))).isEmpty();
        assertThat(registry.unload(ModelName.parse("One"))).containsExactly(model);
        assertThat(model.names()).containsExactly("two");
        assertThat(model.alias()).isEqualTo("two");
        assertThat(loader.last().closes()).isZero();
        assertThat(registry.unload(ModelName.parse("two"))).containsExactly(model);

        assertThat(registry.loaded()).isEmpty();
        assertThat(loader.last().closes()).isEqualTo(1);
        assertThat(model.isGoing()).isTrue();
    }

    @Test
    void aModelIsGoingUntilNobodyUsesItAndItsMemoryIsFree() {
        Lease lease = acquire(A);
        LoadedModel model = registry.loaded().get(0);

        registry.unload(of(A));

        assertThat(registry.going()).containsExactly(model);
        lease.close();
        assertThat(registry.going()).isEmpty();
    }

    @Test
    void theSameFileWithOtherOptionsIsAnotherEngine() {
        LoadOptions poems = LoadOptions.NONE.withAdapters(List.of(new Adapter(Path.of("/poems.gguf"), 1)));
        LoadOptions softPoems = LoadOptions.NONE.withAdapters(List.of(new Adapter(Path.of("/poems.gguf"), 0.5f)));
        LoadOptions shorter = new LoadOptions(List.of(), OptionalInt.empty(), OptionalInt.of(512), Optional.empty());

        List.of(LoadOptions.NONE, poems, softPoems, shorter)
                .forEach(options -> acquire(registry, A, options).close());

        assertThat(loader.loads()).isEqualTo(4);
        assertThat(registry.unload(model -> !model.source().options().adapters().isEmpty()))
                .isTrue();
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(0, 1, 1, 0);
    }

    private ModelRegistry registry(Executor threads) {
        RegistryLimits limits = new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), 0);
        return new ModelRegistry(loader, limits, timer, timer, threads);
    }

    private static Predicate<LoadedModel> of(Path file) {
        return model -> model.file().equals(file);
    }

    private Lease acquire(Path file) {
        return acquire(registry, file, LoadOptions.NONE);
    }

    private static Lease acquire(ModelRegistry from, String alias, LoadOptions options) {
        return from.acquire(FakeLoader.source(alias, A, options), FOR_EVER, Optional.empty(), () -> false);
    }

    private static Lease acquire(ModelRegistry from, Path file, LoadOptions options) {
        ModelSource source = FakeLoader.source(file.toString(), file, options);
        return from.acquire(source, FOR_EVER, Optional.empty(), () -> false);
    }
}
