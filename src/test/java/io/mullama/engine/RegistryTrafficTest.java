package io.mullama.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.engine.memory.MemoryNeed;
import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Many threads that use, evict and outlive models of several sizes. */
@Timeout(120)
final class RegistryTrafficTest {
    private static final int THREADS = 12;
    private static final int ROUNDS = 200;
    private static final long MEMORY = 100;
    private static final List<PromptPart> PROMPT = List.of(new PromptPart("x".repeat(5000), true));

    /** No two of the larger ones fit together. */
    private static final List<Long> SIZES = List.of(10L, 20L, 30L, 60L, 100L);

    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong mostTaken = new AtomicLong();
    private final List<FakeEngine> engines = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final ModelRegistry registry = new ModelRegistry(
            new CountingLoader(),
            new RegistryLimits(() -> MemoryReading.limitedTo(MEMORY), 0),
            InstantSource.system(),
            timer,
            background);

    /** Fails now and then, and counts the memory that its engines take. */
    private final class CountingLoader implements EngineLoader {
        private final AtomicLong loads = new AtomicLong();

        @Override
        public MemoryNeed need(ModelSource source) {
            return new MemoryNeed(size(source.file()), 0, 0, 0);
        }

        @Override
        public Engine load(ModelSource source) {
            long size = size(source.file());
            mostTaken.accumulateAndGet(taken.addAndGet(size), Math::max);
            if (loads.incrementAndGet() % 17 == 0) {
                taken.addAndGet(-size);
                throw new MullamaException(ErrorCode.MODEL_LOAD_FAILED, "not this time");
            }
            FakeEngine engine = new FakeEngine(source.file(), () -> taken.addAndGet(-size));
            engines.add(engine);
            return engine;
        }
    }

    @AfterEach
    void end() {
        timer.shutdownNow();
        background.shutdownNow();
    }

    @RepeatedTest(3)
    void nobodyLosesAModelInUseAndTheMemoryIsNeverExceeded() throws Exception {
        long seed = System.nanoTime();
        System.out.println("RegistryTrafficTest seed: " + seed);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Callable<Integer>> clients = new ArrayList<>();
        IntStream.range(0, THREADS).forEach(i -> clients.add(() -> use(new Random(seed + i))));

        int answered = 0;
        for (Future<Integer> client : pool.invokeAll(clients)) {
            answered += client.get();
        }
        pool.shutdown();

        assertThat(answered).isGreaterThan(THREADS * ROUNDS / 2);
        assertThat(mostTaken.get()).isLessThanOrEqualTo(MEMORY);
        registry.close();
        await().until(() -> taken.get() == 0);
        assertThat(engines).extracting(FakeEngine::closes).containsOnly(1);
    }

    private int use(Random random) {
        int answered = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int model = random.nextInt(SIZES.size());
            boolean impatient = random.nextInt(20) == 0;
            Optional<Duration> keepAlive = Optional.of(Duration.ofMillis(random.nextInt(3)));
            try (Lease lease = registry.acquire(
                    FakeLoader.source(Path.of("/" + model)), keepAlive, Optional.empty(), () -> impatient)) {
                FakeEngine engine = (FakeEngine) lease.engine();
                assertUsable(engine);
                if (random.nextInt(100) == 0) {
                    engine.die();
                }
                if (random.nextInt(50) == 0) {
                    registry.unload(lease.model()::equals);
                }
                assertThat(engine.tokenize(PROMPT)).hasSize(5000);
                assertUsable(engine);
                answered++;
            } catch (MullamaException e) {
                assertThat(e.code()).isIn(ErrorCode.MODEL_LOAD_FAILED, ErrorCode.CANCELLED);
            }
        }
        return answered;
    }

    /** One that died may be closed under those who use it. */
    private static void assertUsable(FakeEngine engine) {
        int closes = engine.closes();
        assertThat(engine.isAlive() ? closes : 0).isZero();
    }

    private static long size(Path file) {
        return SIZES.get(Integer.parseInt(file.getFileName().toString()));
    }
}
