package io.mullama.engine.local;

import io.mullama.Installation;
import io.mullama.engine.EmbeddingInput;
import io.mullama.engine.EmbeddingRequest;
import io.mullama.engine.Embeddings;
import io.mullama.engine.Engine;
import io.mullama.engine.Ranking;
import io.mullama.engine.RankingRequest;
import io.mullama.llama.LlamaLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Requests for embeddings in few words. Stateless. */
final class Embedding {
    static final BooleanSupplier NEVER = () -> false;

    private Embedding() {}

    static Engine load(Path file) {
        return LocalEngine.load(
                LlamaLibrary.load(Installation.natives()), file, EngineParameters.of(4096, 2), new ComputePermit());
    }

    static Embeddings of(Engine engine, String... texts) {
        return engine.embed(request(List.of(texts), false), NEVER);
    }

    /** The vector of one text, computed alone. */
    static float[] alone(Engine engine, String text) {
        return of(engine, text).vectors().get(0);
    }

    static Embeddings truncated(Engine engine, String... texts) {
        return engine.embed(request(List.of(texts), true), NEVER);
    }

    static Embeddings ofTokens(Engine engine, int... tokens) {
        List<EmbeddingInput> inputs = List.of(new EmbeddingInput.Tokens(tokens));
        return engine.embed(new EmbeddingRequest(inputs, OptionalInt.empty(), false), NEVER);
    }

    static Embeddings ofDimensions(Engine engine, int dimensions, String... texts) {
        EmbeddingRequest whole = request(List.of(texts), false);
        return engine.embed(new EmbeddingRequest(whole.inputs(), OptionalInt.of(dimensions), false), NEVER);
    }

    static EmbeddingRequest request(List<String> texts, boolean truncate) {
        Stream<EmbeddingInput> inputs = texts.stream().map(EmbeddingInput.Text::new);
        return new EmbeddingRequest(inputs.toList(), OptionalInt.empty(), truncate);
    }

    static Ranking ranked(Engine engine, String query, String... documents) {
        return engine.rerank(new RankingRequest(query, List.of(documents), false), NEVER);
    }

    /** The cosine of the angle between two vectors of length 1. */
    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
