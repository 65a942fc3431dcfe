package io.mullama.gguf;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names the quantization of a model as people write it. Stateless. */
final class QuantizationNames {
    /** The names by their number in {@code enum llama_ftype}; the removed ones are empty. */
    private static final List<String> BY_FILE_TYPE = List.of(
            "F32",
            "F16",
            "Q4_0",
            "Q4_1",
            "",
            "",
            "",
            "Q8_0",
            "Q5_0",
            "Q5_1",
            "Q2_K",
            "Q3_K_S",
            "Q3_K_M",
            "Q3_K_L",
            "Q4_K_S",
            "Q4_K_M",
            "Q5_K_S",
            "Q5_K_M",
            "Q6_K",
            "IQ2_XXS",
            "IQ2_XS",
            "Q2_K_S",
            "IQ3_XS",
            "IQ3_XXS",
            "IQ1_S",
            "IQ4_NL",
            "IQ3_S",
            "IQ3_M",
            "IQ2_S",
            "IQ2_M",
            "IQ4_XS",
            "IQ1_M",
            "BF16",
            "",
            "",
            "",
            "TQ1_0",
            "TQ2_0",
            "MXFP4_MOE",
            "NVFP4",
            "Q1_0",
            "Q2_0");

    /** Or-ed to a file type that llama.cpp guessed. */
    private static final long GUESSED = 1024;

    private QuantizationNames() {}

    static Optional<String> ofFileType(long fileType) {
        long number = fileType & ~GUESSED;
        return number >= 0 && number < BY_FILE_TYPE.size()
                ? Optional.of(BY_FILE_TYPE.get((int) number)).filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    /** The name after the type that most elements have. */
    static Optional<String> ofTensors(List<TensorInfo> tensors) {
        Map<GgmlType, Double> elements = new EnumMap<>(GgmlType.class);
        tensors.forEach(tensor -> elements.merge(tensor.type(), (double) tensor.elements(), Double::sum));
        return elements.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(entry -> ofTensorType(entry.getKey()));
    }

    /** As llama.cpp guesses: of the mixes that share a type, the medium one is by far the most common. */
    private static String ofTensorType(GgmlType type) {
        return switch (type) {
            case Q3_K, Q4_K, Q5_K -> type.name() + "_M";
            default -> type.name();
        };
    }
}
