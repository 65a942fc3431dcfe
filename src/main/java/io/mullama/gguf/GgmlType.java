package io.mullama.gguf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the elements of a tensor are stored: blocks of so many elements, each of so many bytes. Immutable.
 *
 * <p>The ids are those of {@code enum ggml_type} in llama.cpp v0.4.0; the sizes are those of its block structures.
 */
public enum GgmlType {
    F32(0, 1, 4),
    F16(1, 1, 2),
    Q4_0(2, 32, 18),
    Q4_1(3, 32, 20),
    Q5_0(6, 32, 22),
    Q5_1(7, 32, 24),
    Q8_0(8, 32, 34),
    Q8_1(9, 32, 36),
    Q2_K(10, 256, 84),
    Q3_K(11, 256, 110),
    Q4_K(12, 256, 144),
    Q5_K(13, 256, 176),
    Q6_K(14, 256, 210),
    Q8_K(15, 256, 292),
    IQ2_XXS(16, 256, 66),
    IQ2_XS(17, 256, 74),
    IQ3_XXS(18, 256, 98),
    IQ1_S(19, 256, 50),
    IQ4_NL(20, 32, 18),
    IQ3_S(21, 256, 110),
    IQ2_S(22, 256, 82),
    IQ4_XS(23, 256, 136),
    I8(24, 1, 1),
    I16(25, 1, 2),
    I32(26, 1, 4),
    I64(27, 1, 8),
    F64(28, 1, 8),
    IQ1_M(29, 256, 56),
    BF16(30, 1, 2),
    TQ1_0(34, 256, 54),
    TQ2_0(35, 256, 66),
    MXFP4(39, 32, 17),
    NVFP4(40, 64, 36),
    Q1_0(41, 128, 18),
    Q2_0(42, 64, 18);

    private static final List<GgmlType> VALUES = List.of(values());

    /** The types that older releases wrote and newer ones read no more. */
    private static final Map<Long, String> REMOVED = Map.of(
            4L, "Q4_2",
            5L, "Q4_3",
            31L, "Q4_0_4_4",
            32L, "Q4_0_4_8",
            33L, "Q4_0_8_8",
            36L, "IQ4_NL_4_4",
            37L, "IQ4_NL_4_8",
            38L, "IQ4_NL_8_8");

    private final long id;
    private final int blockSize;
    private final int bytesPerBlock;

    GgmlType(long id, int blockSize, int bytesPerBlock) {
        this.id = id;
        this.blockSize = blockSize;
        this.bytesPerBlock = bytesPerBlock;
    }

    static Optional<GgmlType> of(long id) {
        for (GgmlType type : VALUES) {
            if (type.id == id) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The name of the removed type that had this id. */
    static Optional<String> removed(long id) {
        return Optional.ofNullable(REMOVED.get(id));
    }

    long id() {
        return id;
    }

    /** Elements in a block. */
    public int blockSize() {
        return blockSize;
    }

    /** Bytes that a block takes. */
    public int bytesPerBlock() {
        return bytesPerBlock;
    }
}
