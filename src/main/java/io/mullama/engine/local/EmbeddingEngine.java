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
import io.mullama.gguf.GgufException;
import io.mullama.gguf.ModelParts;
import io.mullama.llama.Model;
import io.mullama.llama.Pooling;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** An engine in this process for a model that generates nothing: embeddings, or scores, alone. Thread-safe. */
final class EmbeddingEngine implements Engine {
    private static final Set<String> CLASSIFIER = Set.of("cls.weight", "cls.output.weight");

    private final Model model;
    private final Path file;
    private final Embedder embedder;
    private final PromptTokenizer tokenizer;
    private final int contextSize;
    private final int threads;
    private final int gpuLayers;
    private volatile boolean alive = true;

    private EmbeddingEngine(Model model, Path file, EngineParameters parameters, ComputePermit permit) {
        this.model = model;
        this.file = file;
        this.contextSize = KvLayout.contextSize(parameters, model.trainedContextSize());
        this.threads = CpuTopology.threads(parameters, model.sizeBytes());
        this.gpuLayers = model.layersOnGpu(parameters.gpuLayers());
        this.tokenizer = new PromptTokenizer(model.vocab());
        this.embedder = new Embedder(model, file, pooling(model, file), parameters, permit);
    }

    /**
     * Takes the model over once it has returned.
     *
     * @throws MullamaException if it is of a kind that cannot embed, or there is not enough memory
     */
    static EmbeddingEngine of(Model model, Path file, EngineParameters parameters, ComputePermit permit) {
        if (model.traits().isEncoderDecoder()) {
            throw new MullamaException(
                    ErrorCode.MODEL_LOAD_FAILED,
                    "%s has an encoder and a decoder (%s), which mullama does not run"
                            .formatted(file, model.traits().architecture()),
                    "take a model that only generates, or only embeds");
        }
        EmbeddingEngine engine = new EmbeddingEngine(model, file, parameters, permit);
        engine.embedder.prepare();
        return engine;
    }

    /** The model's own, that of a classifier head which the metadata do not mention, else the mean. */
    private static Pooling pooling(Model model, Path file) {
        Pooling own = model.traits().pooling().orElse(Pooling.NONE);
        if (own != Pooling.NONE) {
            return own;
        }
        return hasClassifierHead(file) ? Pooling.RANK : Pooling.MEAN;
    }

    static boolean hasClassifierHead(Path file) {
        try {
            return ModelParts.read(file).tensors().stream().anyMatch(tensor -> CLASSIFIER.contains(tensor.name()));
        } catch (IOException | GgufException e) {
            throw new MullamaException(
                            ErrorCode.MODEL_LOAD_FAILED, file + " can no longer be read", "get the file again")
                    .causedBy(e);
        }
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
        throw MullamaException.invalidField(
                "model",
                file + " was made for embeddings or scores and generates no text",
                "name a model that generates");
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
        return alive;
    }

    @Override
    public long sizeBytes() {
        return model.sizeBytes();
    }

    @Override
    public void close() {
        alive = false;
        embedder.close();
        model.close();
    }
}
