package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests of one model that need contexts of different sizes. */
@Timeout(30)
final class ContextRoomTest {
    private static final Path A = Path.of("/models/a.gguf");

    private final FakeLoader loader = new FakeLoader();
    private final ManualTimer timer = new ManualTimer();
    private final ModelRegistry registry = registry(Runnable::run);
    private final ModelRegistry threaded = registry(work -> new Thread(work).start());

    @Test
    void theOneWithMoreRoomTakesThePlaceOfTheOther() {
        acquire(0).close();

        acquire(1024).close();

        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 0);
        assertThat(loader.lastSource().loading().contextSize()).hasValue(1024);
        assertThat(registry.loaded()).hasSize(1);
    }

    @Test
    void theNamesOfTheOtherComeFirst() {
        acquire(0).close();

        ModelSource other =
                FakeLoader.source("a", A, LoadOptions.NONE).withRoom(1024).named("other");
        registry.acquire(other, Optional.empty(), Optional.empty(), () -> false).close();

        assertThat(registry.loaded()).flatExtracting(LoadedModel::names).containsExactly("a", "other");
    }

    @Test
    void theNamesStayWhereOneHasToGoFirst() {
        RegistryLimits one = new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), 1);
        ModelRegistry small = new ModelRegistry(loader, one, timer, timer, Runnable::run);
        acquire(small, 0).close();

        ModelSource other =
                FakeLoader.source("a", A, LoadOptions.NONE).withRoom(1024).named("other");
        small.acquire(other, Optional.empty(), Optional.empty(), () -> false).close();

        assertThat(small.loaded()).flatExtracting(LoadedModel::names).containsExactly("a", "other");
    }

    @Test
    void whoNeedsLessRoomUsesTheOneWithMore() {
        acquire(2048).close();

        for (int room : new int[] {0, 1024, 2048}) {
            try (Lease lease = acquire(room)) {
                assertThat(lease.engine()).isSameAs(loader.last());
            }
        }
        assertThat(loader.loads()).isEqualTo(1);
    }

    @Test
    void answersUnderWayEndWhereTheyBegan() {
        Lease running = acquire(0);

        try (Lease wide = acquire(1024)) {
            assertThat(wide.engine()).isNotSameAs(running.engine());
            assertThat(registry.loaded()).extracting(LoadedModel::users).containsExactly(1);
            assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(0, 0);
            running.close();
            assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 0);
        }
    }

    @Test
    void whileTheOneWithMoreRoomIsLoadedTheOtherAnswers() {
        acquire(threaded, 0).close();
        loader.shut();
        Asking asking = Asking.start(() -> acquire(threaded, 1024));
        await().until(() -> loader.loads() == 2);

        try (Lease meanwhile = acquire(threaded, 0)) {
            assertThat(meanwhile.engine()).isSameAs(loader.last());
            assertThat(threaded.loaded()).containsExactly(meanwhile.model());
        }
        loader.open();

        asking.get().close();
        await().until(() -> closes() == 1);
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 0);
    }

    @Test
    void requestsThatComeAtOnceAreAllAnsweredAndEndWithOneEngine() {
        loader.shut();
        List<Asking> all = List.of(
                Asking.start(() -> acquire(threaded, 1024)),
                Asking.start(() -> acquire(threaded, 4096)),
                Asking.start(() -> acquire(threaded, 0)),
                Asking.start(() -> acquire(threaded, 2048)));
        await().until(() -> loader.loads() == 4);

        loader.open();

        all.forEach(asking -> asking.get().close());
        await().until(() -> closes() == 3);
        assertThat(threaded.loaded()).extracting(model -> model.source().room()).containsExactly(4096);
        for (int room : new int[] {1024, 4096, 0, 2048}) {
            acquire(threaded, room).close();
        }
        assertThat(loader.loads()).isEqualTo(4);
    }

    @Test
    void whereThereIsNoMemoryForMoreTheOneThatIsThereStays() {
        acquire(threaded, 0).close();
        loader.failNext(new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "no memory"));

        Asking.start(() -> acquire(threaded, 1 << 20)).assertFails(ErrorCode.MODEL_LOAD_FAILED, "no memory");

        acquire(threaded, 0).close();
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(0);
        assertThat(loader.loads()).isEqualTo(2);
    }

    @Test
    void allOfAModelAreUnloadedTogether() {
        Lease running = acquire(threaded, 0);
        loader.shut();
        Asking asking = Asking.start(() -> acquire(threaded, 1024));
        await().until(() -> loader.loads() == 2);

        assertThat(threaded.unload(running.model()::isSameAs)).isTrue();
        loader.open();
        asking.get().close();
        running.close();

        threaded.awaitUnloaded(model -> true, Optional.empty(), () -> false);
        assertThat(loader.engines()).extracting(FakeEngine::closes).containsExactly(1, 1);
        assertThat(threaded.loaded()).isEmpty();
    }

    @Test
    void oneThatWasUnloadedWhileItLoadedTakesNobodysPlace() {
        loader.shut();
        Asking asking = Asking.start(() -> acquire(threaded, 1024));
        await().until(() -> loader.loads() == 1);
        threaded.unload(model -> true);
        Asking next = Asking.start(() -> acquire(threaded, 0));
        await().until(() -> loader.loads() == 2);

        loader.open();
        asking.get().close();
        Lease lease = next.get();

        assertThat(threaded.loaded()).containsExactly(lease.model());
        lease.close();
    }

    @Test
    void modelsOfTheSameFileWithOptionsOfTheirOwnStayApart() {
        LoadOptions shorter = new LoadOptions(List.of(), OptionalInt.empty(), OptionalInt.of(256), Optional.empty());
        registry.acquire(FakeLoader.source("short", A, shorter), Optional.empty(), Optional.empty(), () -> false)
                .close();

        acquire(1024).close();

        assertThat(registry.loaded()).extracting(LoadedModel::alias).containsExactly("short", "a");
    }

    private ModelRegistry registry(Executor threads) {
        RegistryLimits limits = new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), 0);
        return new ModelRegistry(loader, limits, timer, timer, threads);
    }

    /** A request may be answered before those with less room have gone. */
    private int closes() {
        return loader.engines().stream().mapToInt(FakeEngine::closes).sum();
    }

    private Lease acquire(int room) {
        return acquire(registry, room);
    }

    private static Lease acquire(ModelRegistry from, int room) {
        ModelSource source = FakeLoader.source("a", A, LoadOptions.NONE).withRoom(room);
        return from.acquire(source, Optional.of(Duration.ofMinutes(5)), Optional.empty(), () -> false);
    }
}
