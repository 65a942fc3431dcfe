package io.mullama.grammar.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may stand behind the whole part of a number, from its point on, as a regular expression. Immutable.
 *
 * <p>Bounds are digits behind the point, without zeros at their end; zeros may follow a fraction.
 */
final class FractionRange {
    private final String low;
    private final boolean lowExcluded;
    private final @Nullable String high;
    private final boolean highExcluded;

    /** How many digits there may be at most: more than either bound has. */
    private final int longest;

    /** A null for the upper bound is 1. */
    FractionRange(String low, boolean lowExcluded, @Nullable String high, boolean highExcluded) {
        this.low = low;
        this.lowExcluded = lowExcluded;
        this.high = high;
        this.highExcluded = highExcluded;
        this.longest =
                Math.max(JsonRules.MOST_FRACTION_DIGITS, Math.max(low.length(), high == null ? 0 : high.length()) + 1);
    }

    /** The expression; null where there is no such number. */
    @Nullable
    String expression() {
        String digits = digits(0, true, high != null);
        boolean optional = mayEnd(0, true, high != null);
        if (digits == null) {
            return optional ? "" : null;
        }
        return optional ? "(?:\\." + digits + ")?" : "\\." + digits;
    }

    /** Whether only zeros may follow so many digits that were those of the bounds. */
    private boolean mayEnd(int read, boolean atLow, boolean atHigh) {
        boolean overLow = !atLow || (read >= low.length() && !lowExcluded);
        boolean underHigh = !atHigh || high == null || read < high.length() || !highExcluded;
        return overLow && underHigh;
    }

    private String rest(int read, boolean atLow, boolean atHigh, String before) {
        String digits = digits(read, atLow, atHigh);
        boolean mayEnd = mayEnd(read, atLow, atHigh);
        if (digits == null) {
            return mayEnd ? before : "";
        }
        return before + (mayEnd ? "(?:" + digits + ")?" : digits);
    }

    /** One digit or more behind so many; null where there is no way to go on. */
    private @Nullable String digits(int read, boolean nearLow, boolean nearHigh) {
        boolean atLow = nearLow && (read < low.length() || lowExcluded);
        boolean atHigh = nearHigh && high != null;
        if (read == longest) {
            return null;
        }
        if (!atLow && !atHigh) {
            return "[0-9]{1," + (longest - read) + "}";
        }
        char least = atLow && read < low.length() ? low.charAt(read) : '0';
        char most = high == null || !atHigh ? '9' : read < high.length() ? high.charAt(read) : '0';
        List<String> ways = new ArrayList<>();
        ways.add(rest(read + 1, atLow, atHigh && least == most, String.valueOf(least)));
        char first = atLow ? (char) (least + 1) : least;
        char last = atHigh ? (char) (most - 1) : most;
        if (first <= last) {
            ways.add(rest(read + 1, false, false, "[" + first + "-" + last + "]"));
        }
        if (most > least) {
            ways.add(rest(read + 1, false, atHigh, String.valueOf(most)));
        }
        ways.removeIf(String::isEmpty);
        return ways.isEmpty() ? null : "(?:" + String.join("|", ways) + ")";
    }
}
