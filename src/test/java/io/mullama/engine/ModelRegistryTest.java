package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ModelRegistryTest {
    private static final Path A = Path.of("/models/a.gguf");
    private static final Path B = Path.of("/models/b.gguf");
    private static final Path C = Path.of("/models/c.gguf");
    private static final Optional<Duration> MINUTES = Optional.of(Duration.ofMinutes(5));
    private static final Optional<Duration> FOR_EVER = Optional.empty();

    private final FakeLoader loader = new FakeLoader();
    private final ManualTimer timer = new ManualTimer();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final ModelRegistry registry = registry(1);

    @Test
    void theFirstWhoAsksLoadsAndTheNextFindsItLoaded() {
        try (Lease first = acquire(A, MINUTES);
                Lease second = acquire(A, MINUTES)) {
            assertThat(second.engine()).isSameAs(first.engine()).isSameAs(loader.last());
            assertThat(second.model()).isSameAs(first.model());
            assertThat(first.model().alias()).isEqualTo("/models/a.gguf");
            assertThat(first.model().file()).isEqualTo(A);
            assertThat(first.model().users()).isEqualTo(2);
        }
        assertThat(loader.loads()).isEqualTo(1);
        assertThat(registry.loaded().get(0).users()).isZero();
    }

    @Test
    void manyWhoAskAtOnceLoadOnce() {
        loader.shut();
        List<Asking> all = IntStream.range(0, 16)
                .mapToObj(i -> Asking.start(() -> acquire(A, MINUTES)))
                .toList();
        await().until(() ->
                registry.loaded().size() == 1 && registry.loaded().get(0).users() == 16);
        assertThat(registry.loaded().get(0).engine()).isEmpty();

        loader.open();

        assertThat(all).allSatisfy(asking -> assertThat(asking.get().engine()).isSameAs(loader.last()));
        assertThat(loader.loads()).isEqualTo(1);
        assertThat(registry.loaded().get(0).engine()).containsSame(loader.last());
    }

    @Test
    void howLongALoadTookIsKnownWhenItIsOver() {
        loader.shut();
        long start = System.nanoTime();
        Asking asking = Asking.start(() -> acquire(A, MINUTES));
        await().until(() -> registry.loaded().size() == 1);
        assertThat(registry.loaded().get(0).loadDuration()).isZero();

        loader.open();

        try (Lease lease = asking.get()) {
            assertThat(lease.model().loadDuration())
                    .isPositive()
                    .isLessThan(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Test
    void aFailureIsToldToAllWhoWaitAndTheNextTriesAgain() {
        MullamaException failure = new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "no memory", "buy some");
        loader.failNext(failure);
        loader.shut();
        List<Asking> all = IntStream.range(0, 4)
                .mapToObj(i -> Asking.start(() -> acquire(A, MINUTES)))
                .toList();
        await().until(() ->
                registry.loaded().size() == 1 && registry.loaded().get(0).users() == 4);

        loader.open();

        assertThat(all).allSatisfy(asking -> assertThatThrownBy(asking::get).hasCause(failure));
        assertThat(registry.loaded()).isEmpty();
        acquire(A, MINUTES).close();
        assertThat(loader.loads()).isEqualTo(2);
    }

    @Test
    void aFailureOfTheMachineIsAModelThatCannotBeLoaded() {
        UnsatisfiedLinkError cause = new UnsatisfiedLinkError("libllama");
        loader.failNext(cause);

        assertThatThrownBy(() -> acquire(A, MINUTES))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_LOAD_FAILED);
                    assertThat(e.hint()).hasValue("see the log");
                })
                .hasMessage("/models/a.gguf cannot be loaded")
                .hasCause(cause);
        assertThat(registry.loaded()).isEmpty();
    }

    @Test
    void anEngineThatNoLongerAnswersIsLoadedAgain() {
        acquire(A, FOR_EVER).close();
        FakeEngine dead = loader.last();
        dead.die();

        try (Lease lease = acquire(A, FOR_EVER)) {
            assertThat(lease.engine()).isNotSameAs(dead);
        }
        assertThat(dead.closes()).isEqualTo(1);
        assertThat(loader.loads()).isEqualTo(2);
    }

    @Test
    void theOneUnusedForLongestIsEvicted() {
        ModelRegistry two = registry(2);
        acquire(two, A, FOR_EVER).close();
        timer.advance(Duration.ofSeconds(1));
        acquire(two, B, FOR_EVER).close();
        timer.advance(Duration.ofSeconds(1));
        acquire(two, A, FOR_EVER).close();
        timer.advance(Duration.ofSeconds(1));

        acquire(two, C, FOR_EVER).close();

        assertThat(two.loaded()).extracting(LoadedModel::file).containsExactly(A, C);
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(0, 1, 0);
    }

    @Test
    void aModelInUseIsNeverEvicted() {
        ModelRegistry two = registry(2);
        Lease used = acquire(two, A, FOR_EVER);
        timer.advance(Duration.ofSeconds(1));
        acquire(two, B, FOR_EVER).close();

        acquire(two, C, FOR_EVER).close();

        assertThat(two.loaded()).extracting(LoadedModel::file).containsExactly(A, C);
        assertThat(used.engine()).isSameAs(loader.engines().get(0));
        assertThat(loader.engines().get(0).closes()).isZero();
    }

    @Test
    void whoeverNeedsRoomWaitsForARelease() {
        Lease used = acquire(A, FOR_EVER);
        Asking asking = Asking.start(() -> acquire(B, FOR_EVER)).untilItWaits();
        assertThat(asking.isAnswered()).isFalse();
        assertThat(loader.loads()).isEqualTo(1);

        used.close();

        assertThat(asking.get().engine()).isSameAs(loader.last());
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 0);
    }

    @Test
    void whoeverWaitsForRoomCanBeCancelled() {
        Lease used = acquire(A, FOR_EVER);
        Asking asking = Asking.start(() -> acquire(B, FOR_EVER)).untilItWaits();

        cancelled.set(true);

        asking.assertFails(ErrorCode.CANCELLED, "cancelled while waiting for a model");
        assertThat(used.model().users()).isEqualTo(1);
        assertThat(registry.loaded()).extracting(LoadedModel::file).containsExactly(A);
    }

    @Test
    void whoeverWaitsForRoomCanBeInterrupted() {
        Lease used = acquire(A, FOR_EVER);
        Asking asking = Asking.start(() -> acquire(B, FOR_EVER)).untilItWaits();

        asking.interrupt();

        asking.assertFails(ErrorCode.CANCELLED, "interrupted while waiting for a model");
        used.close();
    }

    @Test
    void twoWhoWaitForRoomForTheSameModelLoadItOnce() {
        Lease used = acquire(A, FOR_EVER);
        Asking one = Asking.start(() -> acquire(B, FOR_EVER)).untilItWaits();
        Asking two = Asking.start(() -> acquire(B, FOR_EVER)).untilItWaits();

        used.close();

        assertThat(one.get().engine()).isSameAs(two.get().engine());
        assertThat(loader.loads()).isEqualTo(2);
        assertThat(registry.loaded().get(0).users()).isEqualTo(2);
    }

    @Test
    void aFailedLoadGivesItsRoomBack() {
        loader.failNext(new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "no"));
        loader.shut();
        Asking failing = Asking.start(() -> acquire(A, FOR_EVER));
        await().until(() -> loader.loads() == 1);
        Asking waiting = Asking.start(() -> acquire(B, FOR_EVER)).untilItWaits();

        loader.open();

        assertThat(failing.result()).failsWithin(Duration.ofSeconds(10));
        assertThat(waiting.get().engine()).isSameAs(loader.last());
    }

    @Test
    void closingFreesEveryModelOnce() {
        ModelRegistry two = registry(2);
        acquire(two, A, FOR_EVER).close();
        Lease used = acquire(two, B, MINUTES);

        two.close();
        two.close();
        used.close();
        timer.advance(Duration.ofHours(1));

        assertThat(two.loaded()).isEmpty();
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void aClosedRegistryLoadsNothing() {
        registry.close();

        assertThatThrownBy(() -> acquire(A, FOR_EVER))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
                    assertThat(e.hint()).hasValue("try again");
                })
                .hasMessage("the daemon is shutting down");
        assertThat(loader.loads()).isZero();
    }

    @Test
    void closingEndsTheWaitForRoom() {
        Lease used = acquire(A, FOR_EVER);
        Asking asking = Asking.start(() -> acquire(B, FOR_EVER)).untilItWaits();

        registry.close();

        asking.assertFails(ErrorCode.SHUTTING_DOWN, "the daemon is shutting down");
        used.close();
    }

    @Test
    void aModelThatIsStillLoadingAtTheCloseIsFreedAndNotGivenOut() {
        loader.shut();
        Asking first = Asking.start(() -> acquire(A, FOR_EVER));
        await().until(() -> loader.loads() == 1);
        Asking second = Asking.start(() -> acquire(A, FOR_EVER)).untilItWaits();

        registry.close();
        loader.open();

        first.assertFails(ErrorCode.SHUTTING_DOWN, "the daemon is shutting down");
        second.assertFails(ErrorCode.SHUTTING_DOWN, "the daemon is shutting down");
        await().until(() -> loader.last().closes() == 1);
    }

    @Test
    void aLeaseIsGivenBackOnce() {
        Lease lease = acquire(A, FOR_EVER);
        Lease other = acquire(A, FOR_EVER);

        lease.close();
        lease.close();

        assertThat(other.model().users()).isEqualTo(1);
    }

    private ModelRegistry registry(int mostLoaded) {
        RegistryLimits limits = new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), mostLoaded);
        return new ModelRegistry(loader, limits, timer, timer, work -> new Thread(work).start());
    }

    private Lease acquire(Path file, Optional<Duration> keepAlive) {
        return acquire(registry, file, keepAlive);
    }

    private Lease acquire(ModelRegistry from, Path file, Optional<Duration> keepAlive) {
        return from.acquire(FakeLoader.source(file), keepAlive, Optional.empty(), cancelled::get);
    }
}
