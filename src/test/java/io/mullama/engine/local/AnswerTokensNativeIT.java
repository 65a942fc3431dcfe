package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.llama.LlamaLibrary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tokens that a generation tells of its answer, with which a conversation goes on. */
final class AnswerTokensNativeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String QUESTION =
            "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant\n";

    private static Engine engine;

    @BeforeAll
    static void load() {
        engine = LocalEngine.load(
                LlamaLibrary.load(Installation.natives()),
                Installation.tiny(),
                EngineParameters.of(512, 1),
                new ComputePermit());
    }

    @AfterAll
    static void unload() {
        engine.close();
    }

    @Test
    void theOneThatEndedItIsTheLast() throws Exception {
        int[] tokens = answer(List.of(), 64);

        assertThat(text(tokens)).isEqualTo("The capital of France is Paris.<|im_end|>");
    }

    @Test
    void aStopTextIsNoneOfThemAndEndsItLikeTheModelItself() throws Exception {
        int[] tokens = answer(List.of("France"), 64);

        assertThat(text(tokens)).isEqualTo("The capital of<|im_end|>");
    }

    @Test
    void anAnswerThatIsCutHasNoEnd() throws Exception {
        assertThat(answer(List.of(), 3)).hasSize(3);
    }

    private static int[] answer(List<String> stop, int most) throws InterruptedException {
        int[] prompt = engine.tokenize(List.of(new PromptPart(QUESTION, true)));
        Generation generation = engine.submit(new GenerationRequest(prompt, most, SamplingOptions.GREEDY, stop));
        GenerationEvent event = generation.poll(PATIENCE);
        while (event instanceof GenerationEvent.Piece) {
            event = generation.poll(PATIENCE);
        }
        assertThat(event).isInstanceOf(GenerationEvent.Finished.class);
        return generation.answer();
    }

    private static String text(int[] tokens) {
        return new String(engine.detokenize(tokens), StandardCharsets.UTF_8);
    }
}
