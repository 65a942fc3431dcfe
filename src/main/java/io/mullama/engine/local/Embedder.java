package io.mullama.engine.local;

import com.sun.management.OperatingSystemMXBean;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.engine.InputCut;
import io.mullama.engine.Ranking;
import io.mullama.engine.RankingRequest;
import io.mullama.llama.Model;
import io.mullama.llama.Pooling;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What a model gives beside generated text: embeddings, or scores of documents where it has a classifier head. It
 * computes on the threads that ask, in a context of its own, made at the first request. Thread-safe.
 */
final class Embedder implements AutoCloseable {
    private final Model model;
    private final Path file;
    private final int contextSize;
    private final Pooling pooling;
    private final InputTokenizer tokenizer;
    private final PooledVectors vectors;

    /** Read by whoever uses the model, so that it is not freed under them; written by closing. */
    private final ReentrantReadWriteLock users = new ReentrantReadWriteLock();

    /** Tokens to compute, and which inputs were cut. */
    private record Tokens(List<int[]> inputs, int count, List<InputCut> cuts) {}

    Embedder(Model model, Path file, Pooling pooling, EngineParameters parameters, ComputePermit permit) {
        this.model = model;
        this.file = file;
        this.contextSize = KvLayout.contextSize(parameters, model.trainedContextSize());
        this.pooling = pooling;
        this.tokenizer = new InputTokenizer(model.vocab(), model.rerankTemplate(), contextSize);
        ThreadCount threads = LocalEngine.threads(model, parameters);
        EmbeddingRoom room = new EmbeddingRoom(model, pooling, parameters.flash());
        this.vectors = new PooledVectors(room, threads, permit, halfOfMemory());
    }

    private static long halfOfMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 2;
    }

    /** Makes the context now. */
    void prepare() {
        vectors.prepare();
    }

    /**
     * The vectors of a request's inputs.
     *
     * @throws MullamaException if the model gives none, or an input does not fit
     */
    Embeddings embed(EmbeddingRequest request, BooleanSupplier cancelled) {
        return whileOpen(cancelled, () -> {
            if (pooling == Pooling.RANK) {
                throw refused(file + " is a reranking model: it gives scores, not embeddings");
            }
            int dimensions = dimensions(request);
            List<EmbeddingInput> inputs = request.inputs();
            Tokens tokens = tokens(
                    inputs.size(),
                    i -> inputName(i, request),
                    request.truncate(),
                    cancelled,
                    i -> tokens(inputs.get(i), i, request));
            PooledVectors.Pooled pooled = vectors.compute(tokens.inputs, cancelled);
            requireFinite(pooled.vectors(), i -> inputName(i, request));
            List<float[]> embeddings = pooled.vectors().stream()
                    .map(vector -> Vectors.normalised(vector, dimensions))
                    .toList();
            return new Embeddings(embeddings, tokens.count, pooled.batches(), tokens.cuts);
        });
    }

    /**
     * The scores of documents.
     *
     * @throws MullamaException if the model gives none, or a document does not fit beside the query
     */
    Ranking rerank(RankingRequest request, BooleanSupplier cancelled) {
        return whileOpen(cancelled, () -> {
            if (pooling != Pooling.RANK) {
                throw refused(file + " has no classifier head to score documents with");
            }
            List<String> documents = request.documents();
            Tokens tokens = tokens(
                    documents.size(),
                    i -> "documents[" + i + "]",
                    request.truncate(),
                    cancelled,
                    i -> tokenizer.pair(request.query(), documents.get(i), request.truncate()));
            List<float[]> outputs = vectors.compute(tokens.inputs, cancelled).vectors();
            requireFinite(outputs, i -> "documents[" + i + "]");
            float[] scores = new float[outputs.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = outputs.get(i)[0];
            }
            return new Ranking(scores, tokens.count, tokens.cuts);
        });
    }

    private int dimensions(EmbeddingRequest request) {
        int most = model.embeddingSize();
        int asked = request.dimensions().orElse(most);
        if (asked < 1 || asked > most) {
            throw MullamaException.invalidField(
                    "dimensions", "'dimensions' must be between 1 and %d, not %d".formatted(most, asked));
        }
        return asked;
    }

    /** One alone may have come without a list around it. */
    private static String inputName(int index, EmbeddingRequest request) {
        return request.inputs().size() == 1 ? "input" : "input[" + index + "]";
    }

    private InputTokenizer.Tokenized tokens(EmbeddingInput input, int index, EmbeddingRequest request) {
        return input instanceof EmbeddingInput.Tokens given
                ? tokenizer.tokens(given.tokens(), inputName(index, request), request.truncate())
                : tokenizer.text(((EmbeddingInput.Text) input).text(), request.truncate());
    }

    private Tokens tokens(
            int count,
            IntFunction<String> names,
            boolean truncate,
            BooleanSupplier cancelled,
            IntFunction<InputTokenizer.Tokenized> tokenize) {
        List<int[]> inputs = new ArrayList<>(count);
        List<InputCut> cuts = new ArrayList<>();
        int sum = 0;
        for (int i = 0; i < count; i++) {
            vectors.requireWanted(cancelled);
            InputTokenizer.Tokenized tokenized = tokenize.apply(i);
            int length = tokenized.tokens().length;
            String name = names.apply(i);
            if (length == 0) {
                throw MullamaException.invalidField(name, "'" + name + "' has no tokens");
            }
            if (length > contextSize) {
                throw tooLong(name, length, truncate);
            }
            if (length < tokenized.uncut()) {
                cuts.add(new InputCut(i, tokenized.uncut(), length));
            }
            inputs.add(tokenized.tokens());
            sum = Math.addExact(sum, length);
        }
        return new Tokens(inputs, sum, cuts);
    }

    private MullamaException tooLong(String name, int length, boolean truncate) {
        List<String> ways = new ArrayList<>(List.of("shorten it"));
        if (!truncate) {
            ways.add("set truncate");
        }
        if (contextSize < model.trainedContextSize()) {
            ways.add("serve with a larger --context-size");
        }
        return new MullamaException(
                        ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                        "'%s' has %d tokens and the context has room for %d".formatted(name, length, contextSize),
                        choices(ways))
                .about(name);
    }

    /** {@code a, b, or c}. */
    private static String choices(List<String> ways) {
        int last = ways.size() - 1;
        return last == 0 ? ways.get(0) : String.join(", ", ways.subList(0, last)) + ", or " + ways.get(last);
    }

    private void requireFinite(List<float[]> vectorsOfAll, IntFunction<String> names) {
        for (int i = 0; i < vectorsOfAll.size(); i++) {
            if (!Vectors.isFinite(vectorsOfAll.get(i))) {
                throw new MullamaException(
                        ErrorCode.INFERENCE_FAILED,
                        "%s gave no finite numbers for '%s'".formatted(file, names.apply(i)),
                        "get another file of this model");
            }
        }
    }

    private static MullamaException refused(String what) {
        return MullamaException.invalidField("model", what, "name another model");
    }

    private <T> T whileOpen(BooleanSupplier cancelled, Supplier<T> work) {
        users.readLock().lock();
        try {
            vectors.requireWanted(cancelled);
            return work.get();
        } finally {
            users.readLock().unlock();
        }
    }

    /** Ends what is under way and frees the memory; when it returns, nobody uses the model through this any more. */
    @Override
    public void close() {
        vectors.stop();
        users.writeLock().lock();
        try {
            vectors.close();
        } finally {
            users.writeLock().unlock();
        }
    }
}
