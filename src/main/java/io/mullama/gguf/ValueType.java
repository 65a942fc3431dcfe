package io.mullama.gguf;

import java.util.List;
import java.util.Optional;

/** The types that metadata values have, with their ids in the file ({@code enum gguf_type}). Immutable. */
public enum ValueType {
    U8(0, 1),
    I8(1, 1),
    U16(2, 2),
    I16(3, 2),
    U32(4, 4),
    I32(5, 4),
    F32(6, 4),
    BOOL(7, 1),
    STRING(8, 0),
    ARRAY(9, 0),
    U64(10, 8),
    I64(11, 8),
    F64(12, 8);

    private static final List<ValueType> VALUES = List.of(values());

    private final int id;
    private final int width;

    ValueType(int id, int width) {
        this.id = id;
        this.width = width;
    }

    static Optional<ValueType> of(long id) {
        for (ValueType type : VALUES) {
            if (type.id == id) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    int id() {
        return id;
    }

    /** Bytes that a value takes, 0 where that differs from value to value. */
    int width() {
        return width;
    }
}
