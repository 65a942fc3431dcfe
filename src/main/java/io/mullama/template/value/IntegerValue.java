package io.mullama.template.value;

import java.math.BigInteger;

/** Python's {@code int}, which knows no overflow but here has a largest size. Immutable. */
public record IntegerValue(BigInteger value) implements Value {
    /** More digits than any template needs, and few enough to compute with at once. */
    private static final int MAX_BITS = 1 << 11;

    public IntegerValue {
        if (value.bitLength() > MAX_BITS) {
            throw Failure.of("the integer is too large");
        }
    }

    public static IntegerValue of(long value) {
        return new IntegerValue(BigInteger.valueOf(value));
    }

    @Override
    public String typeName() {
        return "int";
    }

    @Override
    public boolean isTruthy() {
        return value.signum() != 0;
    }
}
