package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.CountingModel;
import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import io.mullama.llama.LlamaLibrary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Markers that are control tokens, with a model that counts: behind {@code <|im_end|>} come {@code <think>},
 * {@code </think>}, {@code <tool_call>} and {@code </tool_call>}.
 */
final class ControlTokensNativeIT {
    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void load() throws Exception {
        engine = LocalEngine.load(
                LlamaLibrary.load(Installation.natives()),
                CountingModel.writeWithControlTokens(folder.resolve("control.gguf")),
                EngineParameters.of(512, 1),
                new ComputePermit());
    }

    @AfterAll
    static void unload() {
        engine.close();
    }

    @Test
    void controlTokensShowOnlyWhereThatIsWanted() throws Exception {
        AnswerPlan showing =
                new AnswerPlan(List.of(Stage.FREE), List.of("</think>", "</tool_call>", "not one token", "<|im_end|>"));

        assertThat(answer(4, SamplingOptions.GREEDY, AnswerPlan.FREE)).isEmpty();
        assertThat(answer(4, SamplingOptions.GREEDY, showing)).isEqualTo("</think></tool_call>");
    }

    @Test
    void aVisibleTokenLeadsOn() throws Exception {
        List<Stage> stages = List.of(
                Stage.free(new Stage.Exit("<tool_call>", 1)),
                Stage.following(new Stage.Rules("root ::= \"{\" [0-9]{2} \"}</tool_call>\"", "tools"), Stage.END));

        for (SamplingOptions sampling : List.of(
                SamplingOptions.GREEDY, SamplingOptions.ofTemperature(0.5).withSeed(1))) {
            assertThat(answer(20, sampling, new AnswerPlan(stages, List.of("<tool_call>", "</tool_call>"))))
                    .matches("<tool_call>\\{[0-9]{2}}</tool_call>");
        }
        assertThat(answer(3, SamplingOptions.GREEDY, new AnswerPlan(stages, List.of())))
                .isEmpty();
    }

    @Test
    void aBudgetWritesControlTokens() throws Exception {
        AnswerPlan plan = new AnswerPlan(
                List.of(
                        Stage.free(new Stage.Exit("</think>", 1)).withBudget(new Stage.Budget(0, "</think>")),
                        Stage.following(new Stage.Rules("root ::= \"yes\"", "grammar"), Stage.END)),
                List.of("</think>"));

        assertThat(answer(20, SamplingOptions.GREEDY, plan)).isEqualTo("</think>yes");
    }

    @Test
    void aVisibleTokenThatEndsTheAnswerShowsAndEndsIt() throws Exception {
        AnswerPlan ending = new AnswerPlan(
                List.of(Stage.following(new Stage.Rules("root ::= \"yes<|im_end|>\"", "grammar"), Stage.END)),
                List.of("<|im_end|>"));

        assertThat(answer(20, SamplingOptions.GREEDY, ending)).isEqualTo("yes<|im_end|>");
    }

    @Test
    void tokensAreToldByTheTextThatTheyShow() throws Exception {
        SamplingOptions telling = SamplingOptions.GREEDY.withReporting(new SamplingOptions.Reporting(0, false));
        Answers.Answer answer = Answers.end(
                engine.submit(request(1, telling, new AnswerPlan(List.of(Stage.FREE), List.of("<think>")))));

        assertThat(answer.tokens()).hasSize(1);
        assertThat(answer.tokens().get(0).token().bytes()).asString().isEqualTo("<think>");
    }

    @Test
    void aGapIsAskedForByPrefixSuffixAndMiddle() {
        int[] prompt = engine.fillTokens("a<think>", "b").orElseThrow();

        assertThat(engine.spell(prompt))
                .extracting("text")
                .startsWith("<tool_response>", "a", "<")
                .endsWith("</tool_response>", "b", "<|endoftext|>")
                .doesNotContain("<think>");
    }

    private static String answer(int maxTokens, SamplingOptions sampling, AnswerPlan plan) throws Exception {
        return Answers.end(engine.submit(request(maxTokens, sampling, plan))).text();
    }

    private static GenerationRequest request(int maxTokens, SamplingOptions sampling, AnswerPlan plan) {
        int[] prompt = engine.tokenize(List.of(new PromptPart("Hi<|im_end|>", true)));
        return new GenerationRequest(prompt, maxTokens, sampling, List.of(), Shortcuts.DEFAULT, plan);
    }
}
