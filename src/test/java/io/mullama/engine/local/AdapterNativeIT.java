package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mullama.Installation;
import io.mullama.TinyAdapter;
import io.mullama.engine.Adapter;
import io.mullama.engine.Engine;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.ModelSource;
import io.mullama.engine.PromptPart;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgufReader;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny with LoRA adapters. */
final class AdapterNativeIT {
    private static final String PARIS = "The capital of France is Paris.";
    private static final LocalEngines ENGINES = new LocalEngines(Installation.natives(), EngineParameters.of(512, 1));

    @TempDir
    static Path folder;

    private static Path strong;
    private static Path opposite;

    @BeforeAll
    static void writeAdapters() throws Exception {
        strong = TinyAdapter.write(folder.resolve("strong.gguf"), 1);
        opposite = TinyAdapter.write(folder.resolve("opposite.gguf"), -1);
    }

    @Test
    void anAdapterChangesTheAnswer() throws Exception {
        assertThat(answer()).isEqualTo(PARIS);
        assertThat(answer(new Adapter(strong, 1))).isNotEqualTo(PARIS);
    }

    @Test
    void anAdapterOfScaleZeroChangesNothing() throws Exception {
        assertThat(answer(new Adapter(strong, 0))).isEqualTo(PARIS);
    }

    @Test
    void severalAdaptersAreAppliedTogether() throws Exception {
        assertThat(answer(new Adapter(opposite, 1))).isNotEqualTo(PARIS);
        assertThat(answer(new Adapter(strong, 1), new Adapter(opposite, 1))).isEqualTo(PARIS);
        assertThat(answer(new Adapter(strong, 0.25f), new Adapter(strong, 0.75f), new Adapter(opposite, 1)))
                .isEqualTo(PARIS);
    }

    @Test
    void theScaleSaysHowStronglyAnAdapterIsApplied() throws Exception {
        float[] none = embedding();
        float[] weak = embedding(new Adapter(strong, 0.01f));
        float[] full = embedding(new Adapter(strong, 1));

        assertThat(Embedding.cosine(none, weak))
                .isGreaterThan(Embedding.cosine(none, full))
                .isLessThan(1);
    }

    @Test
    void embeddingsAreComputedWithTheAdapters() throws Exception {
        float[] none = embedding();

        assertThat(Embedding.cosine(none, embedding(new Adapter(strong, 1)))).isLessThan(0.9);
        assertThat(Embedding.cosine(none, embedding(new Adapter(strong, 1), new Adapter(opposite, 1))))
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void anAdapterCountsAsMemoryThatTheModelNeeds() throws Exception {
        long plain = ENGINES.need(source()).weights();

        assertThat(ENGINES.need(source(new Adapter(strong, 1))).weights() - plain)
                .isEqualTo(Files.size(strong));
    }

    @Test
    void anAdapterForAnotherModelIsRefusedWithTheReason() throws Exception {
        Path other = TinyAdapter.writeForAnotherModel(folder.resolve("other.gguf"));

        assertRefused(
                other,
                ErrorCode.MODEL_LOAD_FAILED,
                "the adapter " + other
                        + " cannot be loaded: failed to apply lora adapter: tensor 'blk.0.attn_output.weight' has incorrect shape"
                        + " (hint: maybe wrong base model?)",
                "take an adapter that was made for this model");
    }

    @Test
    void aModelIsNoAdapter() {
        assertRefused(
                Installation.tiny(),
                ErrorCode.MODEL_LOAD_FAILED,
                "the adapter " + Installation.tiny() + " is no adapter but of type ''",
                "give a LoRA adapter as GGUF file");
    }

    @Test
    void anAdapterThatIsNotThereIsSaid() {
        Path missing = folder.resolve("missing.gguf");

        assertRefused(
                missing,
                ErrorCode.INVALID_MODEL_FILE,
                "the adapter " + missing + " is not there",
                "look for it, or get it again");
    }

    @Test
    void aFileOfAnotherFormatIsNoAdapter() throws Exception {
        Path text = Files.writeString(folder.resolve("poem.gguf"), "Shall I compare thee to a summer's day?");

        assertThatThrownBy(() -> ENGINES.load(source(new Adapter(text, 1))))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE))
                .hasMessageStartingWith("the adapter " + text + ": not a GGUF file");
    }

    private static void assertRefused(Path adapter, ErrorCode code, String message, String hint) {
        assertThatThrownBy(() -> ENGINES.load(source(new Adapter(adapter, 1))))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.hint()).hasValue(hint);
                })
                .hasMessage(message);
    }

    private static String answer(Adapter... adapters) throws Exception {
        try (Engine engine = ENGINES.load(source(adapters))) {
            int[] prompt = engine.tokenize(List.of(new PromptPart(
                    "<|im_start|>user\nWhat is the capital of France?<|im_end|>\n<|im_start|>assistant\n", true)));
            GenerationRequest request = new GenerationRequest(prompt, 20, SamplingOptions.GREEDY, List.of());
            return Answers.end(engine.submit(request)).text();
        }
    }

    private static float[] embedding(Adapter... adapters) throws Exception {
        try (Engine engine = ENGINES.load(source(adapters))) {
            return Embedding.alone(engine, "Paris is the capital of France.");
        }
    }

    private static ModelSource source(Adapter... adapters) throws Exception {
        Path tiny = Installation.tiny();
        LoadOptions options = LoadOptions.NONE.withAdapters(List.of(adapters));
        return new ModelSource("tiny", tiny, Instant.EPOCH, GgufReader.read(tiny), options);
    }
}
