package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Values as JSON Schema compares them. Stateless. */
final class JsonValues {
    /** Beyond, a number is not written out to look at its digits. */
    private static final int LARGEST_EXPONENT = 1_000;

    private JsonValues() {}

    /** Numbers by their value, however they are written. */
    static boolean areEqual(JsonNode one, JsonNode other) {
        return one.equals(
                (mine, theirs) -> {
                    if (mine.isNumber() && theirs.isNumber()) {
                        return mine.decimalValue().compareTo(theirs.decimalValue());
                    }
                    return mine.equals(theirs) ? 0 : 1;
                },
                other);
    }

    static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    static boolean isMultiple(BigDecimal number, BigDecimal step) {
        return Math.abs((long) number.scale()) <= LARGEST_EXPONENT
                && number.remainder(step).signum() == 0;
    }

    /** Whether it is a number that text can say: neither infinite nor none. */
    static boolean isFinite(JsonNode number) {
        return !(number.isDouble() || number.isFloat()) || Double.isFinite(number.doubleValue());
    }
}
