package io.mullama.engine;

import io.mullama.llama.Batch;
import io.mullama.llama.Context;
import io.mullama.llama.LlamaException;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/**
 * The work of a decode thread, the only one that touches its context: each step computes one batch made of the next
 * token of every generating slot and of prompt tokens of the waiting ones. Submitting, cancelling and closing are
 * thread-safe.
 */
final class DecodeLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(DecodeLoop.class.getName());

    /** An arrival that only wakes the thread. */
    private static final Optional<Generation> WAKE = Optional.empty();

    private final Context context;
    private final ComputePermit permit;
    private final Batch batch;
    private final List<Slot> slots;
    private final BlockingQueue<Optional<Generation>> arrivals = new LinkedBlockingQueue<>();
    private final Queue<Generation> waiting = new ArrayDeque<>();
    private final Object computing = new Object();
    private List<Slot> computingSlots = List.of();
    private long assignments;
    private volatile boolean closed;

    /** Takes the context over: it is closed when the loop ends. */
    DecodeLoop(Context context, int contextSize, int parallel, int batchSize, ComputePermit permit) {
        this.context = context;
        this.permit = permit;
        this.batch = new Batch(batchSize);
        this.slots = IntStream.range(0, parallel)
                .mapToObj(sequence -> new Slot(sequence, context, contextSize))
                .toList();
    }

    /** Whether it still computes; an error in the decode thread ends it. */
    boolean isAlive() {
        return !closed;
    }

    void submit(Generation generation) {
        arrivals.add(Optional.of(generation));
        if (closed) {
            // The thread may have looked for the last time; whoever asked must not wait for ever.
            generation.emit(new GenerationEvent.Failed(shuttingDown()));
        }
    }

    /** Ends the step that is under way if nobody wants any of it. */
    void cancelled() {
        synchronized (computing) {
            if (!computingSlots.isEmpty() && computingSlots.stream().allMatch(Slot::isCancelled)) {
                context.abort();
            }
        }
        arrivals.add(WAKE);
    }

    /** Makes the loop end soon; generations under way fail. */
    void close() {
        closed = true;
        synchronized (computing) {
            if (!computingSlots.isEmpty()) {
                context.abort();
            }
        }
        arrivals.add(WAKE);
    }

    @Override
    public void run() {
        try (context;
                batch) {
            stepUntilClosed();
        }
    }

    private void stepUntilClosed() {
        MullamaException end = shuttingDown();
        try {
            while (!closed) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "the decode thread ended by an error", e);
            end = new MullamaException(ErrorCode.INTERNAL, "the decode thread ended by an error", "see the log");
        } finally {
            closed = true;
            failAll(end);
        }
    }

    private void step() throws InterruptedException {
        takeArrivals();
        slots.forEach(Slot::releaseIfCancelled);
        assignWaiting();
        List<Slot> batched = fillBatch();
        if (!batched.isEmpty()) {
            compute(batched);
        }
    }

    /** Waits for work where there is none. */
    private void takeArrivals() throws InterruptedException {
        boolean idle = waiting.isEmpty() && slots.stream().allMatch(Slot::isIdle);
        Optional<Generation> arrival = idle ? arrivals.take() : arrivals.poll();
        while (arrival != null) {
            arrival.ifPresent(waiting::add);
            arrival = arrivals.poll();
        }
    }

    private void assignWaiting() {
        while (!waiting.isEmpty()) {
            Generation next = waiting.element();
            if (next.isCancelled()) {
                Usage none = new Usage(next.request().prompt().length, 0, 0, next.age());
                next.emit(new GenerationEvent.Finished(FinishReason.CANCELLED, none));
            } else if (!assign(next)) {
                return;
            }
            waiting.remove();
        }
    }

    /** Gives the generation an idle slot; false if none is idle. */
    private boolean assign(Generation generation) {
        int[] prompt = generation.request().prompt();
        List<Slot> idle = slots.stream().filter(Slot::isIdle).toList();
        if (idle.isEmpty()) {
            return false;
        }
        List<SlotChoice.Candidate> candidates =
                idle.stream().map(slot -> slot.asCandidate(prompt)).toList();
        idle.get(SlotChoice.best(candidates, prompt.length)).assign(generation, ++assignments);
        return true;
    }

    /** Generating slots first: a long prompt takes what room they leave. */
    private List<Slot> fillBatch() {
        batch.clear();
        List<Slot> batched = new ArrayList<>(slots.size());
        slots.stream().filter(slot -> slot.remaining() == 1).forEach(batched::add);
        slots.stream().filter(slot -> slot.remaining() > 1).forEach(batched::add);
        batched.forEach(slot -> slot.addTo(batch, batch.capacity() - batch.size()));
        batched.removeIf(slot -> !slot.isInBatch());
        return batched;
    }

    private void compute(List<Slot> batched) {
        permit.acquire();
        try {
            if (decode(batched)) {
                batched.forEach(Slot::computed);
            } else {
                batched.forEach(Slot::goBack);
            }
        } catch (LlamaException e) {
            MullamaException error =
                    new MullamaException(ErrorCode.INFERENCE_FAILED, e.getMessage(), e.hint()).causedBy(e);
            batched.forEach(slot -> slot.fail(error));
        } finally {
            permit.release();
        }
    }

    /** Computes the batch; false if a cancellation ended that. */
    private boolean decode(List<Slot> batched) {
        try {
            return begin(batched) && context.decode(batch);
        } finally {
            end();
        }
    }

    /** From here on a cancellation may abort; false if that has come before. */
    private boolean begin(List<Slot> batched) {
        synchronized (computing) {
            context.clearAbort();
            computingSlots = batched;
            return !closed && !batched.stream().allMatch(Slot::isCancelled);
        }
    }

    private void end() {
        synchronized (computing) {
            computingSlots = List.of();
        }
    }

    private void failAll(MullamaException error) {
        slots.stream().filter(slot -> !slot.isIdle()).forEach(slot -> slot.fail(error));
        arrivals.forEach(arrival -> arrival.ifPresent(waiting::add));
        waiting.forEach(generation -> generation.emit(new GenerationEvent.Failed(error)));
    }

    private static MullamaException shuttingDown() {
        return new MullamaException(ErrorCode.SHUTTING_DOWN, "the model is being unloaded", "try again");
    }
}
