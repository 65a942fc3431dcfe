package io.mullama.engine.local;

import static io.mullama.engine.local.Embedding.cosine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mullama.BertModel;
import io.mullama.Qwen3Model;
import io.mullama.T5Model;
import io.mullama.engine.Embeddings;
import io.mullama.engine.Engine;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.InputCut;
import io.mullama.engine.Ranking;
import io.mullama.engine.RankingRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models made for embeddings or for scores. The numbers that are expected were computed by another program from the
 * same files, in numpy and double precision.
 */
final class EncoderNativeIT {
    private static final String FRANCE = "what is the capital of france";
    private static final String NORWAY = "what is the capital of norway";
    private static final String CAT = "a small cat sat on the mat";
    private static final String BOOKS = "book ".repeat(40);
    private static final String STORY = "Tell me a story about a llama. ".repeat(90);
    private static final Offset<Float> NEAR = within(2e-3f);

    @TempDir
    static Path folder;

    private static Engine first;
    private static Engine mean;
    private static Engine ranker;
    private static Engine last;
    private static Engine prompted;

    @BeforeAll
    static void load() throws Exception {
        first = Embedding.load(BertModel.write(folder.resolve("first.gguf"), 2));
        mean = Embedding.load(BertModel.write(folder.resolve("mean.gguf"), 1));
        ranker = Embedding.load(
                BertModel.writeRanker(folder.resolve("ranker.gguf"), model -> model.u32("bert.pooling_type", 4)));
        last = Embedding.load(Qwen3Model.write(folder.resolve("last.gguf")));
        prompted = Embedding.load(Qwen3Model.writeRanker(folder.resolve("prompted.gguf")));
    }

    @AfterAll
    static void unload() {
        engines().forEach(Engine::close);
    }

    private static List<Engine> engines() {
        return List.of(first, mean, ranker, last, prompted);
    }

    @Test
    void anEncoderThatSaysSoGivesTheVectorOfTheFirstToken() {
        List<float[]> vectors = Embedding.of(first, FRANCE, CAT, BOOKS).vectors();

        assertThat(Arrays.copyOf(vectors.get(0), 4)).containsExactly(values(0.1039, -0.2639, -0.1056, -0.3120), NEAR);
        assertThat(Arrays.copyOf(vectors.get(1), 4)).containsExactly(values(0.1761, -0.3219, -0.2551, -0.2533), NEAR);
        assertThat(Arrays.copyOf(vectors.get(2), 4)).containsExactly(values(-0.1460, -0.2847, -0.2890, -0.1480), NEAR);
    }

    @Test
    void anEmptyTextIsTheTokensAroundIt() {
        Embeddings both = Embedding.of(mean, CAT, "");

        assertThat(both.tokens() - Embedding.of(mean, CAT).tokens()).isEqualTo(2);
        assertThat(both.vectors().get(1)).hasSameSizeAs(both.vectors().get(0));
    }

    @Test
    void anEncoderThatSaysSoGivesTheMean() {
        List<float[]> vectors = Embedding.of(mean, FRANCE, CAT, BOOKS).vectors();

        assertThat(Arrays.copyOf(vectors.get(0), 4)).containsExactly(values(0.0901, -0.1656, -0.1656, -0.2581), NEAR);
        assertThat(Arrays.copyOf(vectors.get(1), 4)).containsExactly(values(0.0718, -0.2302, -0.2445, -0.2367), NEAR);
        assertThat(Arrays.copyOf(vectors.get(2), 4)).containsExactly(values(-0.2228, -0.2105, -0.3506, -0.0997), NEAR);
    }

    @Test
    void anEncoderThatSaysNothingGivesTheMean() throws Exception {
        try (Engine silent = Embedding.load(BertModel.write(folder.resolve("silent.gguf"), -1))) {
            assertThat(Embedding.alone(silent, CAT)).containsExactly(Embedding.alone(mean, CAT), within(1e-5f));
        }
    }

    @Test
    void aDecoderThatSaysSoGivesTheVectorOfTheEndThatItsTokenizerAdds() {
        Embeddings embeddings = Embedding.of(last, "What is the capital of France?", "A llama reads a book.");

        assertThat(embeddings.tokens()).isEqualTo(9 + 10);
        assertThat(Arrays.copyOf(embeddings.vectors().get(0), 4))
                .containsExactly(values(0.0603, 0.0799, -0.2889, -0.1529), NEAR);
        assertThat(Arrays.copyOf(embeddings.vectors().get(1), 4))
                .containsExactly(values(-0.2218, 0.0656, -0.1580, -0.0737), NEAR);
    }

    @Test
    void aLongInputOfADecoderIsComputedInPartsWithTheSameEnd() {
        Embeddings embeddings = Embedding.of(last, STORY);

        assertThat(embeddings.tokens()).isEqualTo(811);
        assertThat(embeddings.batches()).isGreaterThan(1);
        assertThat(Arrays.copyOf(embeddings.vectors().get(0), 4))
                .containsExactly(values(0.1425, -0.0999, -0.2135, -0.3039), within(5e-3f));
    }

    @Test
    void aRankerScoresEachDocumentAgainstTheQuery() {
        Ranking ranking = Embedding.ranked(ranker, NORWAY, FRANCE, CAT, "llama zebra", BOOKS);

        assertThat(ranking.scores()).containsExactly(values(-0.4959, -1.5160, -0.7019, 0.4024), within(5e-3f));
    }

    @Test
    void aClassifierHeadThatTheMetadataDoNotMentionIsFound() throws Exception {
        try (Engine unnamed = Embedding.load(BertModel.writeRanker(folder.resolve("unnamed.gguf"), model -> {}))) {
            assertThat(Embedding.ranked(unnamed, NORWAY, CAT).scores()).containsExactly(values(-1.5160), within(5e-3f));
        }
    }

    @Test
    void aRankersOwnPromptIsUsed() {
        Ranking ranking = Embedding.ranked(
                prompted, "Where is Oslo?", "What is the capital of France?", "A llama reads a book.", STORY);

        assertThat(ranking.tokens()).isGreaterThan(35 + 837);
        assertThat(ranking.scores()).containsExactly(values(0.9612, 0.9744, 0.9797), within(2e-3f));
    }

    @Test
    void aPromptLikeTheSeparatorsGivesTheSameScores() throws Exception {
        Path file = BertModel.writeRanker(
                folder.resolve("template.gguf"),
                model -> model.u32("bert.pooling_type", 4)
                        .text("tokenizer.chat_template.rerank", "{query}[SEP]{document}[SEP]"));
        try (Engine templated = Embedding.load(file)) {
            assertThat(Embedding.ranked(templated, NORWAY, CAT).scores())
                    .containsExactly(Embedding.ranked(ranker, NORWAY, CAT).scores(), within(1e-4f));
        }
    }

    @Test
    void aThousandInputsAreComputedInFewBatches() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            texts.add(i % 2 == 0 ? FRANCE : CAT);
        }
        Embeddings all = Embedding.of(first, texts.toArray(String[]::new));

        assertThat(all.batches()).isLessThanOrEqualTo(all.tokens() / 16);
        assertThat(all.vectors())
                .hasSize(1000)
                .allSatisfy(vector -> assertThat(vector).hasSize(BertModel.WIDTH));
        assertThat(cosine(all.vectors().get(998), Embedding.alone(first, FRANCE)))
                .isCloseTo(1, within(1e-4));
        assertThat(cosine(all.vectors().get(999), Embedding.alone(first, CAT))).isCloseTo(1, within(1e-4));
    }

    @Test
    void aCutInputKeepsTheTokenThatEndsIt() {
        Embeddings cut = Embedding.truncated(first, CAT, "book ".repeat(100));
        float[] longest = Embedding.alone(first, "book ".repeat(BertModel.CONTEXT - 2));

        assertThat(cut.cuts()).containsExactly(new InputCut(1, 102, BertModel.CONTEXT));
        assertThat(cosine(cut.vectors().get(1), longest)).isCloseTo(1, within(1e-4));
    }

    @Test
    void aCutDocumentKeepsWhatStandsAroundIt() {
        Ranking bert = ranker.rerank(new RankingRequest(NORWAY, List.of("book ".repeat(99)), true), Embedding.NEVER);
        Ranking longest = Embedding.ranked(ranker, NORWAY, "book ".repeat(BertModel.CONTEXT - 9));

        assertThat(bert.cuts()).containsExactly(new InputCut(0, 108, BertModel.CONTEXT));
        assertThat(bert.scores()).containsExactly(longest.scores(), within(1e-4f));

        String pages = "Tell me a story about a llama. ".repeat(300);
        Ranking qwen = prompted.rerank(new RankingRequest("llama", List.of("a", pages), true), Embedding.NEVER);
        assertThat(qwen.cuts()).hasSize(1);
        assertThat(qwen.cuts().get(0).index()).isEqualTo(1);
        assertThat(qwen.cuts().get(0).kept()).isBetween(1020, 1024);
    }

    @Test
    void anInputOverTheContextOfAnEncoderIsRefusedByItsPlace() {
        assertThatThrownBy(() -> Embedding.of(first, CAT, CAT, "book ".repeat(63)))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue("input[2]"))
                .hasMessage("'input[2]' has 65 tokens and the context has room for 64");
        assertThat(Embedding.of(first, "book ".repeat(62)).tokens()).isEqualTo(64);
    }

    @Test
    void aDocumentOverTheContextIsRefusedByItsPlace() {
        assertThatThrownBy(() -> Embedding.ranked(ranker, NORWAY, CAT, "book ".repeat(60)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_LENGTH_EXCEEDED);
                    assertThat(e.param()).hasValue("documents[1]");
                })
                .hasMessage("'documents[1]' has 69 tokens and the context has room for 64");
    }

    @Test
    void aQueryThatLeavesNoRoomForADocumentIsRefusedEvenWhereCuttingIsAskedFor() {
        RankingRequest full = new RankingRequest("book ".repeat(61), List.of(CAT), true);
        RankingRequest prompt = new RankingRequest("llama ".repeat(1500), List.of(CAT), true);

        assertThatThrownBy(() -> ranker.rerank(full, Embedding.NEVER))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.param()).hasValue("query"))
                .hasMessage("'query' takes 64 of the context's 64 tokens and leaves no room for a document");
        assertThatThrownBy(() -> prompted.rerank(prompt, Embedding.NEVER))
                .isInstanceOf(MullamaException.class)
                .hasMessageContaining("of the context's 1024 tokens and leaves no room");
    }

    @Test
    void aSeparatorThatAPersonTypesIsText() {
        float[] typed = Embedding.alone(first, "cat [SEP] dog");
        float[] meant = Embedding.ofTokens(first, 2, 7, 3, 8, 3).vectors().get(0);

        assertThat(cosine(typed, meant)).isLessThan(0.999);
    }

    @Test
    void modelsForEmbeddingsAndScoresGenerateNothing() {
        SamplingOptions greedy = SamplingOptions.GREEDY;
        GenerationRequest request = new GenerationRequest(new int[] {5}, 1, greedy, List.of());

        assertThat(engines())
                .allSatisfy(engine -> assertThatThrownBy(() -> engine.submit(request))
                        .isInstanceOfSatisfying(MullamaException.class, e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                            assertThat(e.param()).hasValue("model");
                            assertThat(e.hint()).hasValue("name a model that generates");
                        })
                        .hasMessageContaining(folder.toString())
                        .hasMessageContaining("was made for embeddings or scores and generates no text"));
    }

    @Test
    void anEncoderThatIsToldToEncodeGivesTheMean() throws Exception {
        try (Engine t5 = Embedding.load(T5Model.writeEncoder(folder.resolve("t5encoder.gguf")))) {
            List<float[]> vectors = Embedding.of(t5, "a llama", "What is the capital of France?", "a llama")
                    .vectors();

            assertThat(vectors.get(0)).hasSize(T5Model.WIDTH);
            assertThat(cosine(vectors.get(0), vectors.get(2))).isCloseTo(1, within(1e-4));
            assertThat(cosine(vectors.get(0), vectors.get(1))).isLessThan(0.99);
            assertThat(cosine(vectors.get(1), Embedding.alone(t5, "What is the capital of France?")))
                    .isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void anEncoderWithADecoderIsNotLoaded() throws Exception {
        Path file = T5Model.writeEncoderAndDecoder(folder.resolve("t5.gguf"));

        assertThatThrownBy(() -> Embedding.load(file))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_LOAD_FAILED);
                    assertThat(e.hint()).isPresent();
                })
                .hasMessage(file + " has an encoder and a decoder (t5), which mullama does not run");
    }

    @Test
    void aFileThatGoesAwayWhileItIsLoadedIsSaid() {
        Path file = folder.resolve("gone.gguf");

        assertThatThrownBy(() -> EmbeddingEngine.hasClassifierHead(file))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_LOAD_FAILED))
                .hasMessage(file + " can no longer be read");
    }

    @Test
    void aModelForEmbeddingsCannotRank() {
        assertThatThrownBy(() -> Embedding.ranked(mean, NORWAY, CAT))
                .isInstanceOf(MullamaException.class)
                .hasMessage(folder.resolve("mean.gguf") + " has no classifier head to score documents with");
    }

    @Test
    void aModelForScoresCannotEmbed() {
        assertThatThrownBy(() -> Embedding.of(ranker, CAT))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.param()).hasValue("model");
                })
                .hasMessage(folder.resolve("ranker.gguf") + " is a reranking model: it gives scores, not embeddings");
    }

    @Test
    void theContextIsNoLargerThanTheModelWasTrainedOn() {
        assertThat(engines()).extracting(Engine::contextSize).containsExactly(64, 64, 64, 1024, 1024);
        assertThat(engines()).allMatch(Engine::isAlive).allMatch(engine -> engine.sizeBytes() > 0);
    }

    private static float[] values(double... numbers) {
        float[] values = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            values[i] = (float) numbers[i];
        }
        return values;
    }
}
