package io.mullama.gguf;

import java.util.List;

/**
 * A tensor as the header announces it. Immutable.
 *
 * @param dimensions up to four, that of a row first
 * @param offset where its data begins, in bytes from the start of the data section
 */
public record TensorInfo(String name, List<Long> dimensions, GgmlType type, long offset) {
    public TensorInfo {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * The number of elements.
     *
     * @throws ArithmeticException where that is over 2<sup>63</sup>, which a tensor that was read never has
     */
    public long elements() {
        long elements = 1;
        for (long dimension : dimensions) {
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    /**
     * The size of the data in bytes, without the padding behind it.
     *
     * @throws ArithmeticException where that is over 2<sup>63</sup>, which a tensor that was read never has
     */
    public long byteSize() {
        return Math.multiplyExact(elements() / type.blockSize(), (long) type.bytesPerBlock());
    }
}
