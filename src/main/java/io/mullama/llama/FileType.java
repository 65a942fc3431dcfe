package io.mullama.llama;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a model can be quantized to: those of {@code enum llama_ftype} that llama.cpp's own {@code llama-quantize} takes,
 * the usual ones first.
 */
public enum FileType {
    Q4_K_M(15),
    Q4_K_S(14),
    Q4_0(2),
    Q4_1(3),
    IQ4_NL(25),
    IQ4_XS(30),
    Q5_K_M(17),
    Q5_K_S(16),
    Q5_0(8),
    Q5_1(9),
    Q6_K(18),
    Q8_0(7),
    Q3_K_L(13),
    Q3_K_M(12),
    Q3_K_S(11),
    Q2_K(10),
    Q2_K_S(21),
    IQ3_M(27),
    IQ3_S(26),
    IQ3_XS(22),
    IQ3_XXS(23),
    IQ2_M(29),
    IQ2_S(28),
    IQ2_XS(20),
    IQ2_XXS(19),
    IQ1_M(31),
    IQ1_S(24),
    TQ1_0(36),
    TQ2_0(37),
    Q1_0(40),
    Q2_0(41),
    MXFP4_MOE(38),
    F16(1),
    BF16(32),
    F32(0);

    /** The names that {@code llama-quantize} takes beside. */
    private static final Map<String, FileType> OTHER_NAMES = Map.of("Q3_K", Q3_K_M, "Q4_K", Q4_K_M, "Q5_K", Q5_K_M);

    private final int id;

    FileType(int id) {
        this.id = id;
    }

    /** The one of that name, in upper or lower case. */
    public static Optional<FileType> of(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(type -> type.name().equals(upper))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(upper)));
    }

    int id() {
        return id;
    }
}
