package io.mullama.engine.local;

import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PlainText;
import io.mullama.engine.PromptPart;
import io.mullama.engine.Ranking;
import io.mullama.engine.RankingRequest;
import io.mullama.engine.TokenText;
import io.mullama.llama.Context;
import io.mullama.llama.ContextParameters;
import io.mullama.llama.LlamaException;
import io.mullama.llama.LlamaLibrary;
import io.mullama.llama.Model;
import io.mullama.llama.Pooling;
import io.mullama.llama.Vocab;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/** An engine in this process: a model, its context and the decode thread that owns it. Thread-safe. */
public final class LocalEngine implements Engine {
    /** Tokens in one step: how much prefill a new stream waits for, and a cancellation at most. */
    static final int BATCH_SIZE = 512;

    private static final int LEAST_OUTPUTS = 16;

    private final Model model;
    private final PromptTokenizer tokenizer;
    private final SamplingPlanner planner;
    private final DecodeLoop loop;
    private final Embedder embedder;
    private final Thread thread;
    private final int contextSize;
    private final int threads;
    private final int gpuLayers;

    /** A decode thread that has not begun, and what it will do. */
    private record Decoding(DecodeLoop loop, Thread thread) {}

    private LocalEngine(
            Model model, KvLayout layout, Decoding decoding, Embedder embedder, EngineParameters parameters) {
        this.model = model;
        this.tokenizer = new PromptTokenizer(model.vocab());
        this.contextSize = layout.contextSize();
        this.planner = new SamplingPlanner(model.vocab(), contextSize);
        this.threads = threads(model, parameters).current();
        this.gpuLayers = model.layersOnGpu(parameters.gpuLayers());
        this.loop = decoding.loop;
        this.embedder = embedder;
        this.thread = decoding.thread;
    }

    /**
     * Loads a model, one for embeddings into an {@link EmbeddingEngine}; blocks while it does.
     *
     * @throws MullamaException if it cannot be loaded
     */
    public static Engine load(LlamaLibrary library, Path file, EngineParameters parameters, ComputePermit permit) {
        return load(library, file, parameters, permit, LocalEngine::thread);
    }

    /** The same with a decode thread from elsewhere. */
    static Engine load(
            LlamaLibrary library, Path file, EngineParameters parameters, ComputePermit permit, ThreadFactory threads) {
        try {
            Model model = Model.load(library, file, parameters.gpuLayers(), parameters.loraAdapters());
            try {
                return model.traits().generates()
                        ? generating(model, file, parameters, permit, threads)
                        : EmbeddingEngine.of(model, file, parameters, permit);
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
        } catch (LlamaException e) {
            throw new MullamaException(ErrorCode.MODEL_LOAD_FAILED, e.getMessage(), e.hint()).causedBy(e);
        }
    }

    private static Thread thread(Runnable loop) {
        Thread thread = new Thread(loop, "decode");
        thread.setDaemon(true);
        return thread;
    }

    private static LocalEngine generating(
            Model model, Path file, EngineParameters parameters, ComputePermit permit, ThreadFactory threads) {
        KvLayout layout = KvLayout.of(parameters, model.trainedContextSize());
        DecodeLoop loop = decodeLoop(model, layout, parameters, permit);
        try {
            Decoding decoding = new Decoding(loop, threads.newThread(loop));
            Embedder embedder = new Embedder(model, file, Pooling.MEAN, parameters, permit);
            LocalEngine engine = new LocalEngine(model, layout, decoding, embedder, parameters);
            decoding.thread.start();
            return engine;
        } catch (RuntimeException | Error e) {
            // Whoever runs a closed loop frees what it has.
            loop.close();
            loop.run();
            throw e;
        }
    }

    private static DecodeLoop decodeLoop(
            Model model, KvLayout layout, EngineParameters parameters, ComputePermit permit) {
        Context context = context(model, layout, parameters);
        try {
            return decodeLoop(context, layout, parameters, permit);
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    private static Context context(Model model, KvLayout layout, EngineParameters parameters) {
        return Context.create(
                model,
                new ContextParameters(
                        layout.cells(),
                        parameters.parallel(),
                        layout.unified(),
                        BATCH_SIZE,
                        outputs(parameters),
                        parameters.flash()));
    }

    /** A number that was asked for is kept to; else the machine decides. */
    static ThreadCount threads(Model model, EngineParameters parameters) {
        int cores = CpuTopology.physicalCores();
        boolean onGpu = model.layersOnGpu(parameters.gpuLayers()) > 0;
        return parameters.threads() > 0
                ? ThreadCount.fixed(parameters.threads())
                : onGpu ? ThreadCount.fixed(cores) : ThreadCount.upTo(CpuTopology.threadsFor(model.sizeBytes(), cores));
    }

    /**
     * Each answer's next token, and those that it may guess; rounded up to a power of two. With some other numbers, 18
     * or 72, llama.cpp takes a fifth longer for every prompt (performance.md).
     */
    static int outputs(EngineParameters parameters) {
        int wanted = Math.min(BATCH_SIZE, parameters.parallel() * (1 + NgramDraft.MOST));
        return Math.max(LEAST_OUTPUTS, Integer.highestOneBit(2 * wanted - 1));
    }

    private static DecodeLoop decodeLoop(
            Context context, KvLayout layout, EngineParameters parameters, ComputePermit permit) {
        Vocab vocab = context.model().vocab();
        Sequences sequences = new Sequences(
                new ContextKvCache(context, layout.unified()),
                new Cells(layout.cells(), parameters.parallel()),
                new PromptCache(parameters.promptCacheBytes()),
                parameters.parallel());
        Scheduler scheduler = new Scheduler(
                sequences,
                new Admission(sequences, new RereadLog(vocab::text)),
                new PrefillBudget(parameters.maxStall(), BATCH_SIZE),
                BATCH_SIZE);
        return new DecodeLoop(
                scheduler,
                sequences,
                new BatchRunner(context, permit, threads(context.model(), parameters), BATCH_SIZE),
                parameters.maxQueue());
    }

    @Override
    public int[] tokenize(List<PromptPart> prompt) {
        return tokenizer.tokenize(prompt);
    }

    @Override
    public int[] tokenize(PlainText text) {
        return model.vocab().tokenize(text.text(), text.framed(), text.special());
    }

    @Override
    public List<byte[]> pieces(int[] tokens) {
        return tokenizer.pieces(tokens);
    }

    @Override
    public byte[] detokenize(int[] tokens) {
        return tokenizer.detokenize(tokens);
    }

    @Override
    public Optional<int[]> fillTokens(String prefix, String suffix) {
        return tokenizer.fill(prefix, suffix);
    }

    @Override
    public boolean hasToken(String text) {
        return tokenizer.isSpecialToken(text);
    }

    @Override
    public List<TokenText> spell(int[] tokens) {
        return tokenizer.spell(tokens);
    }

    @Override
    public Generation submit(GenerationRequest request) {
        int length = request.prompt().length;
        if (length == 0) {
            throw MullamaException.invalidField("prompt", "the prompt is empty");
        }
        if (length >= contextSize) {
            throw new MullamaException(
                    ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                    "the prompt has %d tokens and the context has room for %d".formatted(length, contextSize - 1),
                    contextSize < model.trainedContextSize()
                            ? "shorten it, or serve with a larger --context-size"
                            : "shorten it: the model was trained on no more");
        }
        SamplingPlan sampling = planner.plan(request.sampling(), request.plan());
        Generation generation = new Generation(request, loop::cancelled);
        loop.submit(generation, task -> new Answer(task, sampling));
        return generation;
    }

    @Override
    public Embeddings embed(EmbeddingRequest request, BooleanSupplier cancelled) {
        return embedder.embed(request, cancelled);
    }

    @Override
    public Ranking rerank(RankingRequest request, BooleanSupplier cancelled) {
        return embedder.rerank(request, cancelled);
    }

    @Override
    public int contextSize() {
        return contextSize;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int gpuLayers() {
        return gpuLayers;
    }

    @Override
    public String beginOfSequence() {
        return model.vocab().text(model.vocab().beginOfSequence());
    }

    @Override
    public String endOfSequence() {
        return model.vocab().text(model.vocab().endOfSequence());
    }

    @Override
    public boolean isAlive() {
        return loop.isAlive();
    }

    @Override
    public long sizeBytes() {
        return model.sizeBytes();
    }

    @Override
    public void close() {
        loop.close();
        embedder.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        model.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
