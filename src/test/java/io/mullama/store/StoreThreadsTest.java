package io.mullama.store;

import static io.mullama.store.StoreFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ModelName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several at once, as the daemon's requests are. */
@Timeout(60)
final class StoreThreadsTest {
    private static final int ROUNDS = 100;

    private final StoreFixture disk = StoreFixture.unix();
    private final ModelStore store = disk.store;
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final LogLines log = new LogLines(ModelStore.class);
    private final LogLines manifestsLog = new LogLines(Manifests.class);

    @AfterEach
    void close() throws IOException, InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        log.close();
        manifestsLog.close();
        disk.close();
    }

    @Test
    void namesComeAndGoWithoutHarmToEachOther() throws InterruptedException, ExecutionException {
        Path shared = disk.cached("o/shared/x.gguf", "llama");
        disk.put("keeper", shared);
        CyclicBarrier start = new CyclicBarrier(3);

        Future<?> first = threads.submit(comeAndGo(start, "first", shared));
        Future<?> second = threads.submit(comeAndGo(start, "second", shared));
        Future<?> reader = threads.submit(() -> {
            start.await();
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(store.needed().all()).contains(shared);
                assertThat(store.names()).contains("keeper");
                assertThat(store.list()).extracting(StoredModel::name).contains("keeper");
                assertThat(disk.find("keeper").file()).isEqualTo(shared);
            }
            return null;
        });
        for (Future<?> each : List.of(first, second, reader)) {
            each.get();
        }

        assertThat(shared).exists();
        assertThat(store.names()).containsExactly("keeper");
        assertThat(store.needed().all()).containsExactly(shared);
        assertThat(manifestsLog.lines()).isEmpty();
    }

    private Callable<?> comeAndGo(CyclicBarrier start, String name, Path shared) {
        return () -> {
            start.await();
            for (int i = 0; i < ROUNDS; i++) {
                Path own = disk.cached("o/" + name + "/x.gguf", "llama");
                disk.put(name, own, shared);
                assertThat(store.needed().all()).contains(own, shared);
                assertThat(store.needed().ofAlone(ModelName.parse(name))).isEqualTo(Set.of(own));
                assertThat(disk.remove(name)).containsExactly(own);
                assertThat(own).doesNotExist();
                assertThat(store.needed().all()).doesNotContain(own).contains(shared);
            }
            return null;
        };
    }

    @Test
    void aNameThatIsReplacedNeverMeansNothing() throws Exception {
        Path one = disk.cached("o/r/x.gguf", "llama");
        store.put(manifest("a", one));
        CyclicBarrier start = new CyclicBarrier(2);

        Future<?> writer = threads.submit(() -> {
            start.await();
            for (int i = 0; i < ROUNDS; i++) {
                Manifest next = manifest("a", one).named("a", Instant.ofEpochSecond(i));
                store.put(next);
                assertThat(store.manifest(ModelName.parse("a"))).hasValue(next);
            }
            return null;
        });
        start.await();
        while (!writer.isDone()) {
            assertThat(disk.find("a").file()).isEqualTo(one);
            assertThat(store.names()).containsExactly("a");
        }
        writer.get();
    }
}
