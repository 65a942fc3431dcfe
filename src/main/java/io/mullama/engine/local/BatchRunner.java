package io.mullama.engine.local;

import com.sun.management.OperatingSystemMXBean;
import io.mullama.llama.Batch;
import io.mullama.llama.Context;
import io.mullama.llama.Context.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/** Has batches computed, one at a time. For the decode thread, but for the methods that say otherwise. */
final class BatchRunner implements AutoCloseable {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Context context;
    private final ComputePermit permit;
    private final Batch batch;
    private final ThreadCount threads;
    private final Object computing = new Object();
    private List<Chunk> underWay = List.of();
    private boolean closing;
    private Duration took = Duration.ZERO;

    /** Takes the context over. */
    BatchRunner(Context context, ComputePermit permit, ThreadCount threads, int batchSize) {
        this.context = context;
        this.permit = permit;
        this.threads = threads;
        this.batch = new Batch(batchSize);
    }

    Context context() {
        return context;
    }

    /**
     * Computes; the tokens of the chunks follow each other in the batch.
     *
     * @throws io.mullama.llama.LlamaException if it failed
     */
    Outcome run(List<Chunk> chunks) {
        batch.clear();
        chunks.forEach(this::add);
        permit.acquire();
        try {
            return begin(chunks) ? decode() : Outcome.ABORTED;
        } finally {
            end();
            permit.release();
        }
    }

    private Outcome decode() {
        long start = System.nanoTime();
        long cpuStart = PROCESS.getProcessCpuTime();
        Outcome outcome = context.decode(batch, permit.threads(threads.current()));
        took = Duration.ofNanos(System.nanoTime() - start);
        threads.took(took, Duration.ofNanos(PROCESS.getProcessCpuTime() - cpuStart));
        return outcome;
    }

    /** What the latest batch took. */
    Duration took() {
        return took;
    }

    /** Ends the batch that is under way if nobody wants any of it. Thread-safe. */
    void abortUnwanted() {
        synchronized (computing) {
            if (!underWay.isEmpty() && allCancelled(underWay)) {
                context.abort();
            }
        }
    }

    /** Ends the batch that is under way, and lets none begin any more. Thread-safe. */
    void abort() {
        synchronized (computing) {
            closing = true;
            if (!underWay.isEmpty()) {
                context.abort();
            }
        }
    }

    private void add(Chunk chunk) {
        Slot slot = chunk.slot();
        TokenList tokens = slot.task().tokens();
        int first = slot.held().size();
        for (int i = first; i < first + chunk.count(); i++) {
            batch.add(tokens.get(i), i, slot.sequence(), i == tokens.size() - 1);
        }
        for (int i = 0; i < chunk.guess().length; i++) {
            batch.add(chunk.guess()[i], tokens.size() + i, slot.sequence(), true);
        }
    }

    /** From here on an abort counts; false if it has come before. */
    private boolean begin(List<Chunk> chunks) {
        synchronized (computing) {
            context.clearAbort();
            underWay = chunks;
            return !closing && !allCancelled(chunks);
        }
    }

    private void end() {
        synchronized (computing) {
            underWay = List.of();
        }
    }

    private static boolean allCancelled(List<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            if (!chunk.slot().task().isCancelled()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        batch.close();
        context.close();
    }
}
