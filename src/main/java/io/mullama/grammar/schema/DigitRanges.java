package io.mullama.grammar.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole numbers from 0 on between two bounds, as regular expressions over their digits. Stateless. */
final class DigitRanges {
    static final int UNBOUNDED = -1;

    private DigitRanges() {}

    /**
     * From one to another, both included, without leading zeros.
     *
     * @param high null for none
     * @param mostDigits of a number where there is no upper bound; {@link #UNBOUNDED} for no limit
     */
    static String between(BigInteger low, @Nullable BigInteger high, int mostDigits) {
        List<String> ways = new ArrayList<>();
        int shortest = low.toString().length();
        int longest = high == null ? shortest : high.toString().length();
        for (int digits = shortest; digits <= longest; digits++) {
            BigInteger from = low.max(digits == 1 ? BigInteger.ZERO : BigInteger.TEN.pow(digits - 1));
            BigInteger largest = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
            BigInteger to = high == null ? largest : high.min(largest);
            ways.add(sameLength(from.toString(), to.toString()));
        }
        if (high == null && mostDigits == UNBOUNDED) {
            ways.add("[1-9][0-9]{" + shortest + ",}");
        } else if (high == null && mostDigits > shortest) {
            ways.add("[1-9][0-9]{" + shortest + "," + (mostDigits - 1) + "}");
        }
        return "(?:" + String.join("|", ways) + ")";
    }

    private static String sameLength(String from, String to) {
        int digits = from.length();
        if (from.equals(to)) {
            return from;
        }
        if (from.chars().allMatch(digit -> digit == '0') && to.chars().allMatch(digit -> digit == '9')) {
            return "[0-9]{" + digits + "}";
        }
        char first = from.charAt(0);
        char last = to.charAt(0);
        String lows = from.substring(1);
        String highs = to.substring(1);
        if (first == last) {
            return first + sameLength(lows, highs);
        }
        List<String> ways = new ArrayList<>();
        ways.add(first + sameLength(lows, "9".repeat(digits - 1)));
        if (last - first > 1) {
            ways.add("[" + (char) (first + 1) + "-" + (char) (last - 1) + "][0-9]{" + (digits - 1) + "}");
        }
        ways.add(last + sameLength("0".repeat(digits - 1), highs));
        return "(?:" + String.join("|", ways) + ")";
    }
}
