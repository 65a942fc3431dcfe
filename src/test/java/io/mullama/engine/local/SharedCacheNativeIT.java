package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import io.mullama.llama.LlamaLibrary;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests share of one KV cache, with the real library: prefixes, and its cells when they run short. */
@Timeout(120)
final class SharedCacheNativeIT {
    private static final SamplingOptions GREEDY = SamplingOptions.GREEDY;
    private static final String HISTORY = turn("What is the capital of Kenya?", "The capital of Kenya is Nairobi.")
            + turn("What is the capital of Cuba?", "The capital of Cuba is Havana.")
            + turn("What is the capital of India?", "The capital of India is New Delhi.");
    private static final List<String> COUNTRIES =
            List.of("France", "Germany", "Spain", "Italy", "Japan", "Norway", "Peru", "Egypt");
    private static final List<String> CAPITALS =
            List.of("Paris", "Berlin", "Madrid", "Rome", "Tokyo", "Oslo", "Lima", "Cairo");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsThatArriveTogetherComputeTheirCommonBeginningOnce(boolean unified) throws Exception {
        EngineParameters parameters = EngineParameters.of(2048, 8);
        try (Engine engine = load(unified ? parameters.withKvSize(8 * 2048) : parameters)) {
            List<GenerationRequest> requests = COUNTRIES.stream()
                    .map(country -> request(engine, HISTORY, "What is the capital of " + country + "?", 20))
                    .toList();

            List<Answers.Answer> answers = together(engine, requests);

            int computed = answers.stream()
                    .map(Answers.Answer::usage)
                    .mapToInt(usage -> usage.promptTokens() - usage.cachedPromptTokens())
                    .sum();
            int one = requests.get(0).prompt().length;
            assertThat(computed).isLessThan(one + 7 * 40);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).text()).contains(CAPITALS.get(i));
            }
        }
    }

    @Test
    void aConversationThatLeftTheCacheIsNotComputedAgain() throws Exception {
        try (Engine engine = load(EngineParameters.of(2048, 1))) {
            GenerationRequest first = request(engine, HISTORY, "What is the capital of France?", 20);
            String before = Answers.end(engine.submit(first)).text();
            Answers.end(engine.submit(request(engine, "", "What is the capital of Italy?", 20)));

            Answers.Answer again = Answers.end(engine.submit(first));

            assertThat(again.usage().cachedPromptTokens())
                    .isEqualTo(again.usage().promptTokens() - 1);
            assertThat(again.text()).isEqualTo(before);
        }
    }

    @Test
    void moreRequestsThanTheQueueHoldsAreRefusedAtOnce() {
        try (Engine engine = load(EngineParameters.of(2048, 1).withMaxQueue(2))) {
            List<Generation> accepted = new ArrayList<>();

            assertThatThrownBy(() -> IntStream.range(0, 1000)
                            .forEach(
                                    i -> accepted.add(engine.submit(request(engine, HISTORY, "Tell me a story", 500)))))
                    .isInstanceOfSatisfying(
                            MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED))
                    .hasMessage("the queue is full: 3 requests are running or waiting");

            assertThat(accepted).hasSizeGreaterThanOrEqualTo(3);
            accepted.forEach(Generation::cancel);
        }
    }

    @Test
    void aThousandShortRequestsAreAnsweredAndLeaveNothingBehind() throws Exception {
        try (Engine engine = load(EngineParameters.of(256, 8).withMaxQueue(2000))) {
            List<Generation> running = IntStream.range(0, 1000)
                    .mapToObj(i -> engine.submit(
                            request(engine, "", "What is the capital of " + COUNTRIES.get(i % 8) + "?", 12)))
                    .toList();
            for (int i = 0; i < running.size(); i++) {
                assertThat(Answers.end(running.get(i)).text()).contains(CAPITALS.get(i % 8));
            }
        }
    }

    @Test
    void aReaderThatReadsNothingDoesNotStopTheOthers() throws Exception {
        try (Engine engine = load(EngineParameters.of(2048, 2))) {
            Generation unread = engine.submit(request(engine, "", "Tell me a story", -1));

            Answers.Answer read = Answers.end(engine.submit(request(engine, "", "What is the capital of Peru?", 20)));

            assertThat(read.text()).contains("Lima");
            assertThat(Answers.end(unread).reason()).isNotEqualTo(FinishReason.CANCELLED);
        }
    }

    @Test
    void guessingAheadChangesNoAnswer() throws Exception {
        try (Engine engine = load(EngineParameters.of(2048, 4))) {
            List<GenerationRequest> plain = COUNTRIES.stream()
                    .map(country -> request(engine, HISTORY, "What is the capital of " + country + "?", 20))
                    .toList();
            List<GenerationRequest> guessing = plain.stream()
                    .map(request ->
                            new GenerationRequest(request.prompt(), 20, GREEDY, List.of(), new Shortcuts(true, true)))
                    .toList();

            List<String> answers = together(engine, guessing).stream()
                    .map(Answers.Answer::text)
                    .toList();

            assertThat(answers)
                    .containsExactlyElementsOf(CAPITALS.stream()
                            .map(capital -> "The capital of " + COUNTRIES.get(CAPITALS.indexOf(capital)) + " is "
                                    + capital + ".")
                            .toList());
        }
    }

    private static Engine load(EngineParameters parameters) {
        return LocalEngine.load(
                LlamaLibrary.load(Installation.natives()), Installation.tiny(), parameters, new ComputePermit());
    }

    private static GenerationRequest request(Engine engine, String history, String user, int maxTokens) {
        int[] prompt = engine.tokenize(List.of(new PromptPart(history + question(user), true)));
        return new GenerationRequest(prompt, maxTokens, GREEDY, List.of());
    }

    private static String turn(String user, String assistant) {
        return question(user) + assistant + "<|im_end|>\n";
    }

    private static String question(String user) {
        return "<|im_start|>user\n" + user + "<|im_end|>\n<|im_start|>assistant\n";
    }

    private static List<Answers.Answer> together(Engine engine, List<GenerationRequest> requests)
            throws InterruptedException {
        List<Generation> running = requests.stream().map(engine::submit).toList();
        List<Answers.Answer> answers = new ArrayList<>();
        for (Generation generation : running) {
            answers.add(Answers.end(generation));
        }
        return answers;
    }
}
