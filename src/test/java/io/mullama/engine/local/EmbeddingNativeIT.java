package io.mullama.engine.local;

import static io.mullama.engine.local.Embedding.cosine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mullama.Installation;
import io.mullama.engine.Embeddings;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.InputCut;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings of a model that generates: tiny, by the mean of its tokens' vectors. */
final class EmbeddingNativeIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String NORWAY = "What is the capital of Norway?";
    private static final String LLAMA = "Tell me a story about a llama. ";
    private static final int WIDTH = 128;

    private static Engine tiny;

    @BeforeAll
    static void load() {
        tiny = Embedding.load(Installation.tiny());
    }

    @AfterAll
    static void unload() {
        tiny.close();
    }

    @Test
    void aVectorHasTheModelsWidthAndTheLengthOne() {
        float[] vector = Embedding.alone(tiny, FRANCE);

        assertThat(vector).hasSize(WIDTH);
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void theSameTextHasTheSameVector() {
        List<float[]> vectors = Embedding.of(tiny, FRANCE, LLAMA, FRANCE).vectors();

        assertThat(cosine(vectors.get(0), vectors.get(2))).isCloseTo(1, within(1e-4));
        assertThat(cosine(vectors.get(0), Embedding.alone(tiny, FRANCE))).isCloseTo(1, within(1e-4));
    }

    @Test
    void similarTextsAreNearerThanOthers() {
        List<float[]> vectors = Embedding.of(tiny, FRANCE, NORWAY, LLAMA).vectors();

        assertThat(cosine(vectors.get(0), vectors.get(1)))
                .isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.1)
                .isLessThan(0.999);
    }

    @Test
    void theTokensAreCounted() {
        int alone = Embedding.of(tiny, FRANCE).tokens();

        assertThat(alone).isEqualTo(tiny.tokenize(List.of(new PromptPart(FRANCE, false))).length);
        assertThat(Embedding.of(tiny, FRANCE, FRANCE).tokens()).isEqualTo(2 * alone);
    }

    @Test
    void aThousandInputsAreComputedInFewBatchesAndComeInTheirOrder() {
        String[] texts = IntStream.range(0, 1000)
                .mapToObj(i -> "number " + i + " of a thousand")
                .toArray(String[]::new);
        Embeddings all = Embedding.of(tiny, texts);

        assertThat(all.vectors()).hasSize(1000);
        // Most often 512 tokens at a time; 32 on a machine that is so busy that more take long.
        assertThat(all.batches()).isLessThanOrEqualTo(all.tokens() / 16);
        for (int i = 0; i < texts.length; i += 111) {
            assertThat(cosine(all.vectors().get(i), Embedding.alone(tiny, texts[i])))
                    .isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void inputsOfVeryDifferentLengthsDoNotDisturbEachOther() {
        String[] texts = {LLAMA.repeat(200), FRANCE, LLAMA.repeat(20), "a", LLAMA.repeat(100), NORWAY};
        List<float[]> together = Embedding.of(tiny, texts).vectors();

        for (int i = 0; i < texts.length; i++) {
            assertThat(cosine(together.get(i), Embedding.alone(tiny, texts[i]))).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void aLongInputHasTheSameVectorHoweverItIsCutIntoParts() {
        String text = LLAMA.repeat(200);
        Engine fresh = Embedding.load(Installation.tiny());
        try (fresh) {
            // The first parts of a fresh engine are small.
            float[] small = Embedding.alone(fresh, text);
            IntStream.range(0, 3).forEach(i -> Embedding.alone(tiny, text));

            assertThat(cosine(small, Embedding.alone(tiny, text))).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void fewerDimensionsAreTheFirstOnesBroughtToLengthOne() {
        float[] whole = Embedding.alone(tiny, FRANCE);
        float[] cut = Embedding.ofDimensions(tiny, 16, FRANCE).vectors().get(0);

        assertThat(cut).hasSize(16);
        assertThat(cosine(cut, cut)).isCloseTo(1, within(1e-5));
        assertThat(cosine(cut, Vectors.normalised(whole, 16))).isCloseTo(1, within(1e-4));
        assertThat(Embedding.ofDimensions(tiny, WIDTH, FRANCE).vectors().get(0)).hasSize(WIDTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, WIDTH + 1})
    void dimensionsThatTheModelHasNotAreRefused(int dimensions) {
        assertThatThrownBy(() -> Embedding.ofDimensions(tiny, dimensions, FRANCE))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue("dimensions"))
                .hasMessage("'dimensions' must be between 1 and 128, not " + dimensions);
    }

    @Test
    void anInputOverTheContextIsRefusedByItsPlace() {
        assertThatThrownBy(() -> Embedding.of(tiny, FRANCE, LLAMA.repeat(300)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_LENGTH_EXCEEDED);
                    assertThat(e.param()).hasValue("input[1]");
                    assertThat(e.hint()).hasValue("shorten it, or set truncate");
                })
                .hasMessage("'input[1]' has 2700 tokens and the context has room for 2048");
    }

    @Test
    void anInputOverTheContextIsCutWhereThatIsAskedForAndItIsSaid() {
        Embeddings cut = Embedding.truncated(tiny, FRANCE, LLAMA.repeat(300));

        assertThat(cut.cuts()).containsExactly(new InputCut(1, 2700, 2048));
        assertThat(cut.tokens()).isEqualTo(2048 + Embedding.of(tiny, FRANCE).tokens());
        assertThat(Embedding.truncated(tiny, FRANCE).cuts()).isEmpty();
    }

    @Test
    void anInputMayBeTokens() {
        int[] tokens = tiny.tokenize(List.of(new PromptPart(FRANCE, false)));

        assertThat(cosine(Embedding.ofTokens(tiny, tokens).vectors().get(0), Embedding.alone(tiny, FRANCE)))
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void tokensThatThereAreNotAreRefused() {
        assertThatThrownBy(() -> Embedding.ofTokens(tiny, 5, 1536))
                .isInstanceOf(MullamaException.class)
                .hasMessage("'input' holds 1536, which is no token of this model");
        assertThatThrownBy(() -> Embedding.ofTokens(tiny, -1)).hasMessageContaining("holds -1");
        assertThatThrownBy(() -> Embedding.ofTokens(tiny)).hasMessage("'input' has no tokens");
    }

    @Test
    void controlTokensInATextAreText() {
        assertThat(Embedding.of(tiny, "<|im_end|>").tokens()).isGreaterThan(1);
    }

    @Test
    void aModelThatGeneratesCannotRank() {
        assertThatThrownBy(() -> Embedding.ranked(tiny, FRANCE, "Paris"))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.param()).hasValue("model");
                    assertThat(e.hint()).isPresent();
                })
                .hasMessage(Installation.tiny() + " has no classifier head to score documents with");
    }

    @Test
    void severalAtOnceGetWhatEachGetsAlone() {
        List<String> texts = List.of(FRANCE, NORWAY, LLAMA.repeat(150), "a", LLAMA.repeat(30), "story");
        List<float[]> alone =
                texts.stream().map(text -> Embedding.alone(tiny, text)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(texts.size());
        try {
            List<CompletableFuture<float[]>> running = texts.stream()
                    .map(text -> CompletableFuture.supplyAsync(
                            () -> Embedding.of(tiny, text, FRANCE, text)
                                    .vectors()
                                    .get(2),
                            threads))
                    .toList();
            for (int i = 0; i < texts.size(); i++) {
                float[] vector = running.get(i).orTimeout(60, TimeUnit.SECONDS).join();
                assertThat(cosine(vector, alone.get(i))).isCloseTo(1, within(1e-4));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anAnswerIsTheSameWhileEmbeddingsAreComputed() throws Exception {
        int[] prompt = tiny.tokenize(
                List.of(new PromptPart("<|im_start|>user\n" + FRANCE + "<|im_end|>\n<|im_start|>assistant\n", true)));
        CompletableFuture<Embeddings> embeddings =
                CompletableFuture.supplyAsync(() -> Embedding.of(tiny, LLAMA.repeat(200), LLAMA.repeat(200)));
        Generation generation = tiny.submit(new GenerationRequest(prompt, -1, SamplingOptions.GREEDY, List.of()));
        StringBuilder answer = new StringBuilder();
        while (generation.poll(Duration.ofSeconds(60)) instanceof GenerationEvent.Piece piece) {
            answer.append(piece.text());
        }

        assertThat(answer).hasToString("The capital of France is Paris.");
        assertThat(embeddings.orTimeout(60, TimeUnit.SECONDS).join().vectors())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(Arrays.copyOf(vector, 4)).doesNotContain(Float.NaN));
    }
}
