package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that wait for a load that takes long. */
@Timeout(30)
final class LoadTimeoutTest {
    private static final Path A = Path.of("/models/a.gguf");
    private static final Path B = Path.of("/models/b.gguf");
    private static final Optional<Duration> MINUTES = Optional.of(Duration.ofMinutes(5));

    private final FakeLoader loader = new FakeLoader();
    private final ManualTimer timer = new ManualTimer();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final ModelRegistry registry = new ModelRegistry(
            loader,
            new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), 0),
            timer,
            timer,
            work -> new Thread(work).start());

    @BeforeEach
    void loadSlowly() {
        loader.shut();
    }

    @Test
    void whoeverHasWaitedLongEnoughIsToldThatTheModelIsStillBeingLoaded() {
        Asking asking = Asking.start(() -> acquire(A, MINUTES, () -> false));
        await().until(() -> timer.waiting() == 1);

        timer.advance(Duration.ofMinutes(5));

        asking.assertFails(ErrorCode.MODEL_LOADING, "/models/a.gguf is still being loaded after 300 s");
    }

    @Test
    void theLoadGoesOnForThoseWhoComeLater() {
        Asking first = Asking.start(() -> acquire(A, MINUTES, () -> false));
        await().until(() -> timer.waiting() == 1);
        timer.advance(Duration.ofMinutes(5));
        assertThat(first.result()).failsWithin(Duration.ofSeconds(10));
        Asking second = Asking.start(() -> acquire(A, MINUTES, () -> false)).untilItWaits();

        loader.open();

        assertThat(second.get().engine()).isSameAs(loader.last());
        assertThat(second.get().model().users()).isEqualTo(1);
        assertThat(loader.loads()).isEqualTo(1);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void whoeverHasNoLimitWaitsForEver() {
        Asking asking =
                Asking.start(() -> acquire(A, Optional.empty(), () -> false)).untilItWaits();

        timer.advance(Duration.ofDays(3));
        assertThat(timer.waiting()).isZero();
        loader.open();

        assertThat(asking.get().engine()).isSameAs(loader.last());
    }

    @Test
    void aClientThatGoesAwayWaitsNoLongerAndTheOthersDo() {
        Asking leaving = Asking.start(() -> acquire(A, MINUTES, gone::get)).untilItWaits();
        Asking staying = Asking.start(() -> acquire(A, MINUTES, () -> false)).untilItWaits();
        await().until(() -> registry.loaded().get(0).users() == 2);

        gone.set(true);

        leaving.assertFails(ErrorCode.CANCELLED, "cancelled while waiting for a model");
        assertThat(registry.loaded().get(0).users()).isEqualTo(1);
        loader.open();
        assertThat(staying.get().engine()).isSameAs(loader.last());
    }

    @Test
    void whoeverWaitsForALoadCanBeInterrupted() {
        Asking asking = Asking.start(() -> acquire(A, MINUTES, () -> false)).untilItWaits();

        asking.interrupt();

        asking.assertFails(ErrorCode.CANCELLED, "interrupted while waiting for a model");
    }

    @Test
    void aModelThatNobodyWantsAnyMoreIsKeptForItsTimeAndThenUnloaded() {
        Asking leaving = Asking.start(() -> acquire(A, MINUTES, gone::get)).untilItWaits();
        gone.set(true);
        assertThat(leaving.result()).failsWithin(Duration.ofSeconds(10));
        timer.advance(Duration.ofMinutes(10));
        assertThat(registry.loaded()).hasSize(1);

        loader.open();

        await().until(() -> registry.loaded().get(0).expiresAt() != null);
        assertThat(registry.loaded().get(0).expiresAt())
                .isEqualTo(timer.instant().plus(Duration.ofMinutes(5)));
        await().until(() -> timer.waiting() == 1);
        timer.advance(Duration.ofMinutes(6));
        assertThat(registry.loaded()).isEmpty();
        await().until(() -> loader.last().closes() == 1);
    }

    @Test
    void whoeverUsesAnotherModelWaitsForNobody() {
        loader.open();
        acquire(A, MINUTES, () -> false).close();
        loader.shut();
        Asking asking = Asking.start(() -> acquire(B, MINUTES, () -> false)).untilItWaits();

        acquire(A, MINUTES, () -> false).close();

        assertThat(asking.isAnswered()).isFalse();
        loader.open();
        assertThat(asking.get().model().file()).isEqualTo(B);
    }

    @Test
    void aMachineThatHasNoThreadForTheLoadSaysSo() {
        OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");
        ModelRegistry exhausted = new ModelRegistry(
                loader, new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), 0), timer, timer, work -> {
                    throw error;
                });
        Asking asking =
                Asking.start(() -> exhausted.acquire(FakeLoader.source(A), Optional.empty(), MINUTES, () -> false));

        asking.assertFails(ErrorCode.MODEL_LOAD_FAILED, "/models/a.gguf cannot be loaded");
        assertThat(exhausted.loaded()).isEmpty();
    }

    private Lease acquire(Path file, Optional<Duration> timeout, BooleanSupplier cancelled) {
        return registry.acquire(FakeLoader.source(file), MINUTES, timeout, cancelled);
    }
}
