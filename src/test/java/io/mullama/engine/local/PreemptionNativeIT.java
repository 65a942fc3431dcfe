package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.CountingModel;
import io.mullama.Installation;
import io.mullama.engine.Engine;
import io.mullama.engine.Generation;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import io.mullama.llama.LlamaLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of answers whose cells are taken away, with the real library and a model that counts. */
@Timeout(120)
final class PreemptionNativeIT {
    private static final int PROMPT = 30;
    private static final int ANSWER = 300;

    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void write() throws Exception {
        model = CountingModel.write(folder.resolve("counting.gguf"));
    }

    @ParameterizedTest
    @CsvSource({"100000000, false", "100000000, true", "0, false"})
    void whoStepsBackLosesNothingAndRepeatsNothing(long promptCacheBytes, boolean speculate) throws Exception {
        List<String> alone = run(EngineParameters.of(400, 1), new Shortcuts(true, false));
        EngineParameters crowded = EngineParameters.of(400, 4).withKvSize(512).withPromptCacheBytes(promptCacheBytes);

        assertThat(run(crowded, new Shortcuts(true, speculate))).isEqualTo(alone);
    }

    private static List<String> run(EngineParameters parameters, Shortcuts shortcuts) throws InterruptedException {
        try (Engine engine =
                LocalEngine.load(LlamaLibrary.load(Installation.natives()), model, parameters, new ComputePermit())) {
            List<Generation> running = IntStream.range(0, 4)
                    .mapToObj(i -> engine.submit(new GenerationRequest(
                            prompt(100 + 250 * i), ANSWER, SamplingOptions.GREEDY, List.of(), shortcuts)))
                    .toList();
            List<String> answers = new ArrayList<>();
            for (Generation generation : running) {
                Answers.Answer answer = Answers.end(generation);
                assertThat(answer.usage().completionTokens()).isEqualTo(ANSWER);
                answers.add(answer.text());
            }
            return answers;
        }
    }

    private static int[] prompt(int start) {
        int[] prompt = new int[PROMPT];
        Arrays.setAll(prompt, i -> start + i);
        return prompt;
    }
}
