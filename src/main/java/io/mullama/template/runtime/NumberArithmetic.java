package io.mullama.template.runtime;

import io.mullama.template.value.Failure;
import io.mullama.template.value.FloatValue;
import io.mullama.template.value.IntegerValue;
import io.mullama.template.value.Numbers;
import io.mullama.template.value.Value;
import java.math.BigInteger;

/** Python's operators on numbers: integers without overflow, division that rounds down. Stateless. */
final class NumberArithmetic {
    /** A power with more bits than this is refused before it is computed. */
    private static final int MAX_POWER_BITS = 1 << 12;

    private NumberArithmetic() {}

    static Value apply(String operator, Value left, Value right) {
        boolean integers = Numbers.isInteger(left) && Numbers.isInteger(right);
        if (!integers || operator.equals("/")) {
            return new FloatValue(apply(operator, Numbers.toDouble(left), Numbers.toDouble(right)));
        }
        BigInteger a = Numbers.integer(left);
        BigInteger b = Numbers.integer(right);
        return switch (operator) {
            case "+" -> new IntegerValue(a.add(b));
            case "-" -> new IntegerValue(a.subtract(b));
            case "*" -> new IntegerValue(a.multiply(b));
            case "//" -> new IntegerValue(floorDivide(a, b));
            case "%" -> new IntegerValue(a.subtract(floorDivide(a, b).multiply(b)));
            default -> power(a, b);
        };
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw Failure.of("integer division or modulo by zero");
        }
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean roundedUp = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return roundedUp ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Value power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            return new FloatValue(apply("**", base.doubleValue(), exponent.doubleValue()));
        }
        boolean small =
                exponent.bitLength() < Integer.SIZE && (long) base.bitLength() * exponent.intValue() <= MAX_POWER_BITS;
        if (!small && base.bitLength() > 1) {
            throw Failure.of("the integer is too large");
        }
        // For 0, 1 and -1 only whether the exponent is even counts.
        int times = small ? exponent.intValue() : 2 + (exponent.testBit(0) ? 1 : 0);
        return new IntegerValue(base.pow(times));
    }

    private static double apply(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / nonZero(b, "division by zero");
            case "//" -> floorDivide(a, nonZero(b, "float floor division by zero"));
            case "%" -> floorModulo(a, nonZero(b, "float modulo"));
            default -> a == 0 && b < 0 ? 1 / nonZero(a, "0.0 cannot be raised to a negative power") : Math.pow(a, b);
        };
    }

    private static double nonZero(double divisor, String otherwise) {
        if (divisor == 0) {
            throw Failure.of(otherwise);
        }
        return divisor;
    }

    /** By way of the remainder, as Python does it: {@code 1 // 0.1} is 9. */
    private static double floorDivide(double a, double b) {
        double quotient = (a - floorModulo(a, b)) / b;
        return quotient == 0 ? Math.copySign(0, a / b) : Math.rint(quotient);
    }

    private static double floorModulo(double a, double b) {
        double remainder = a % b;
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
    }
}
