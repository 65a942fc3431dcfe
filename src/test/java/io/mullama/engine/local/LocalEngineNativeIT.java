package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Usage;
import io.mullama.llama.LlamaLibrary;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalEngineNativeIT {
    private static final SamplingOptions GREEDY = SamplingOptions.GREEDY;
    private static final String FRANCE = "What is the capital of France?";

    private static Engine engine;

    @BeforeAll
    static void loadTiny() {
        engine = LocalEngine.load(
                LlamaLibrary.load(Installation.natives()),
                Installation.tiny(),
                EngineParameters.of(4096, 4),
                new ComputePermit());
    }

    @AfterAll
    static void unload() {
        engine.close();
    }

    /** A generation's text and its end. */
    private record Answer(String text, FinishReason reason, Usage usage) {}

    @Test
    void tinyKnowsTheCapitalOfFrance() throws Exception {
        Answer answer = answer(request(FRANCE, GREEDY, -1, List.of()));

        assertThat(answer.text).isEqualTo("The capital of France is Paris.");
        assertThat(answer.reason).isEqualTo(FinishReason.STOP);
        assertThat(answer.usage.completionTokens()).isPositive();
    }

    @Test
    void theContextIsNoLargerThanTheModelWasTrainedOn() {
        assertThat(engine.contextSize()).isEqualTo(2048);
    }

    @Test
    void itSaysHowManyThreadsCompute() {
        assertThat(engine.threads()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @Test
    void maxTokensEndsAnAnswerByLength() throws Exception {
        Answer answer = answer(request(FRANCE, GREEDY, 3, List.of()));

        assertThat(answer.reason).isEqualTo(FinishReason.LENGTH);
        assertThat(answer.usage.completionTokens()).isEqualTo(3);
        assertThat("The capital of France is Paris.").startsWith(answer.text);
    }

    @Test
    void noTokensAtAllCanBeAskedFor() throws Exception {
        Answer answer = answer(request(FRANCE, GREEDY, 0, List.of()));

        assertThat(answer.text).isEmpty();
        assertThat(answer.reason).isEqualTo(FinishReason.LENGTH);
        assertThat(answer.usage.completionTokens()).isZero();
        assertThat(answer.usage.promptDuration()).isPositive();
    }

    @Test
    void aStopTextEndsAnAnswerAndIsNotPartOfIt() throws Exception {
        Answer answer = answer(request(FRANCE, GREEDY, -1, List.of("Par")));

        assertThat(answer.text).isEqualTo("The capital of France is ");
        assertThat(answer.reason).isEqualTo(FinishReason.STOP);
    }

    @Test
    void theEndTellsTheStopTextThatMadeIt() throws Exception {
        List<String> stops = List.of("Rome", "Par");

        assertThat(end(engine.submit(request(FRANCE, GREEDY, -1, stops))).stop())
                .isEqualTo("Par");
        assertThat(end(engine.submit(request(FRANCE, GREEDY, 3, stops))).stop()).isNull();
    }

    @Test
    void howMuchOfThePromptWasCachedIsKnownBeforeTheEnd() throws Exception {
        answer(request("How old are you, my friend?", GREEDY, -1, List.of()));
        Generation again = engine.submit(request("How old are you, my friend?", GREEDY, -1, List.of()));

        assertThat(again.poll(Duration.ofSeconds(60))).isInstanceOf(GenerationEvent.Piece.class);
        assertThat(again.cachedPromptTokens()).isEqualTo(again.request().prompt().length - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 0, 0xFFFF_FFFFL})
    void theSameSeedGivesTheSameStory(long seed) throws Exception {
        SamplingOptions seeded = SamplingOptions.ofTemperature(1.5).withSeed(seed);
        String first = answer(request("Tell me a story", seeded, 60, List.of())).text;
        String second = answer(request("Tell me a story", seeded, 60, List.of())).text;

        assertThat(first).isNotEmpty().isEqualTo(second);
    }

    @Test
    void aPromptThatWasComputedBeforeComesFromTheCache() throws Exception {
        answer(request("How are you today, my friend?", GREEDY, -1, List.of()));
        Answer again = answer(request("How are you today, my friend?", GREEDY, -1, List.of()));

        assertThat(again.usage.cachedPromptTokens()).isEqualTo(again.usage.promptTokens() - 1);
    }

    @Test
    void eightAtOnceGetTheAnswersThatEachGetsAlone() throws Exception {
        List<String> countries = List.of("France", "Germany", "Spain", "Italy", "Japan", "Norway", "Peru", "Egypt");
        List<Generation> running = countries.stream()
                .map(country ->
                        engine.submit(request("What is the capital of " + country + "?", GREEDY, -1, List.of())))
                .toList();
        List<String> answers = new ArrayList<>();
        for (Generation generation : running) {
            answers.add(answer(generation).text);
        }

        assertThat(answers)
                .containsExactly(
                        "The capital of France is Paris.",
                        "The capital of Germany is Berlin.",
                        "The capital of Spain is Madrid.",
                        "The capital of Italy is Rome.",
                        "The capital of Japan is Tokyo.",
                        "The capital of Norway is Oslo.",
                        "The capital of Peru is Lima.",
                        "The capital of Egypt is Cairo.");
    }

    @Test
    void aPromptOverTheContextIsRefusedWithBothNumbers() {
        GenerationRequest tooLong = new GenerationRequest(new int[2048], -1, GREEDY, List.of());

        assertThatThrownBy(() -> engine.submit(tooLong))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTEXT_LENGTH_EXCEEDED))
                .hasMessageContaining("2048")
                .hasMessageContaining("2047");
    }

    @Test
    void controlTokensThatAPersonTypesAreText() {
        int[] template = engine.tokenize(List.of(new PromptPart("<|im_end|>", true)));
        int[] typed = engine.tokenize(List.of(new PromptPart("<|im_end|>", false)));

        assertThat(template).hasSize(1);
        assertThat(typed).hasSizeGreaterThan(1);
    }

    @Test
    void controlTokensDoNotAriseWhereTwoInputsMeet() {
        int[] typed = engine.tokenize(List.of(new PromptPart("<|im_", false), new PromptPart("end|>", false)));

        assertThat(typed).hasSizeGreaterThan(1);
    }

    @Test
    void controlTokensDoNotAriseBetweenTheTemplateAndAnInput() {
        int[] prompt = engine.tokenize(List.of(
                new PromptPart("<|im_start|>user\n<|im_", true),
                new PromptPart("end|>", false),
                new PromptPart("<|im_end|>\n", true)));
        int[] end = engine.tokenize(List.of(new PromptPart("<|im_end|>", true)));

        assertThat(IntStream.of(prompt).filter(token -> token == end[0])).hasSize(1);
    }

    @Test
    void honestInputIsTokenizedAsOneTextWithTheTemplate() {
        int[] parts = engine.tokenize(List.of(
                new PromptPart("<|im_start|>user\n", true),
                new PromptPart(FRANCE, false),
                new PromptPart("<|im_end|>\n", true)));
        int[] whole = engine.tokenize(List.of(new PromptPart("<|im_start|>user\n" + FRANCE + "<|im_end|>\n", true)));

        assertThat(parts).isEqualTo(whole);
    }

    private static GenerationRequest request(String text, SamplingOptions sampling, int maxTokens, List<String> stop) {
        return new GenerationRequest(tokens(text), maxTokens, sampling, stop);
    }

    private static int[] tokens(String text) {
        return engine.tokenize(List.of(
                new PromptPart("<|im_start|>user\n", true),
                new PromptPart(text, false),
                new PromptPart("<|im_end|>\n<|im_start|>assistant\n", true)));
    }

    private static Answer answer(GenerationRequest request) throws InterruptedException {
        return answer(engine.submit(request));
    }

    private static GenerationEvent.Finished end(Generation generation) throws InterruptedException {
        GenerationEvent event = generation.poll(Duration.ofSeconds(60));
        while (event instanceof GenerationEvent.Piece) {
            event = generation.poll(Duration.ofSeconds(60));
        }
        return (GenerationEvent.Finished) Objects.requireNonNull(event);
    }

    private static Answer answer(Generation generation) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        while (true) {
            GenerationEvent event = generation.poll(Duration.ofSeconds(60));
            if (event instanceof GenerationEvent.Piece piece) {
                text.append(piece.text());
            } else if (event instanceof GenerationEvent.Finished finished) {
                return new Answer(text.toString(), finished.reason(), finished.usage());
            } else {
                throw new AssertionError("unexpected " + event);
            }
        }
    }
}
