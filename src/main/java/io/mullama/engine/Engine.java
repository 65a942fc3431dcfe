package io.mullama.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A loaded model that answers, wherever it runs. Thread-safe. */
public interface Engine extends AutoCloseable {

    /** The tokens of a prompt, with exactly one token at its beginning where the model wants one. */
    int[] tokenize(List<PromptPart> prompt);

    /** The tokens of a text by itself, which is no prompt. */
    int[] tokenize(PlainText text);

    /**
     * The bytes that each token stands for, a control token for those of its name; one may be a part of a character.
     *
     * @throws io.mullama.model.MullamaException if the vocabulary has no such token
     */
    List<byte[]> pieces(int[] tokens);

    /**
     * The bytes of the text that the tokens stand for; where they are a part of a text, its ends may be parts of
     * characters.
     *
     * @throws io.mullama.model.MullamaException if the vocabulary has no such token
     */
    byte[] detokenize(int[] tokens);

    /**
     * The prompt that asks for what stands between two texts, in the order prefix, suffix, middle; what is in them is
     * never a control token.
     *
     * @return empty where the vocabulary has no tokens for that
     */
    Optional<int[]> fillTokens(String prefix, String suffix);

    /** Whether the vocabulary has that text as one token that is not ordinary text: {@code <think>}. */
    boolean hasToken(String text);

    /** The tokens of a prompt, for people. */
    List<TokenText> spell(int[] tokens);

    /**
     * Begins a generation; its events come from the decode thread.
     *
     * @throws io.mullama.model.MullamaException if the prompt does not fit into the context, or the sampling asks for
     *     what this model cannot do
     */
    Generation submit(GenerationRequest request);

    /**
     * Computes embeddings, on the thread that asks.
     *
     * @param cancelled asked between batches
     * @throws io.mullama.model.MullamaException if the model gives none, an input does not fit into the context, or
     *     nobody wants them any more
     */
    Embeddings embed(EmbeddingRequest request, BooleanSupplier cancelled);

    /**
     * Scores documents against a query, on the thread that asks.
     *
     * @param cancelled asked between batches
     * @throws io.mullama.model.MullamaException if the model has no classifier head, a document does not fit into the
     *     context, or nobody wants the scores any more
     */
    Ranking rerank(RankingRequest request, BooleanSupplier cancelled);

    /** Tokens that one request may use, prompt and answer together. */
    int contextSize();

    /** CPU threads that compute, at most: fewer while the machine is busy, unless a number was asked for. */
    int threads();

    /** Layers on the GPU. */
    int gpuLayers();

    /** The text of the token that begins a sequence, for templates that write it themselves; empty for none. */
    String beginOfSequence();

    /** The text of the token that ends a sequence; empty for none. */
    String endOfSequence();

    /** Whether it can answer; false after an error that only loading it again can mend. */
    boolean isAlive();

    /** Bytes of weights. */
    long sizeBytes();

    /** Ends what is under way and frees the memory; returns when it is free. */
    @Override
    void close();
}
