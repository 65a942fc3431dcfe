package io.mullama.engine;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** An engine without a model: every character is a token, and a generation tells what the test emits. Thread-safe. */
public final class FakeEngine implements Engine {
    private final Path file;
    private final Runnable onClose;
    private final AtomicInteger closes = new AtomicInteger();
    private final List<Generation> generations = new CopyOnWriteArrayList<>();
    private final List<EmbeddingRequest> embedded = new CopyOnWriteArrayList<>();
    private volatile boolean alive = true;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int room = Integer.MAX_VALUE;
    private volatile int context = 512;

    public FakeEngine(Path file) {
        this(file, () -> {});
    }

    FakeEngine(Path file, Runnable onClose) {
        this.file = file;
        this.onClose = onClose;
    }

    public Path file() {
        return file;
    }

    /** How often it was closed. */
    public int closes() {
        return closes.get();
    }

    /** What was submitted, in that order. */
    public List<Generation> generations() {
        return generations;
    }

    @Override
    public int[] tokenize(List<PromptPart> prompt) {
        return prompt.stream().flatMapToInt(part -> part.text().chars()).toArray();
    }

    /** One more, of the number 1, where a text is framed. */
    @Override
    public int[] tokenize(PlainText text) {
        IntStream characters = text.text().chars();
        return (text.framed() ? IntStream.concat(IntStream.of(1), characters) : characters).toArray();
    }

    /** A token of 255 or less is that byte. */
    @Override
    public List<byte[]> pieces(int[] tokens) {
        return IntStream.of(tokens).mapToObj(FakeEngine::piece).toList();
    }

    private static byte[] piece(int token) {
        return token < 256
                ? new byte[] {(byte) token}
                : Character.toString(token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] detokenize(int[] tokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        pieces(tokens).forEach(text::writeBytes);
        return text.toByteArray();
    }

    /** Those of all three after each other. */
    @Override
    public Optional<int[]> fillTokens(String prefix, String suffix) {
        return Optional.of((prefix + "<fill>" + suffix).chars().toArray());
    }

    @Override
    public boolean hasToken(String text) {
        return text.length() == 1;
    }

    @Override
    public List<TokenText> spell(int[] tokens) {
        return IntStream.of(tokens)
                .mapToObj(token -> new TokenText(token, Character.toString(token)))
                .toList();
    }

    @Override
    public Generation submit(GenerationRequest request) {
        if (generations.size() >= room) {
            throw new MullamaException(ErrorCode.OVERLOADED, "the queue is full", "try again later");
        }
        if (request.prompt().length >= contextSize()) {
            throw new MullamaException(ErrorCode.CONTEXT_LENGTH_EXCEEDED, "the prompt is too long", "shorten it");
        }
        Generation generation = new Generation(request, () -> {});
        generations.add(generation);
        return generation;
    }

    /** Takes no more than so many generations in all. */
    public void bound(int most) {
        room = most;
    }

    /** Gives it another context than that of 512 tokens. */
    public void widen(int tokens) {
        context = tokens;
    }

    /** What was asked for, by the order of submission. */
    public GenerationRequest request(int index) {
        return generations.get(index).request();
    }

    /** The prompt of a request as the text it was. */
    public String prompt(int index) {
        return IntStream.of(request(index).prompt())
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A vector for each input: how many characters it has, or tokens, and nothing else. */
    @Override
    public Embeddings embed(EmbeddingRequest request, BooleanSupplier cancelled) {
        embedded.add(request);
        List<float[]> vectors = request.inputs().stream()
                .map(input -> new float[] {
                    input instanceof EmbeddingInput.Text text ? text.text().length() : 0, 0.5f
                })
                .toList();
        return new Embeddings(vectors, vectors.size(), 1, List.of());
    }

    /** A score for each document: how many characters it has. */
    @Override
    public Ranking rerank(RankingRequest request, BooleanSupplier cancelled) {
        float[] scores = new float[request.documents().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = request.documents().get(i).length();
        }
        return new Ranking(scores, scores.length, List.of());
    }

    /** What was to be embedded, in the order of asking. */
    public List<EmbeddingRequest> embedded() {
        return embedded;
    }

    @Override
    public int contextSize() {
        return context;
    }

    @Override
    public int threads() {
        return 3;
    }

    @Override
    public int gpuLayers() {
        return 7;
    }

    @Override
    public String beginOfSequence() {
        return "<s>";
    }

    @Override
    public String endOfSequence() {
        return "</s>";
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    /** Ends as an engine does whose decode thread met an error. */
    public void die() {
        alive = false;
    }

    @Override
    public long sizeBytes() {
        return 1000;
    }

    /** Lets its closing wait from now on. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    @Override
    public void close() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        closes.incrementAndGet();
        onClose.run();
    }
}
