package io.mullama.terminal;

import java.time.Duration;
import java.time.Instant;

/** Times as their distance from now, in the largest unit that says enough. Stateless. */
public final class HumanTime {
    private HumanTime() {}

    /** {@code 4 minutes from now}, {@code 2 days ago}, {@code now}. */
    public static String relative(Instant now, Instant then) {
        Duration distance = Duration.between(now, then);
        long seconds = Math.abs(distance.toSeconds());
        if (seconds == 0) {
            return "now";
        }
        return amount(seconds) + (distance.isNegative() ? " ago" : " from now");
    }

    private static String amount(long seconds) {
        long minute = 60;
        long hour = 60 * minute;
        long day = 24 * hour;
        if (seconds < minute) {
            return of(seconds, "second");
        } else if (seconds < hour) {
            return of(seconds / minute, "minute");
        } else if (seconds < day) {
            return of(seconds / hour, "hour");
        } else if (seconds < 14 * day) {
            return of(seconds / day, "day");
        } else if (seconds < 60 * day) {
            return of(seconds / (7 * day), "week");
        } else if (seconds < 730 * day) {
            return of(seconds / (30 * day), "month");
        }
        return of(seconds / (365 * day), "year");
    }

    private static String of(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
