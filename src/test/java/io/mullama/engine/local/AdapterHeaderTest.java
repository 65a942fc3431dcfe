package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.TinyAdapter;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.ValueType;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adapters that would end the process, or never be applied, if llama.cpp saw them. */
final class AdapterHeaderTest {
    private static final String QUERY = "blk.0.attn_q.weight";
    private static final String FITTING = "take an adapter that was made for this model";

    @TempDir
    Path folder;

    @Test
    void anAdapterThatFitsPasses() {
        GgufBuilder adapter = TinyAdapter.metadata("llama")
                .tensor(QUERY + ".lora_a", GgmlType.F16, 64, 4)
                .tensor(QUERY + ".lora_b", GgmlType.F16, 4, 64);

        assertThatCode(() -> check(adapter)).doesNotThrowAnyException();
    }

    @Test
    void anAdapterOfAnotherKindIsRefused() {
        GgufBuilder adapter = new GgufBuilder()
                .text("general.type", "adapter")
                .text("general.architecture", "llama")
                .text("adapter.type", "control_vector");

        assertRefused(adapter, "x is an adapter of another kind than LoRA", "give a LoRA adapter");
    }

    @Test
    void aTypeThatIsNoTextIsRefused() {
        assertRefused(
                new GgufBuilder().u32("general.type", 1),
                "x is no adapter but of type ''",
                "give a LoRA adapter as GGUF file");
    }

    @Test
    void anActivatedAdapterIsRefused() {
        GgufBuilder adapter = TinyAdapter.metadata("llama")
                .array("adapter.alora.invocation_tokens", ValueType.U32, 1, GgufBuilder.u32(7));

        assertRefused(
                adapter,
                "x is an activated LoRA, which mullama does not run",
                "give an adapter that is always applied");
    }

    @Test
    void anAdapterForAnotherArchitectureIsRefused() {
        assertRefused(
                TinyAdapter.metadata("qwen3"),
                "x was made for a model of type 'qwen3', and this one is 'llama'",
                FITTING);
    }

    @Test
    void anAlphaThatIsNoFloatIsRefused() {
        GgufBuilder adapter = new GgufBuilder()
                .text("general.type", "adapter")
                .text("general.architecture", "llama")
                .text("adapter.type", "lora")
                .u32("adapter.lora.alpha", 4);

        assertRefused(adapter, "x: key 'adapter.lora.alpha' is of type U32 and not F32", FITTING);
    }

    @Test
    void tensorsThatCannotBeMultipliedAreRefused() {
        GgufBuilder adapter = TinyAdapter.metadata("llama").tensor(QUERY + ".lora_a", GgmlType.I32, 64, 4);

        assertRefused(adapter, "x: tensor '" + QUERY + ".lora_a' is of type I32, which no adapter has", FITTING);
    }

    @Test
    void tensorsOfAnotherRankThanTheModelsAreRefused() {
        GgufBuilder adapter = TinyAdapter.metadata("llama")
                .tensor(QUERY + ".lora_a", GgmlType.F32, 64, 4, 2)
                .tensor(QUERY + ".lora_b", GgmlType.F32, 4, 64, 2);

        assertRefused(adapter, "x: tensor '" + QUERY + "' has incorrect shape", FITTING);
    }

    @Test
    void embeddingsThatAreTheOutputTooCannotBeAdapted() {
        GgufBuilder adapter = TinyAdapter.metadata("llama")
                .tensor("token_embd.weight.lora_a", GgmlType.F32, 4, 100)
                .tensor("token_embd.weight.lora_b", GgmlType.F32, 4, 64);

        assertRefused(
                adapter,
                "x changes the token embeddings, which this model computes its output with too",
                "take an adapter that leaves them as they are");
    }

    @Test
    void embeddingsOfTwoRanksAreRefused() {
        GgufBuilder adapter = TinyAdapter.metadata("llama")
                .tensor("token_embd.weight.lora_a", GgmlType.F32, 4, 100)
                .tensor("token_embd.weight.lora_b", GgmlType.F32, 8, 64);
        GgufBuilder model = model().tensor("output.weight", GgmlType.F32, 64, 100);

        assertThatThrownBy(() -> AdapterHeader.check("x", read(adapter), read(model)))
                .hasMessage("x: tensor 'token_embd.weight' has incorrect shape");
    }

    private void assertRefused(GgufBuilder adapter, String message, String hint) {
        assertThatThrownBy(() -> check(adapter))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_LOAD_FAILED);
                    assertThat(e.hint()).hasValue(hint);
                })
                .hasMessage(message);
    }

    private void check(GgufBuilder adapter) throws Exception {
        AdapterHeader.check("x", read(adapter), read(model()));
    }

    private static GgufBuilder model() {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .tensor("token_embd.weight", GgmlType.F32, 64, 100)
                .tensor(QUERY, GgmlType.Q8_0, 64, 64);
    }

    private GgufHeader read(GgufBuilder builder) throws Exception {
        return GgufReader.read(Files.write(folder.resolve("file.gguf"), builder.build()));
    }
}
