package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.Installation;
import io.mullama.SlowModel;
import io.mullama.engine.Engine;
import io.mullama.engine.FinishReason;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.llama.LlamaLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that never ends an answer by itself: what ends it then. */
final class EndlessAnswerNativeIT {
    private static final SamplingOptions GREEDY = SamplingOptions.GREEDY;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONTEXT = 4100;

    @TempDir
    static Path folder;

    private static Engine engine;

    @BeforeAll
    static void load() throws Exception {
        engine = LocalEngine.load(
                LlamaLibrary.load(Installation.natives()),
                SlowModel.write(folder.resolve("slow.gguf")),
                EngineParameters.of(CONTEXT, 2),
                new ComputePermit());
    }

    @AfterAll
    static void unload() {
        engine.close();
    }

    @Test
    void theContextSizeEndsItToTheToken() throws Exception {
        // llama.cpp rounds a context up to a multiple of 256; what was asked for is what holds.
        Generation generation = submit(CONTEXT - 5);

        GenerationEvent.Finished end = end(generation);
        assertThat(end.reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(end.usage().completionTokens()).isEqualTo(5);
    }

    @Test
    void cancellingEndsItWhileItGenerates() throws Exception {
        Generation generation = submit(10);
        assertThat(generation.poll(PATIENCE)).isInstanceOf(GenerationEvent.Piece.class);

        generation.cancel();

        GenerationEvent.Finished end = end(generation);
        assertThat(end.reason()).isEqualTo(FinishReason.CANCELLED);
        assertThat(end.usage().completionTokens()).isLessThan(CONTEXT - 10);
    }

    @Test
    void cancellingInPrefillEndsItAndTheSlotIsUsableAfterwards() throws Exception {
        for (int round = 0; round < 5; round++) {
            int[] unseen = prompt(4000, 200 + round);
            Generation generation = engine.submit(new GenerationRequest(unseen, -1, GREEDY, List.of()));
            generation.poll(Duration.ofMillis(20L * round));
            generation.cancel();

            GenerationEvent.Finished end = end(generation);
            assertThat(end.reason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(end.usage().completionTokens()).isZero();
        }

        GenerationEvent.Finished next = end(engine.submit(new GenerationRequest(prompt(700), 3, GREEDY, List.of())));
        assertThat(next.usage().completionTokens()).isEqualTo(3);
    }

    @Test
    void cancellingOneDoesNotEndTheOther() throws Exception {
        Generation other = engine.submit(new GenerationRequest(prompt(10), 60, GREEDY, List.of()));
        Generation generation = submit(3000);
        generation.cancel();

        assertThat(end(generation).reason()).isEqualTo(FinishReason.CANCELLED);
        assertThat(end(other).usage().completionTokens()).isEqualTo(60);
    }

    private static Generation submit(int promptTokens) {
        return engine.submit(new GenerationRequest(prompt(promptTokens), -1, GREEDY, List.of()));
    }

    private static int[] prompt(int tokens) {
        return prompt(tokens, 100);
    }

    private static int[] prompt(int tokens, int firstToken) {
        int[] prompt = new int[tokens];
        Arrays.setAll(prompt, i -> firstToken + i % 1000);
        return prompt;
    }

    private static GenerationEvent.Finished end(Generation generation) throws InterruptedException {
        while (true) {
            GenerationEvent event = generation.poll(PATIENCE);
            if (event instanceof GenerationEvent.Finished finished) {
                return finished;
            }
            assertThat(event).isInstanceOf(GenerationEvent.Piece.class);
        }
    }
}
