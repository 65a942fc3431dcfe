package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.CountingModel;
import io.mullama.Installation;
import io.mullama.TinyAdapter;
import io.mullama.engine.Engine;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.LoadOptions;
import io.mullama.engine.ModelSource;
import io.mullama.engine.Quantizer;
import io.mullama.engine.SamplingOptions;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.SplitModel;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of the model that counts, whose answers show whether its weights came through. */
final class QuantizerNativeIT {
    private static final Quantizer QUANTIZER = new LocalQuantizer(Installation.natives());
    private static final Quantizer.Progress NOBODY = (tensors, all) -> {};

    @TempDir
    static Path folder;

    private static Path model;
    private static String counted;

    @BeforeAll
    static void write() throws Exception {
        model = CountingModel.write(folder.resolve("counting.gguf"));
        counted = answer(model);
    }

    @ParameterizedTest
    @CsvSource({"Q8_0, Q8_0, 0.35", "q4_0, Q4_0, 0.25", "F16, F16, 0.55", "bf16, BF16, 0.55", "Q4_K, Q4_K_M, 0.35"})
    void aQuantizedCopyIsSmallerAndStillCounts(String type, String written, double most, @TempDir Path place)
            throws Exception {
        Path copy = place.resolve("copy.gguf");

        QUANTIZER.quantize(model, copy, type, 2, NOBODY);

        GgufHeader header = GgufReader.read(copy);
        assertThat(header.quantization()).hasValue(written);
        assertThat(header.parameterCount()).isEqualTo(GgufReader.read(model).parameterCount());
        assertThat(weights(header) / (double) weights(GgufReader.read(model))).isLessThan(most);
        assertThat(answer(copy)).isEqualTo(counted);
    }

    @Test
    void theProgressGoesFromTheFirstTensorToTheLast() {
        List<Integer> done = new CopyOnWriteArrayList<>();
        List<Integer> outOf = new CopyOnWriteArrayList<>();
        QUANTIZER.quantize(model, folder.resolve("told.gguf"), "Q8_0", 0, (count, all) -> {
            done.add(count);
            outOf.add(all);
        });

        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(outOf).containsOnly(12);
    }

    @Test
    void aModelInPartsBecomesOneFile() throws Exception {
        Path first = SplitModel.write(model, folder, "parts", 3);
        Path copy = folder.resolve("joined.gguf");

        QUANTIZER.quantize(first, copy, "Q8_0", 2, NOBODY);

        assertThat(GgufReader.read(copy).split()).isEmpty();
        assertThat(answer(copy)).isEqualTo(counted);
    }

    @Test
    void aModelThatIsQuantizedAlreadyIsRefused() {
        Path copy = folder.resolve("twice.gguf");

        assertThatThrownBy(() -> QUANTIZER.quantize(Installation.tiny(), copy, "Q4_0", 2, NOBODY))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
                    assertThat(e.hint()).hasValue("take an F16, BF16 or F32 file of the model");
                })
                .hasMessage(Installation.tiny() + " is quantized already, to Q8_0: once more would make it much worse");
        assertThat(copy).doesNotExist();
    }

    @Test
    void anUnknownQuantizationIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> QUANTIZER.quantize(model, folder.resolve("x.gguf"), "Q9_K", 2, NOBODY))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.hint().orElse("")).startsWith("take one of Q4_K_M, Q4_K_S, Q4_0, ");
                })
                .hasMessage("there is no quantization 'Q9_K'");
        assertThat(QUANTIZER.types()).contains("Q8_0", "F16", "IQ4_XS");
        assertThat(QUANTIZER.requireType("q5_k")).isEqualTo("Q5_K_M");
    }

    @Test
    void aQuantizationThatNeedsAnImportanceMatrixIsRefusedAndLeavesNothing() throws Exception {
        Path wide = Files.write(folder.resolve("wide.gguf"), wideModel());
        Path copy = folder.resolve("small.gguf");

        assertThatThrownBy(() -> QUANTIZER.quantize(wide, copy, "IQ2_XXS", 2, NOBODY))
                .isInstanceOfSatisfying(
                        MullamaException.class,
                        e -> assertThat(e.hint()).hasValue("take a larger quantization, such as Q4_K_M"))
                .hasMessage("IQ2_XXS needs an importance matrix, which mullama does not make");
        assertThat(copy).doesNotExist();
    }

    @Test
    void aFileThatIsNoModelIsRefusedWithTheReasonAndLeavesNothing() throws Exception {
        Path adapter = TinyAdapter.write(folder.resolve("adapter.gguf"), 1);
        Path copy = folder.resolve("smaller-adapter.gguf");

        assertThatThrownBy(() -> QUANTIZER.quantize(adapter, copy, "Q8_0", 2, NOBODY))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
                    assertThat(e.hint()).hasValue("try another file of this model");
                })
                .hasMessageStartingWith(adapter + " cannot be quantized to Q8_0: ");
        assertThat(copy).doesNotExist();
    }

    @Test
    void aModelIsNotOverwrittenByItsCopy() throws Exception {
        long size = Files.size(model);

        assertThatThrownBy(() -> QUANTIZER.quantize(model, model, "Q8_0", 2, NOBODY))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.hint()).hasValue("give the copy another name"))
                .hasMessage("the copy of " + model + " would overwrite it");
        assertThat(Files.size(model)).isEqualTo(size);
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsSaid() {
        Path nowhere = folder.resolve("no/such/folder/copy.gguf");

        assertThatThrownBy(() -> QUANTIZER.quantize(model, nowhere, "Q8_0", 2, NOBODY))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
                    assertThat(e.hint()).hasValue("give another place for the copy");
                })
                .hasMessageStartingWith(nowhere + " cannot be written: ");
    }

    @Test
    void aFolderIsNoPlaceForACopy() {
        assertThatThrownBy(() -> QUANTIZER.quantize(model, folder, "Q8_0", 2, NOBODY))
                .hasMessage(folder + " cannot be written: it is no regular file");
        assertThat(folder).isDirectory();
    }

    /** So wide that the smallest quantizations suit it; it has no tokenizer. */
    private static byte[] wideModel() {
        GgufBuilder builder = new GgufBuilder()
                .text("general.architecture", "llama")
                .u32("llama.block_count", 1)
                .u32("llama.context_length", 256)
                .u32("llama.embedding_length", 256)
                .u32("llama.feed_forward_length", 256)
                .u32("llama.attention.head_count", 1)
                .u32("llama.vocab_size", 32)
                .real("llama.attention.layer_norm_rms_epsilon", 1e-5f)
                .tensor("token_embd.weight", GgmlType.F32, 256, 32);
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")) {
            builder.tensor("blk.0." + name + ".weight", GgmlType.F32, 256, 256);
        }
        return builder.build();
    }

    private static long weights(GgufHeader header) {
        return header.tensors().stream().mapToLong(tensor -> tensor.byteSize()).sum();
    }

    /** What the model says after its hundredth token. */
    private static String answer(Path file) throws Exception {
        LocalEngines engines = new LocalEngines(Installation.natives(), EngineParameters.of(256, 1));
        ModelSource source = new ModelSource("x", file, Instant.EPOCH, GgufReader.read(file), LoadOptions.NONE);
        try (Engine engine = engines.load(source)) {
            GenerationRequest request =
                    new GenerationRequest(new int[] {98, 99, 100}, 40, SamplingOptions.GREEDY, List.of());
            return Answers.end(engine.submit(request)).text();
        }
    }
}
