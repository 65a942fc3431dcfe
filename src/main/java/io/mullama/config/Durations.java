package io.mullama.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Durations as people write them: {@code 30s}, {@code 5m}, {@code 1h30m}, a bare number of seconds. Stateless. */
public final class Durations {
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
            // Nine digits of hours still fit into a Duration's seconds.
            if (digits == at || digits - at > 9) {
                throw new IllegalArgumentException("not a duration: " + text);
            }
            sum = sum.plus(of(Long.parseLong(text.substring(at, digits)), text.substring(digits, unit)));
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
