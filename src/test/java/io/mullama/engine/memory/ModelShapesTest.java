package io.mullama.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shapes of models as they are met; the figures in comments are those of llama.cpp's log. */
final class ModelShapesTest {
    private final FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix());
    private final Path folder = fileSystem.getPath("/");

    @AfterEach
    void close() throws Exception {
        fileSystem.close();
    }

    @Test
    void aTransformerHasKeysAndValuesInEveryLayer() throws Exception {
        // Qwen2.5 0.5B: 12288 bytes a token.
        ModelShape shape = read(model("qwen2", 24, 896)
                .u32("qwen2.feed_forward_length", 4864)
                .u32("qwen2.attention.head_count", 14)
                .u32("qwen2.attention.head_count_kv", 2)
                .strings("tokenizer.ggml.tokens", List.of("a", "b", "c")));

        assertThat(shape).isEqualTo(new ModelShape(64 * 4, 24, 24 * 2 * 2 * 64, 0, 3, 896, 4864));
    }

    @Test
    void everyHeadIsCachedWhereNothingElseIsSaid() throws Exception {
        assertThat(read(model("llama", 2, 64).u32("llama.attention.head_count", 4))
                        .cell())
                .isEqualTo(2 * 2 * 64);
    }

    @Test
    void keysAndValuesMayHaveALengthOfTheirOwn() throws Exception {
        GgufBuilder model = model("gemma3", 26, 1152)
                .u32("gemma3.attention.head_count", 4)
                .u32("gemma3.attention.head_count_kv", 1)
                .u32("gemma3.attention.key_length", 256)
                .u32("gemma3.attention.value_length", 128);

        assertThat(read(model).cell()).isEqualTo(26 * (256 + 128));
    }

    @Test
    void theLargerLengthCountsWhereLayersWithAWindowHaveAnother() throws Exception {
        GgufBuilder model = model("gemma4", 4, 512)
                .u32("gemma4.attention.head_count", 4)
                .u32("gemma4.attention.head_count_kv", 1)
                .u32("gemma4.attention.key_length", 512)
                .u32("gemma4.attention.value_length", 128)
                .u32("gemma4.attention.key_length_swa", 256)
                .u32("gemma4.attention.value_length_swa", 256)
                .u32("gemma4.attention.shared_kv_layers", 1);

        assertThat(read(model).cell()).isEqualTo(3 * (512 + 256));
    }

    @Test
    void everyLayerMayHaveHeadsOfItsOwn() throws Exception {
        // Of a hybrid model, whose recurrent layers have none.
        GgufBuilder model = model("lfm2", 4, 64)
                .array("lfm2.attention.head_count_kv", ValueType.U32, 4, numbers(0, 8, 0, 4))
                .u32("lfm2.attention.head_count", 16)
                .u32("lfm2.shortconv.l_cache", 3);

        assertThat(read(model).cell()).isEqualTo((8 + 4) * 2 * 4);
        assertThat(read(model).state()).isEqualTo(4 * 2 * 64);
    }

    @Test
    void aHybridModelMayHaveAttentionInEveryFourthLayer() throws Exception {
        GgufBuilder model = model("qwen3next", 48, 2048)
                .u32("qwen3next.attention.head_count", 16)
                .u32("qwen3next.attention.head_count_kv", 2)
                .u32("qwen3next.attention.key_length", 256)
                .u32("qwen3next.attention.value_length", 256)
                .u32("qwen3next.full_attention_interval", 4);

        assertThat(read(model).cell()).isEqualTo(12 * 2 * 512);
    }

    @Test
    void latentAttentionCachesNoValues() throws Exception {
        GgufBuilder model = model("deepseek2", 27, 2048)
                .u32("deepseek2.attention.head_count", 16)
                .u32("deepseek2.attention.head_count_kv", 1)
                .u32("deepseek2.attention.key_length", 576)
                .u32("deepseek2.attention.value_length", 512)
                .u32("deepseek2.attention.key_length_mla", 192)
                .u32("deepseek2.attention.value_length_mla", 128);

        assertThat(read(model).cell()).isEqualTo(27 * 576);
    }

    @Test
    void aRecurrentModelHasAStateAndNoCells() throws Exception {
        // Mamba 130M: state 4.50 MiB, convolution 0.84 MiB, for one sequence.
        ModelShape shape = read(model("mamba", 24, 768)
                .u32("mamba.attention.head_count", 0)
                .u32("mamba.feed_forward_length", 0)
                .u32("mamba.ssm.conv_kernel", 4)
                .u32("mamba.ssm.inner_size", 1536)
                .u32("mamba.ssm.state_size", 16)
                .u32("mamba.ssm.time_step_rank", 48));

        assertThat(shape.cell()).isZero();
        assertThat(shape.state()).isEqualTo(24 * (1536 * 16 + 3 * 1536));
        assertThat(shape.feedForward()).isEqualTo(2 * 1536);
    }

    @Test
    void rwkvHasAStateOfEveryHead() throws Exception {
        ModelShape shape = read(
                model("rwkv7", 12, 768).u32("rwkv7.attention.head_count", 0).u32("rwkv7.wkv.head_size", 64));

        assertThat(shape.cell()).isZero();
        assertThat(shape.state()).isEqualTo(12 * 768 * (64 + 2));
    }

    @Test
    void aModelThatOnlyReadsHasNoCache() throws Exception {
        GgufBuilder model = model("bert", 12, 384)
                .u32("bert.attention.head_count", 12)
                .key("bert.attention.causal", ValueType.BOOL, new byte[] {0});

        assertThat(read(model).cell()).isZero();
    }

    @Test
    void theExpertsThatWorkTogetherAreTheWidestLayer() throws Exception {
        assertThat(read(experts(6, 768)).feedForward()).isEqualTo(6144);
        assertThat(read(experts(8, 768)).feedForward()).isEqualTo(8 * ((768 + 2048) / 3));
        assertThat(read(experts(8, 2000)).feedForward()).isEqualTo(8 * 2000);
    }

    private static GgufBuilder experts(int usedTogether, int length) {
        return model("qwen3moe", 48, 2048)
                .u32("qwen3moe.feed_forward_length", 6144)
                .u32("qwen3moe.expert_used_count", usedTogether)
                .u32("qwen3moe.expert_feed_forward_length", length);
    }

    @Test
    void theWidestOfLayersThatDifferCounts() throws Exception {
        GgufBuilder model =
                model("nemotron", 3, 64).array("nemotron.feed_forward_length", ValueType.U32, 3, numbers(7, 21, 14));

        assertThat(read(model).feedForward()).isEqualTo(21);
    }

    @Test
    void theFilesOfASplitModelAreAddedUp() throws Exception {
        byte[] first = model("llama", 2, 64)
                .key("split.count", ValueType.U16, new byte[] {3, 0})
                .key("split.no", ValueType.U16, new byte[] {0, 0})
                .build();
        Path file = Files.write(folder.resolve("big-00001-of-00003.gguf"), first);
        Files.write(folder.resolve("big-00002-of-00003.gguf"), new byte[500]);
        Files.write(folder.resolve("big-00003-of-00003.gguf"), new byte[70]);

        assertThat(ModelShapes.read(file, GgufReader.read(file)).weights()).isEqualTo(first.length + 570);

        Files.delete(folder.resolve("big-00002-of-00003.gguf"));
        assertThat(ModelShapes.read(file, GgufReader.read(file)).weights()).isEqualTo(first.length + 70);
    }

    @Test
    void aHeaderThatSaysNothingOrNonsenseIsNoError() throws Exception {
        assertThat(read(new GgufBuilder())).isEqualTo(new ModelShape(0, 0, 0, 0, 0, 0, 0));

        ModelShape nonsense = read(model("llama", -1, -1)
                .u32("llama.attention.head_count", 1)
                .u32("llama.attention.head_count_kv", -1)
                .u32("llama.attention.key_length", -1)
                .u32("llama.feed_forward_length", -1));
        assertThat(MemoryNeed.of(nonsense, new ContextShape(1 << 30, 1 << 30, 64, 512, 512), 0)
                        .total())
                .isPositive();
    }

    @Test
    void aFileThatIsNoLongerTheOneThatWasReadHasNoHeads() throws Exception {
        Path file = Files.write(
                folder.resolve("a.gguf"),
                model("lfm2", 4, 64)
                        .array("lfm2.attention.head_count_kv", ValueType.U32, 4, numbers(0, 8, 0, 4))
                        .u32("lfm2.attention.head_count", 16)
                        .build());
        var header = GgufReader.read(file);
        Files.delete(file);

        assertThat(ModelShapes.read(file, header).cell()).isZero();
    }

    private static GgufBuilder model(String architecture, int layers, int embedding) {
        return new GgufBuilder()
                .text("general.architecture", architecture)
                .u32(architecture + ".block_count", layers)
                .u32(architecture + ".embedding_length", embedding)
                .tensor("output_norm.weight", GgmlType.F32, 64);
    }

    private static byte[] numbers(int... numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int number : numbers) {
            bytes.writeBytes(GgufBuilder.u32(number));
        }
        return bytes.toByteArray();
    }

    private ModelShape read(GgufBuilder model) throws Exception {
        Path file = Files.write(folder.resolve("model.gguf"), model.build());
        return ModelShapes.read(file, GgufReader.read(file));
    }
}
