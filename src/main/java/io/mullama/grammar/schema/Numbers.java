package io.mullama.grammar.schema;

import io.mullama.grammar.regex.Automaton;
import io.mullama.grammar.regex.Regex;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbers of a shape that has bounds or a step, as plain decimals without an exponent. Stateless. */
final class Numbers {
    /** Of a bound or a step, before and behind the point. */
    static final int MOST_DIGITS = 30;

    private static final String NEVER = "[]";

    private Numbers() {}

    /** Whether it is any number, or any whole one. */
    static boolean isPlain(Shape.Numeric shape) {
        return shape.interval().isAll() && shape.step() == null;
    }

    /** An expression in GBNF for those without a step; empty where there are none. */
    static String gbnf(Shape.Numeric shape) {
        return ways(shape).map(DigitText::gbnf).orElse("");
    }

    static Automaton automaton(Shape.Numeric shape) {
        Automaton automaton = Regex.whole(ways(shape).orElse(NEVER));
        return shape.step() == null ? automaton : automaton.and(Multiples.of(shape.step()));
    }

    /** A regular expression of digits, signs and points. */
    private static Optional<String> ways(Shape.Numeric shape) {
        int mostDigits = shape.step() == null ? JsonRules.MOST_WHOLE_DIGITS : DigitRanges.UNBOUNDED;
        Interval all = shape.interval();
        Interval over = all.atLeast(BigDecimal.ZERO, false);
        Interval under = negated(all).atLeast(BigDecimal.ZERO, true);
        List<String> ways = new ArrayList<>();
        if (!over.isEmpty()) {
            ways.add(shape.whole() ? whole(over, mostDigits) : decimal(over, mostDigits));
        }
        if (!under.isEmpty()) {
            ways.add("-" + (shape.whole() ? whole(under, mostDigits) : decimal(under, mostDigits)));
        }
        ways.removeIf(way -> way.endsWith(NEVER));
        return ways.isEmpty() ? Optional.empty() : Optional.of(String.join("|", ways));
    }

    private static Interval negated(Interval interval) {
        BigDecimal low = interval.low();
        BigDecimal high = interval.high();
        return new Interval(
                high == null ? null : high.negate(),
                interval.highExcluded(),
                low == null ? null : low.negate(),
                interval.lowExcluded());
    }

    /** The interval begins at 0 or later. */
    private static String whole(Interval interval, int mostDigits) {
        BigDecimal least = interval.low() == null ? BigDecimal.ZERO : interval.low();
        BigInteger low = least.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
        if (interval.lowExcluded() && new BigDecimal(low).compareTo(least) == 0) {
            low = low.add(BigInteger.ONE);
        }
        BigInteger high = null;
        BigDecimal most = interval.high();
        if (most != null) {
            high = most.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
            if (interval.highExcluded() && new BigDecimal(high).compareTo(most) == 0) {
                high = high.subtract(BigInteger.ONE);
            }
        }
        return high != null && low.compareTo(high) > 0 ? NEVER : DigitRanges.between(low, high, mostDigits);
    }

    /** The interval begins at 0 or later: the first whole part, the last, and what lies between. */
    private static String decimal(Interval interval, int mostDigits) {
        BigDecimal least = interval.low() == null ? BigDecimal.ZERO : interval.low();
        BigInteger first = least.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        BigDecimal most = interval.high();
        BigInteger last =
                most == null ? null : most.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        List<String> ways = new ArrayList<>();
        if (most != null && first.equals(last)) {
            add(
                    ways,
                    first.toString(),
                    fraction(least),
                    interval.lowExcluded(),
                    fraction(most),
                    interval.highExcluded());
            return choice(ways);
        }
        add(ways, first.toString(), fraction(least), interval.lowExcluded(), null, false);
        BigInteger next = first.add(BigInteger.ONE);
        BigInteger before = last == null ? null : last.subtract(BigInteger.ONE);
        if (before == null || next.compareTo(before) <= 0) {
            add(ways, DigitRanges.between(next, before, mostDigits), "", false, null, false);
        }
        if (most != null && last != null) {
            add(ways, last.toString(), "", false, fraction(most), interval.highExcluded());
        }
        return choice(ways);
    }

    private static void add(
            List<String> ways,
            String whole,
            String low,
            boolean lowExcluded,
            @Nullable String high,
            boolean highExcluded) {
        String fraction = new FractionRange(low, lowExcluded, high, highExcluded).expression();
        if (fraction != null) {
            ways.add(whole + fraction);
        }
    }

    private static String choice(List<String> ways) {
        return ways.isEmpty() ? NEVER : "(?:" + String.join("|", ways) + ")";
    }

    /** The digits behind the point, without zeros at the end. */
    private static String fraction(BigDecimal number) {
        String digits = number.remainder(BigDecimal.ONE).stripTrailingZeros().toPlainString();
        int point = digits.indexOf('.');
        return point < 0 ? "" : digits.substring(point + 1);
    }
}
