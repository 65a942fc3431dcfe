package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import io.mullama.llama.LlamaLibrary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thinking and tool calls of a real model, held in their stages. */
final class StagesNativeIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String WEATHER = "What is the weather in Paris?";
    private static final String TOOLS = "Tools:\n{\"type\": \"function\", \"function\": {\"name\": \"get_weather\", "
            + "\"description\": \"Get the weather in a city\", \"parameters\": {\"type\": \"object\", \"properties\": "
            + "{\"city\": {\"type\": \"string\"}}, \"required\": [\"city\"]}}}\n";
    private static final Stage.Exit THOUGHT = new Stage.Exit("</think>", 1);

    /** The rest of a call that asks for another field than the model was trained on. */
    private static final Stage.Rules CALL = new Stage.Rules(
            "root ::= \"\\n{\\\"name\\\": \\\"get_weather\\\", \\\"arguments\\\": {\\\"place\\\": \\\"\" [A-Za-z ]{1,20} "
                    + "\"\\\"}}\\n</tool_call>\"",
            "tools");

    private static final String CALLED =
            "<tool_call>\n\\{\"name\": \"get_weather\", \"arguments\": \\{\"place\": \"[A-Za-z ]+\"}}\n</tool_call>";

    private static Answers tiny;

    @BeforeAll
    static void load() {
        tiny = new Answers();
    }

    @AfterAll
    static void unload() {
        tiny.close();
    }

    @Test
    void thinkingIsFollowedByWhatRulesWant() throws Exception {
        AnswerPlan plan = plan(
                Stage.free(THOUGHT),
                Stage.following(
                        new Stage.Rules("root ::= \"\\n\"* \"{\\\"capital\\\": \\\"\" [A-Za-z]+ \"\\\"}\"", "format"),
                        Stage.END));
        Answers.Answer answer = answer(thinking(FRANCE), 100, plan);

        assertThat(answer.text()).containsOnlyOnce("</think>");
        assertThat(afterThinking(answer)).isEqualTo("{\"capital\": \"Paris\"}");
        assertThat(answer.reason()).isEqualTo(FinishReason.STOP);
        for (int seed = 0; seed < 10; seed++) {
            SamplingOptions hot = SamplingOptions.ofTemperature(1.5).withSeed(seed);
            Answers.Answer other = tiny.answer(request(thinking(FRANCE), 400, hot, plan));
            if (other.reason() == FinishReason.STOP && other.text().contains("</think>")) {
                assertThat(afterThinking(other)).matches("\\{\"capital\": \"[A-Za-z]+\"}");
            }
        }
    }

    @Test
    void aBudgetClosesThinking() throws Exception {
        Stage thinking = Stage.free(THOUGHT).withBudget(new Stage.Budget(3, "\n</think>\n"));
        Answers.Answer answer = answer(thinking(FRANCE), 100, plan(thinking, Stage.FREE));
        String thought = answer.text().substring(0, answer.text().indexOf("\n</think>"));

        assertThat(tiny.engine().tokenize(List.of(new PromptPart(thought, false))))
                .hasSize(3);
        assertThat(afterThinking(answer)).isEqualTo("The capital of France is Paris.");
    }

    @Test
    void whatTheBudgetWritesCountsAndIsToldOf() throws Exception {
        Stage thinking = Stage.free(THOUGHT).withBudget(new Stage.Budget(0, "</think>\n"));
        for (boolean afterSampling : new boolean[] {false, true}) {
            SamplingOptions telling =
                    SamplingOptions.GREEDY.withReporting(new SamplingOptions.Reporting(0, afterSampling));
            Answers.Answer answer = tiny.answer(request(thinking(FRANCE), 5, telling, plan(thinking, Stage.FREE)));

            assertThat(answer.text()).startsWith("</think>\nThe ");
            assertThat(answer.usage().completionTokens()).isEqualTo(5);
            assertThat(answer.tokens()).hasSize(5);
        }
    }

    @Test
    void whereTheModelWouldEndThinkingWithoutAnAnswerItIsClosed() throws Exception {
        Stage.Rules fixed = new Stage.Rules("root ::= \"{}\"", "format");
        Stage untilDone =
                new Stage(null, List.of(new Stage.Exit("<done>", 1)), 1, new Stage.Budget(1000, "<done>"), true);

        // The model thinks nothing here: it answers, and ends.
        assertThat(answer(question(FRANCE), 100, plan(untilDone, Stage.following(fixed, Stage.END)))
                        .text())
                .isEqualTo("The capital of France is Paris.<done>{}");
    }

    @Test
    void stopTextsDoNotCountInThinking() throws Exception {
        String plain = answer(thinking(FRANCE), 100, AnswerPlan.FREE).text();
        String thought = plain.substring(0, plain.indexOf("</think>"));
        assertThat(thought).contains("France");
        assertThat(plain.substring(thought.length())).contains("France");

        GenerationRequest request = request(
                thinking(FRANCE),
                100,
                SamplingOptions.GREEDY,
                plan(Stage.free(THOUGHT).withoutStops(), Stage.FREE));
        Answers.Answer answer = tiny.answer(new GenerationRequest(
                request.prompt(), 100, request.sampling(), List.of("France"), Shortcuts.DEFAULT, request.plan()));

        assertThat(answer.text()).isEqualTo(plain.substring(0, plain.indexOf("France", thought.length())));
    }

    @Test
    void aCallIsHeldToItsRulesOnceItHasBegun() throws Exception {
        AnswerPlan lazy = plan(Stage.free(new Stage.Exit("<tool_call>", 1)), Stage.following(CALL, 0));

        assertThat(answer(tools(WEATHER), 100, AnswerPlan.FREE).text()).contains("{\"city\": \"Paris\"}");
        assertThat(answer(tools(WEATHER), 100, lazy).text()).matches(CALLED);
        assertThat(answer(question(FRANCE), 100, lazy).text()).isEqualTo("The capital of France is Paris.");
    }

    @Test
    void aCallCanBeDemandedWhereTheModelWouldMakeNone() throws Exception {
        AnswerPlan required = plan(
                Stage.following(
                        new Stage.Rules("root ::= \"<tool_call>\"", "tools"),
                        Stage.END,
                        new Stage.Exit("<tool_call>", 1)),
                Stage.following(CALL, Stage.END));

        for (SamplingOptions sampling :
                List.of(SamplingOptions.GREEDY, SamplingOptions.ofTemperature(1).withSeed(3))) {
            assertThat(tiny.answer(request(question("Hello"), 100, sampling, required))
                            .text())
                    .matches(CALLED);
        }
    }

    @Test
    void guessingAheadAndStepsOfOthersChangeNothing() throws Exception {
        Stage thinking = Stage.free(THOUGHT).withBudget(new Stage.Budget(4, "\n</think>\n"));
        AnswerPlan plan = plan(
                thinking,
                Stage.following(
                        new Stage.Rules("root ::= (\"Paris, \" | \"Rome, \"){12} \".\"", "grammar"), Stage.END));
        Answers.Answer alone = answer(thinking(FRANCE), -1, plan);
        GenerationRequest request = request(thinking(FRANCE), -1, SamplingOptions.GREEDY, plan);

        assertThat(tiny.answer(Answers.planned(request, new Shortcuts(true, true), plan))
                        .text())
                .isEqualTo(alone.text());
    }

    @Test
    void anAnswerWithStagesLosesNothingWhenItStepsBack() throws Exception {
        AnswerPlan plan = plan(
                Stage.free(new Stage.Exit("!", 1)).withBudget(new Stage.Budget(40, "!")),
                Stage.following(new Stage.Rules("root ::= [a-z ]{200}", "grammar"), Stage.END));
        EngineParameters roomy = EngineParameters.of(512, 1);
        String alone = crowd(roomy, plan).get(0);

        assertThat(alone).matches("(?s)[^!]*![a-z ]{200}");
        assertThat(crowd(EngineParameters.of(512, 3).withKvSize(512), plan)).containsOnly(alone);
    }

    private static List<String> crowd(EngineParameters parameters, AnswerPlan plan) throws Exception {
        try (Engine engine = LocalEngine.load(
                LlamaLibrary.load(Installation.natives()), Installation.tiny(), parameters, new ComputePermit())) {
            GenerationRequest request = request(question("Tell me a story"), -1, SamplingOptions.GREEDY, plan);
            List<Generation> running = new ArrayList<>();
            for (int i = 0; i < parameters.parallel(); i++) {
                running.add(engine.submit(request));
            }
            List<String> texts = new ArrayList<>();
            for (Generation generation : running) {
                texts.add(Answers.end(generation).text());
            }
            return texts;
        }
    }

    @Test
    void aVocabularyTellsWhichTextsAreTokens() {
        Engine engine = tiny.engine();

        assertThat(engine.hasToken("<think>")).isTrue();
        assertThat(engine.hasToken("<|im_end|>")).isTrue();
        assertThat(engine.hasToken("<|channel|>")).isFalse();
        assertThat(engine.hasToken("the")).isFalse();
        assertThat(engine.hasToken("")).isFalse();
        int[] tokens = engine.tokenize(List.of(new PromptPart("<|im_start|>user\nHi", true)));
        assertThat(engine.spell(tokens))
                .extracting("text")
                .startsWith("<|im_start|>")
                .contains("Ċ");
        assertThat(engine.spell(tokens)).extracting("id").startsWith(1528);
        assertThat(engine.fillTokens("a", "b")).isEmpty();
    }

    private static String afterThinking(Answers.Answer answer) {
        return answer.text()
                .substring(answer.text().indexOf("</think>") + "</think>".length())
                .strip();
    }

    private static AnswerPlan plan(Stage... stages) {
        return new AnswerPlan(List.of(stages), List.of());
    }

    private static List<PromptPart> question(String text) {
        return List.of(
                new PromptPart("<|im_start|>user\n", true),
                new PromptPart(text, false),
                new PromptPart("<|im_end|>\n<|im_start|>assistant\n", true));
    }

    private static List<PromptPart> thinking(String text) {
        List<PromptPart> parts = new ArrayList<>(question(text));
        parts.add(new PromptPart("<think>\n", true));
        return parts;
    }

    private static List<PromptPart> tools(String text) {
        List<PromptPart> parts = new ArrayList<>();
        parts.add(new PromptPart("<|im_start|>system\n" + TOOLS + "<|im_end|>\n", true));
        parts.addAll(question(text));
        return parts;
    }

    private static Answers.Answer answer(List<PromptPart> prompt, int maxTokens, AnswerPlan plan) throws Exception {
        return tiny.answer(request(prompt, maxTokens, SamplingOptions.GREEDY, plan));
    }

    private static GenerationRequest request(
            List<PromptPart> prompt, int maxTokens, SamplingOptions sampling, AnswerPlan plan) {
        return new GenerationRequest(
                tiny.engine().tokenize(prompt), maxTokens, sampling, List.of(), Shortcuts.DEFAULT, plan);
    }
}
