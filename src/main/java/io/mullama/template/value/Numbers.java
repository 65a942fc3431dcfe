package io.mullama.template.value;

import java.math.BigInteger;

/** What int, float and bool have in common. Stateless. */
public final class Numbers {
    private Numbers() {}

    /** True for int and bool. */
    public static boolean isInteger(Value value) {
        return value instanceof IntegerValue || value instanceof BooleanValue;
    }

    /** True for int, bool and float. */
    public static boolean isNumber(Value value) {
        return isInteger(value) || value instanceof FloatValue;
    }

    /** The integer that an int or a bool stands for. */
    public static BigInteger integer(Value value) {
        if (value instanceof IntegerValue integer) {
            return integer.value();
        }
        return value.isTruthy() ? BigInteger.ONE : BigInteger.ZERO;
    }

    /** The number that an int, a bool or a float stands for; infinite where an int is too large. */
    public static double toDouble(Value value) {
        return value instanceof FloatValue number
                ? number.value()
                : integer(value).doubleValue();
    }

    /** An index or a count as an int; fails for what is none, and holds what is out of range at the range's end. */
    public static int toIndex(Value value) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined.failure();
        }
        if (!isInteger(value)) {
            throw Failure.of("'" + value.typeName() + "' object cannot be interpreted as an integer");
        }
        BigInteger number = integer(value);
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
}
