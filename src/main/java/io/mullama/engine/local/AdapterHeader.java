package io.mullama.engine.local;

import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufHeader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.TensorInfo;
import io.mullama.gguf.ValueType;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of an adapter llama.cpp takes for granted, and ends the process where it is otherwise: the types of the metadata in
 * {@code llama-adapter.cpp}, and that the matrices can be multiplied. What llama.cpp refuses by itself is left to it.
 * Stateless.
 */
final class AdapterHeader {
    /** Those that llama.cpp's {@code convert_lora_to_gguf.py} writes. */
    private static final Set<GgmlType> TYPES = EnumSet.of(GgmlType.F32, GgmlType.F16, GgmlType.BF16, GgmlType.Q8_0);

    private static final String FITTING = "take an adapter that was made for this model";
    private static final String ALPHA = "adapter.lora.alpha";
    private static final String EMBEDDINGS = "token_embd.weight";
    private static final String A = ".lora_a";
    private static final String B = ".lora_b";

    private AdapterHeader() {}

    /**
     * Checks an adapter.
     *
     * @param name of the adapter, for messages
     * @throws MullamaException if it cannot be applied to the model
     */
    static void check(String name, GgufHeader adapter, GgufHeader model) {
        String type = adapter.text("general.type").orElse("");
        if (!type.equals("adapter")) {
            throw refused(name + " is no adapter but of type '" + type + "'", "give a LoRA adapter as GGUF file");
        }
        if (!adapter.text("adapter.type").equals(Optional.of("lora"))) {
            throw refused(name + " is an adapter of another kind than LoRA", "give a LoRA adapter");
        }
        if (adapter.metadata("adapter.alora.invocation_tokens").isPresent()) {
            throw refused(
                    name + " is an activated LoRA, which mullama does not run",
                    "give an adapter that is always applied");
        }
        String made = adapter.architecture().orElse("");
        String is = model.architecture().orElse("");
        if (!made.equals(is)) {
            throw refused(name + " was made for a model of type '" + made + "', and this one is '" + is + "'", FITTING);
        }
        GgufValue alpha = adapter.metadata(ALPHA).orElse(null);
        if (alpha != null && alpha.type() != ValueType.F32) {
            throw refused(name + ": key '" + ALPHA + "' is of type " + alpha.type() + " and not F32", FITTING);
        }
        checkTensors(name, adapter, model);
    }

    private static void checkTensors(String name, GgufHeader adapter, GgufHeader model) {
        Map<String, TensorInfo> bases = byName(model);
        Map<String, TensorInfo> own = byName(adapter);
        for (TensorInfo tensor : adapter.tensors()) {
            if (!TYPES.contains(tensor.type())) {
                throw refused(
                        "%s: tensor '%s' is of type %s, which no adapter has"
                                .formatted(name, tensor.name(), tensor.type()),
                        FITTING);
            }
            if (tensor.name().endsWith(A)) {
                String base = tensor.name().substring(0, tensor.name().length() - A.length());
                if (base.equals(EMBEDDINGS) && !bases.containsKey("output.weight")) {
                    throw refused(
                            name + " changes the token embeddings, which this model computes its output with too",
                            "take an adapter that leaves them as they are");
                }
                if (!fits(tensor, own.get(base + B), bases.get(base))) {
                    throw refused(name + ": tensor '" + base + "' has incorrect shape", FITTING);
                }
            }
        }
    }

    /** Whether what llama.cpp does not compare is equal; a missing tensor it misses itself. */
    private static boolean fits(TensorInfo a, @Nullable TensorInfo b, @Nullable TensorInfo base) {
        if (b == null || base == null) {
            return true;
        }
        boolean ranks = !base.name().endsWith(EMBEDDINGS) || dimension(a, 0) == dimension(b, 0);
        return ranks
                && dimension(a, 2) == dimension(base, 2)
                && dimension(b, 2) == dimension(base, 2)
                && dimension(a, 3) == dimension(base, 3)
                && dimension(b, 3) == dimension(base, 3);
    }

    private static long dimension(TensorInfo tensor, int index) {
        return index < tensor.dimensions().size() ? tensor.dimensions().get(index) : 1;
    }

    private static Map<String, TensorInfo> byName(GgufHeader header) {
        return header.tensors().stream()
                .collect(Collectors.toMap(TensorInfo::name, Function.identity(), (first, second) -> first));
    }

    private static MullamaException refused(String message, String hint) {
        return new MullamaException(ErrorCode.MODEL_LOAD_FAILED, message, hint);
    }
}
