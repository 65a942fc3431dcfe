package io.mullama.grammar.schema;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Numbers between two bounds. Immutable.
 *
 * @param low null for none
 * @param lowExcluded whether the bound itself is not in it
 * @param high null for none
 * @param highExcluded whether the bound itself is not in it
 */
record Interval(
        @Nullable BigDecimal low,
        boolean lowExcluded,
        @Nullable BigDecimal high,
        boolean highExcluded) {
    static final Interval ALL = new Interval(null, false, null, false);

    boolean isAll() {
        return low == null && high == null;
    }

    boolean isEmpty() {
        if (low == null || high == null) {
            return false;
        }
        int order = low.compareTo(high);
        return order > 0 || (order == 0 && (lowExcluded || highExcluded));
    }

    boolean contains(BigDecimal number) {
        if (low != null && (number.compareTo(low) < 0 || (lowExcluded && number.compareTo(low) == 0))) {
            return false;
        }
        return high == null || !(number.compareTo(high) > 0 || (highExcluded && number.compareTo(high) == 0));
    }

    Interval and(Interval other) {
        return atLeast(other.low, other.lowExcluded).atMost(other.high, other.highExcluded);
    }

    Interval atLeast(@Nullable BigDecimal bound, boolean excluded) {
        int order = bound == null ? -1 : low == null ? 1 : bound.compareTo(low);
        return order < 0 || (order == 0 && !excluded) ? this : new Interval(bound, excluded, high, highExcluded);
    }

    Interval atMost(@Nullable BigDecimal bound, boolean excluded) {
        int order = bound == null ? 1 : high == null ? -1 : bound.compareTo(high);
        return order > 0 || (order == 0 && !excluded) ? this : new Interval(low, lowExcluded, bound, excluded);
    }
}
