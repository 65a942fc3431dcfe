package io.mullama.server.rest;

import io.mullama.api.BenchResult;
import io.mullama.api.BenchTest;
import io.mullama.engine.Engine;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Measures how fast an engine works, as llama-bench does: random tokens, nothing from the prompt cache, a round to warm
 * up before each test. For one request's thread.
 */
final class Bench {
    /**
     * How often the events are taken, and the client is looked for. Not as they come: a thread that wakes for every token
     * takes its core from those that compute.
     */
    private static final long LOOK_MILLIS = 250;

    private static final int WARM_UP_TOKENS = 16;
    private static final long SEED = 42;
    private static final SamplingOptions ENDLESS = SamplingOptions.GREEDY.endless();
    private static final Shortcuts NONE = new Shortcuts(false, false);

    private final Engine engine;
    private final int vocabularySize;
    private final BooleanSupplier clientGone;
    private final int[] beginning;
    private final Random random = new Random(SEED);

    /** {@code clientGone} is asked while it measures. */
    Bench(Engine engine, int vocabularySize, BooleanSupplier clientGone) {
        this.engine = engine;
        this.vocabularySize = vocabularySize;
        this.clientGone = clientGone;
        this.beginning = engine.tokenize(List.of());
    }

    /**
     * Does a test so many times.
     *
     * @throws IOException if the client has gone
     * @throws io.mullama.model.MullamaException if the engine fails
     */
    BenchResult measure(BenchTest test, int repetitions) throws IOException, InterruptedException {
        run(warmUp(test));
        List<BenchResult.Sample> samples = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            samples.add(run(test));
        }
        return new BenchResult(test, samples);
    }

    private static BenchTest warmUp(BenchTest test) {
        return test.generates()
                ? BenchTest.generation(Math.min(test.generatedTokens(), WARM_UP_TOKENS), test.streams())
                : test;
    }

    private BenchResult.Sample run(BenchTest test) throws IOException, InterruptedException {
        List<GenerationRequest> requests =
                Stream.generate(() -> request(test)).limit(test.streams()).toList();
        List<BenchStream> streams = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (GenerationRequest request : requests) {
                long delay = System.nanoTime() - start;
                streams.add(new BenchStream(engine.submit(request), delay));
            }
            await(streams);
        } finally {
            streams.forEach(BenchStream::cancel);
        }
        return new BenchResult.Sample(
                streams.stream().mapToLong(BenchStream::tokens).sum(),
                streams.stream().mapToLong(BenchStream::endNanos).max().orElse(0));
    }

    private void await(List<BenchStream> streams) throws IOException, InterruptedException {
        CountDownLatch ends = new CountDownLatch(streams.size());
        streams.forEach(stream -> stream.onEnd(ends::countDown));
        while (!ends.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            for (BenchStream stream : streams) {
                stream.take();
            }
            if (clientGone.getAsBoolean()) {
                throw new IOException("the client has gone");
            }
        }
        for (BenchStream stream : streams) {
            stream.take();
        }
    }

    /** An answer follows a prompt of a single token, so that each of its tokens takes a step. */
    private GenerationRequest request(BenchTest test) {
        int[] prompt = prompt(Math.max(1, test.promptTokens()));
        return new GenerationRequest(prompt, test.generatedTokens(), ENDLESS, List.of(), NONE);
    }

    private int[] prompt(int length) {
        int[] tokens = random.ints(length, 0, vocabularySize).toArray();
        System.arraycopy(beginning, 0, tokens, 0, Math.min(beginning.length, length));
        return tokens;
    }
}
