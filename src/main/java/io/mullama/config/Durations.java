package io.mullama.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Durations as people write them: {@code 30s}, {@code 5m}, {@code 1h30m}, a bare number of seconds. Stateless. */
public final class Durations {
    /** The longest: a time this far ahead still is an {@code Instant}, and its milliseconds fit into a long. */
    private static final Duration LONGEST = Duration.ofDays(999_999_999);

    private Durations() {}

    /**
     * Empty for "for ever", which is any negative number.
     *
     * @throws IllegalArgumentException if the text is no duration
     */
    public static Optional<Duration> parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (trimmed.startsWith("-") && !trimmed.equals("-")) {
            parsePositive(trimmed.substring(1));
            return Optional.empty();
        }
        return Optional.of(parsePositive(trimmed));
    }

    private static Duration parsePositive(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty duration");
        }
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            int unit = digits;
            while (unit < text.length() && !Character.isDigit(text.charAt(unit))) {
                unit++;
            }
            if (digits == at || digits - at > 9) {
                throw new IllegalArgumentException("not a duration: " + text);
            }
            sum = sum.plus(of(Long.parseLong(text.substring(at, digits)), text.substring(digits, unit)));
            if (sum.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("longer than 999999999 days: " + text);
            }
            at = unit;
        }
        return sum;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "", "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException("not a unit of time: " + unit);
        };
    }
}
