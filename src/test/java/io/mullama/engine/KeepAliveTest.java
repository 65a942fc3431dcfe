package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.memory.MemoryReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeepAliveTest {
    private static final Path A = Path.of("/models/a.gguf");
    private static final Path B = Path.of("/models/b.gguf");
    private static final Optional<Duration> MINUTES = Optional.of(Duration.ofMinutes(5));
    private static final Optional<Duration> FOR_EVER = Optional.empty();

    private final FakeLoader loader = new FakeLoader();
    private final ManualTimer timer = new ManualTimer();
    private final ModelRegistry registry = registry(1);

    @Test
    void anUnusedModelIsUnloadedWhenItsKeepAliveTimeIsOver() {
        acquire(A, MINUTES).close();
        assertThat(registry.loaded().get(0).expiresAt())
                .isEqualTo(timer.instant().plus(Duration.ofMinutes(5)));

        timer.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(loader.last().closes()).isZero();
        timer.advance(Duration.ofMillis(2));

        assertThat(loader.last().closes()).isEqualTo(1);
        assertThat(registry.loaded()).isEmpty();
    }

    @Test
    void everyUseBeginsTheKeepAliveTimeAnew() {
        acquire(A, MINUTES).close();
        timer.advance(Duration.ofMinutes(4));
        acquire(A, MINUTES).close();

        timer.advance(Duration.ofMinutes(4));
        assertThat(registry.loaded()).hasSize(1);
        timer.advance(Duration.ofMinutes(2));

        assertThat(registry.loaded()).isEmpty();
        assertThat(loader.loads()).isEqualTo(1);
    }

    @Test
    void aModelInUseHasNoKeepAliveTime() {
        acquire(A, MINUTES).close();
        Lease lease = acquire(A, MINUTES);
        assertThat(lease.model().expiresAt()).isNull();

        timer.advance(Duration.ofHours(1));

        assertThat(registry.loaded()).hasSize(1);
        lease.close();
        timer.advance(Duration.ofMinutes(6));
        assertThat(registry.loaded()).isEmpty();
    }

    @Test
    void aKeepAliveTimeOfZeroUnloadsAtOnceButNotUnderAnother() {
        Lease other = acquire(A, MINUTES);

        acquire(A, Optional.of(Duration.ZERO)).close();
        assertThat(loader.last().closes()).isZero();
        other.close();
        assertThat(loader.last().closes()).isZero();

        acquire(A, Optional.of(Duration.ZERO)).close();
        assertThat(loader.last().closes()).isEqualTo(1);
        assertThat(registry.loaded()).isEmpty();
    }

    @Test
    void aModelKeptForEverStays() {
        acquire(A, FOR_EVER).close();

        timer.advance(Duration.ofDays(10_000));

        assertThat(registry.loaded()).hasSize(1);
        assertThat(registry.loaded().get(0).expiresAt()).isNull();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void theLastRequestDecidesHowLongAModelIsKept() {
        acquire(A, Optional.of(Duration.ofSeconds(1))).close();
        acquire(A, FOR_EVER).close();
        timer.advance(Duration.ofHours(1));
        assertThat(registry.loaded()).hasSize(1);

        acquire(A, Optional.of(Duration.ofSeconds(1))).close();
        timer.advance(Duration.ofSeconds(2));

        assertThat(registry.loaded()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackDelaysUnloadingAndDoesNotPreventIt() {
        acquire(A, MINUTES).close();
        timer.setClock(Duration.ofSeconds(-30));

        timer.advance(Duration.ofMinutes(5).plusMillis(10));
        timer.advance(Duration.ofSeconds(31));

        assertThat(registry.loaded()).isEmpty();
    }

    @Test
    void aBusyModelDoesNotPileUpChecks() {
        for (int i = 0; i < 100; i++) {
            acquire(A, Optional.of(Duration.ofMinutes(1 + i % 7))).close();
            timer.advance(Duration.ofMillis(10));
        }

        assertThat(timer.waiting()).isEqualTo(1);
    }

    @Test
    void twoModelsAreUnloadedEachAtItsTime() {
        ModelRegistry two = registry(2);
        acquire(two, A, Optional.of(Duration.ofMinutes(9))).close();
        acquire(two, B, Optional.of(Duration.ofMinutes(1))).close();

        timer.advance(Duration.ofMinutes(2));
        assertThat(two.loaded()).extracting(LoadedModel::file).containsExactly(A);
        timer.advance(Duration.ofMinutes(8));
        assertThat(two.loaded()).isEmpty();
    }

    private ModelRegistry registry(int mostLoaded) {
        RegistryLimits limits = new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), mostLoaded);
        return new ModelRegistry(loader, limits, timer, timer, Runnable::run);
    }

    private Lease acquire(Path file, Optional<Duration> keepAlive) {
        return acquire(registry, file, keepAlive);
    }

    private static Lease acquire(ModelRegistry from, Path file, Optional<Duration> keepAlive) {
        return from.acquire(FakeLoader.source(file), keepAlive, Optional.empty(), () -> false);
    }
}
