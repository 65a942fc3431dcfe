package io.mullama.engine.local;

import com.sun.management.OperatingSystemMXBean;
import io.mullama.llama.Batch;
import io.mullama.llama.LlamaException;
import io.mullama.llama.Model;
import io.mullama.llama.Pooling;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Computes one vector for each of many token sequences, on the threads that ask, in a context of its own. Thread-safe:
 * requests take turns batch by batch.
 */
final class PooledVectors implements AutoCloseable {
    /** How long a batch may take while somebody else computes: what the decode loop allows a prompt. */
    private static final Duration SHARED = Duration.ofMillis(250);

    /** The same while nobody does; large batches cost less a token, and somebody may come in the middle of one. */
    private static final Duration ALONE = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 50;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Pooling pooling;
    private final ComputePermit permit;
    private final ThreadCount threads;
    private final EmbeddingRoom room;
    private final EmbeddingCapacity usual;
    private final boolean inParts;
    private final int vocabulary;
    private final int logitCopies;
    private final long mostBytes;
    private final BatchPace pace = new BatchPace();

    /** Held for one batch, or for all the parts of one long input. */
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * What came of a request.
     *
     * @param vectors in the order of the inputs, as the model's pooling gives them
     * @param batches that they were computed in
     */
    record Pooled(List<float[]> vectors, int batches) {}

    /** A request's work: what is asked for, and what is there of it. For one thread. */
    private static final class Work {
        private final List<int[]> inputs;
        private final BooleanSupplier cancelled;
        private final EmbeddingCapacity needed;
        private final List<float[]> vectors;
        private int batches;

        Work(List<int[]> inputs, BooleanSupplier cancelled, EmbeddingCapacity needed) {
            this.inputs = inputs;
            this.cancelled = cancelled;
            this.needed = needed;
            this.vectors = new ArrayList<>(inputs.size());
        }

        boolean isDone() {
            return vectors.size() == inputs.size();
        }
    }

    /** Takes the room over; {@code mostBytes} is what one input may take for itself. */
    PooledVectors(EmbeddingRoom room, ThreadCount threads, ComputePermit permit, long mostBytes) {
        Model model = room.model();
        this.pooling = room.pooling();
        this.permit = permit;
        this.threads = threads;
        this.room = room;
        // Only a model that can generate has logits in its graph.
        this.logitCopies = model.traits().causal() ? 2 : 1;
        this.vocabulary = model.vocab().size();
        this.usual =
                EmbeddingCapacity.usual(vocabulary, logitCopies, !model.traits().recurrent());
        this.inParts = isComputedInParts(model);
        this.mostBytes = mostBytes;
    }

    /** Whether a later token sees the earlier ones, and the pooling of the parts gives that of the whole. */
    private boolean isComputedInParts(Model model) {
        boolean ranksByLast =
                pooling == Pooling.RANK && model.traits().architecture().startsWith("qwen3");
        return model.traits().causal()
                && !model.traits().encoder()
                && (pooling == Pooling.MEAN || pooling == Pooling.LAST || ranksByLast);
    }

    /** Makes the context now, so that a want of memory shows early. */
    void prepare() {
        turn.lock();
        try {
            room.open(usual);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Computes.
     *
     * @param inputs none of them empty
     * @param cancelled asked before every batch
     */
    Pooled compute(List<int[]> inputs, BooleanSupplier cancelled) {
        int longest = inputs.stream().mapToInt(input -> input.length).max().orElse(0);
        EmbeddingCapacity needed = usual.holding(longest, inParts);
        requireRoom(needed, longest);
        Work work = new Work(inputs, cancelled, needed);
        try {
            while (!work.isDone()) {
                awaitTurn(cancelled);
                try {
                    computeSome(work);
                } finally {
                    turn.unlock();
                }
            }
        } finally {
            freeUnusual();
        }
        return new Pooled(work.vectors, work.batches);
    }

    /** The system would end the whole daemon for want of memory. */
    private void requireRoom(EmbeddingCapacity needed, int longest) {
        long bytes = needed.logitsBytes(vocabulary, logitCopies);
        if (!needed.equals(usual) && bytes > mostBytes) {
            throw new MullamaException(
                    ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                    "an input of %d tokens takes %d MB beside the model, which has a vocabulary of %d, and may take %d MB"
                            .formatted(longest, bytes / 1_000_000, vocabulary, mostBytes / 1_000_000),
                    "shorten it");
        }
    }

    private void computeSome(Work work) {
        EmbeddingRoom.Room current = room.open(work.needed);
        int first = work.vectors.size();
        int tokens = batchTokens();
        try {
            current.context().forget();
            if (inParts && work.inputs.get(first).length > tokens) {
                work.vectors.add(computeParts(work, work.inputs.get(first), current));
            } else {
                int end = endOfBatch(
                        work.inputs, first, tokens, current.capacity().sequences());
                work.vectors.addAll(computeWhole(work, work.inputs.subList(first, end), current));
            }
        } catch (LlamaException e) {
            room.free();
            throw new MullamaException(ErrorCode.INFERENCE_FAILED, e.getMessage(), e.hint()).causedBy(e);
        }
    }

    /** Never more than usual: a larger context was made for one long input, and has no room for others' logits. */
    private int batchTokens() {
        return pace.tokens(usual.batchSize(), permit.isWanted() ? SHARED : ALONE);
    }

    /** As many inputs as fit, and one in any case. */
    static int endOfBatch(List<int[]> inputs, int first, int tokens, int sequences) {
        int end = first;
        int size = 0;
        while (end < inputs.size() && end - first < sequences) {
            size += inputs.get(end).length;
            if (end > first && size > tokens) {
                break;
            }
            end++;
        }
        return end;
    }

    private List<float[]> computeWhole(Work work, List<int[]> inputs, EmbeddingRoom.Room current) {
        current.batch().clear();
        for (int sequence = 0; sequence < inputs.size(); sequence++) {
            add(current.batch(), inputs.get(sequence), 0, inputs.get(sequence).length, sequence);
        }
        return computed(work, current, inputs.size());
    }

    /** The mean of the whole is that of its parts, each by its share; the last token is in the last of them. */
    private float[] computeParts(Work work, int[] input, EmbeddingRoom.Room current) {
        if (!current.context().remembers()) {
            throw new IllegalStateException("a context without memory cannot compute a text in parts");
        }
        float[] vector = {};
        int from = 0;
        while (from < input.length) {
            requireWanted(work.cancelled);
            int to = Math.min(input.length, from + batchTokens());
            current.batch().clear();
            add(current.batch(), input, from, to, 0);
            float[] part = computed(work, current, 1).get(0);
            if (pooling == Pooling.MEAN) {
                vector = from == 0 ? new float[part.length] : vector;
                Vectors.addWeighted(vector, part, (double) (to - from) / input.length);
            } else {
                vector = part;
            }
            from = to;
        }
        return vector;
    }

    private static void add(Batch batch, int[] input, int from, int to, int sequence) {
        for (int i = from; i < to; i++) {
            batch.add(input[i], i, sequence, true);
        }
    }

    private List<float[]> computed(Work work, EmbeddingRoom.Room current, int sequences) {
        work.batches++;
        permit.acquire();
        try {
            long start = System.nanoTime();
            long cpuStart = PROCESS.getProcessCpuTime();
            if (!current.context().compute(current.batch(), permit.threads(threads.current()))) {
                throw EmbeddingRoom.closing();
            }
            List<float[]> vectors = new ArrayList<>(sequences);
            for (int sequence = 0; sequence < sequences; sequence++) {
                vectors.add(current.context().pooled(sequence));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            threads.took(took, Duration.ofNanos(PROCESS.getProcessCpuTime() - cpuStart));
            pace.computed(current.batch().size(), took);
            return vectors;
        } finally {
            permit.release();
        }
    }

    private void awaitTurn(BooleanSupplier cancelled) {
        try {
            do {
                requireWanted(cancelled);
            } while (!turn.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    /** Throws when nobody waits for the vectors any more, or the model is being unloaded. */
    void requireWanted(BooleanSupplier cancelled) {
        room.requireWanted();
        if (cancelled.getAsBoolean()) {
            throw cancelled();
        }
    }

    private static MullamaException cancelled() {
        return new MullamaException(ErrorCode.CANCELLED, "cancelled while computing embeddings");
    }

    /** A context that was made for long inputs takes much memory: it goes when nobody waits for it. */
    private void freeUnusual() {
        if (turn.tryLock()) {
            try {
                if (room.exceeds(usual) && !turn.hasQueuedThreads()) {
                    room.free();
                }
            } finally {
                turn.unlock();
            }
        }
    }

    /** Ends the batch that is under way, and refuses more. */
    void stop() {
        room.stop();
    }

    /** Frees the memory, once nobody computes any more. */
    @Override
    public void close() {
        turn.lock();
        try {
            room.free();
        } finally {
            turn.unlock();
        }
    }
}
