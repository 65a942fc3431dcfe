package io.mullama.engine;

import io.mullama.engine.memory.MemoryNeed;
import io.mullama.gguf.GgufHeader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Loads fake engines, at once or when the test opens the gate, and fails when it is told to. Thread-safe. */
public final class FakeLoader implements EngineLoader {
    private final List<FakeEngine> engines = new CopyOnWriteArrayList<>();
    private final List<ModelSource> sources = new CopyOnWriteArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<Path, Long> sizes = new ConcurrentHashMap<>();
    private final AtomicInteger loads = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** A model without a header in that file. */
    static ModelSource source(Path file) {
        return source(file.toString(), file, LoadOptions.NONE);
    }

    static ModelSource source(String alias, Path file, LoadOptions options) {
        GgufHeader header = new GgufHeader(3, Map.of(), List.of(), 0, 0);
        return new ModelSource(alias, file, Instant.EPOCH, header, options);
    }

    /** The model in that file takes so many bytes, rather than a thousand. */
    void size(Path file, long bytes) {
        sizes.put(file, bytes);
    }

    @Override
    public MemoryNeed need(ModelSource source) {
        long size = sizes.getOrDefault(source.file(), 1000L);
        return new MemoryNeed(size - 300, 200, 100, 0);
    }

    /** Lets every load wait from now on. */
    public void shut() {
        gate = new CountDownLatch(1);
    }

    public void open() {
        gate.countDown();
    }

    /** The next load that has no failure before it throws this. */
    public void failNext(Throwable failure) {
        failures.add(failure);
    }

    /** Loads that were begun. */
    public int loads() {
        return loads.get();
    }

    /** What was loaded, in that order. */
    public List<FakeEngine> engines() {
        return engines;
    }

    /** What it was asked to load last. */
    public ModelSource lastSource() {
        return sources.get(sources.size() - 1);
    }

    public FakeEngine last() {
        return engines.get(engines.size() - 1);
    }

    @Override
    public Engine load(ModelSource source) {
        loads.incrementAndGet();
        sources.add(source);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Throwable failure = failures.poll();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        FakeEngine engine = new FakeEngine(source.file());
        engines.add(engine);
        return engine;
    }
}
