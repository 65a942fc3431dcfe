package io.mullama.engine.local;

import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.llama.Context;
import io.mullama.llama.LlamaException;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The life of a decode thread, the only one that touches its context: takes what arrives, asks the scheduler for a
 * batch, has it computed, and lets each answer choose its next token. Submitting, cancelling and closing are
 * thread-safe.
 */
final class DecodeLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(DecodeLoop.class.getName());

    /** An arrival that only wakes the thread. */
    private static final Optional<Arrival> WAKE = Optional.empty();

    private final Scheduler scheduler;
    private final Sequences sequences;
    private final BatchRunner runner;
    private final int mostInside;
    private final BlockingQueue<Optional<Arrival>> arrivals = new LinkedBlockingQueue<>();

    /** Generations that have been submitted and have not ended. */
    private final AtomicInteger inside = new AtomicInteger();

    private long arrived;
    private volatile boolean closed;

    /** A generation, and what begins its answer once its prompt is computed. */
    private record Arrival(Generation generation, Function<Task, Answer> answers) {}

    /** Takes the sequences and the runner over: they are closed when the loop ends. */
    DecodeLoop(Scheduler scheduler, Sequences sequences, BatchRunner runner, int maxQueue) {
        this.scheduler = scheduler;
        this.sequences = sequences;
        this.runner = runner;
        this.mostInside = sequences.slots().size() + maxQueue;
    }

    /** Whether it still computes; an error in the decode thread ends it. */
    boolean isAlive() {
        return !closed;
    }

    /**
     * Puts a generation into the queue.
     *
     * @param answers makes its answer, on the decode thread
     * @throws MullamaException if that is full
     */
    void submit(Generation generation, Function<Task, Answer> answers) {
        if (inside.incrementAndGet() > mostInside) {
            inside.decrementAndGet();
            throw new MullamaException(
                    ErrorCode.OVERLOADED,
                    "the queue is full: " + mostInside + " requests are running or waiting",
                    "try again later, or serve with a larger --max-queue");
        }
        Optional<Arrival> arrival = Optional.of(new Arrival(generation, answers));
        arrivals.add(arrival);
        if (closed && arrivals.remove(arrival)) {
            // The thread has looked for the last time; whoever asked must not wait for ever.
            generation.emit(new GenerationEvent.Failed(shuttingDown()));
        }
    }

    /** Ends the step that is under way if nobody wants any of it. */
    void cancelled() {
        runner.abortUnwanted();
        arrivals.add(WAKE);
    }

    /** Makes the loop end soon; generations under way fail. */
    void close() {
        closed = true;
        runner.abort();
        arrivals.add(WAKE);
    }

    @Override
    public void run() {
        try (runner;
                sequences) {
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
        scheduler.removeCancelled().forEach(task -> finish(task, FinishReason.CANCELLED));
        List<Chunk> chunks = scheduler.next();
        if (!chunks.isEmpty()) {
            compute(chunks);
        }
    }

    /** Waits for work where there is none. */
    private void takeArrivals() throws InterruptedException {
        Optional<Arrival> arrival = scheduler.isIdle() ? arrivals.take() : arrivals.poll();
        while (arrival != null) {
            arrival.ifPresent(come -> scheduler.add(new Task(come.generation(), come.answers(), ++arrived)));
            arrival = arrivals.poll();
        }
    }

    private void compute(List<Chunk> chunks) {
        try {
            Context.Outcome outcome = runner.run(chunks);
            if (outcome == Context.Outcome.COMPUTED) {
                choose(chunks);
            } else if (outcome == Context.Outcome.ABORTED) {
                scheduler.undone(chunks);
            } else if (!scheduler.retreat(chunks)) {
                fail(
                        chunks,
                        "the KV cache has no room for the batch",
                        "ask for less, or serve with a larger --context-size or --kv-size");
            }
        } catch (LlamaException e) {
            fail(chunks, e.getMessage(), e.hint());
        }
    }

    /** Lets each answer whose logits are there choose its next token. */
    private void choose(List<Chunk> chunks) {
        boolean[] wanted = new boolean[chunks.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = chunks.get(i).hasOutput();
        }
        scheduler.computed(chunks, runner.took());
        int next = 0;
        for (int i = 0; i < wanted.length; i++) {
            Chunk chunk = chunks.get(i);
            if (wanted[i]) {
                choose(chunk, next + chunk.count() - 1);
            }
            next += chunk.size();
        }
    }

    /** Takes the token after the batch's token at that index, and then those that were guessed, if rightly. */
    private void choose(Chunk chunk, int batchIndex) {
        int[] guess = chunk.guess();
        int accepted = 0;
        Task task = chunk.slot().task();
        Optional<FinishReason> end = next(task, batchIndex);
        while (end.isEmpty() && accepted < guess.length && task.lastToken() == guess[accepted]) {
            accepted++;
            end = next(task, batchIndex + accepted);
        }
        if (guess.length > 0) {
            scheduler.checked(chunk, accepted);
        }
        end.ifPresent(reason -> finish(scheduler.release(chunk.slot()), reason));
    }

    private Optional<FinishReason> next(Task task, int batchIndex) {
        Answer answer = task.answer();
        Optional<FinishReason> end = Optional.empty();
        if (answer == null) {
            task.promptComputed();
            answer = task.beginAnswer();
            end = answer.begin();
        }
        return end.isPresent() ? end : answer.next(runner.context(), batchIndex);
    }

    private void finish(Task task, FinishReason reason) {
        inside.decrementAndGet();
        Answer answer = task.answer();
        if (answer == null) {
            task.generation().emit(new GenerationEvent.Finished(reason, task.usage()));
        } else {
            answer.finish(reason);
            answer.close();
        }
    }

    private void fail(List<Chunk> chunks, String message, String hint) {
        MullamaException error = new MullamaException(ErrorCode.INFERENCE_FAILED, message, hint);
        LOG.log(System.Logger.Level.WARNING, message);
        chunks.forEach(chunk -> fail(scheduler.fail(chunk.slot()), error));
    }

    private void fail(Task task, MullamaException error) {
        inside.decrementAndGet();
        Answer answer = task.answer();
        if (answer != null) {
            answer.close();
        }
        task.generation().emit(new GenerationEvent.Failed(error));
    }

    private void failAll(MullamaException error) {
        scheduler.removeAll().forEach(task -> fail(task, error));
        for (Optional<Arrival> arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
            arrival.ifPresent(come -> come.generation().emit(new GenerationEvent.Failed(error)));
        }
    }

    private static MullamaException shuttingDown() {
        return new MullamaException(ErrorCode.SHUTTING_DOWN, "the model is being unloaded", "try again");
    }
}
