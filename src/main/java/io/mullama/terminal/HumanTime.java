package io.mullama.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

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

    /** A duration in seconds as a clock counts it: {@code 0:20}, {@code 2:05:00}; in days where there are many hours. */
    public static String clock(long seconds) {
        long hours = seconds / 3600;
        if (hours >= 100) {
            return hours / 24 + " days";
        }
        String rest = String.format(Locale.ROOT, "%02d", seconds % 60);
        return hours == 0
                ? seconds / 60 + ":" + rest
                : hours + ":" + String.format(Locale.ROOT, "%02d", seconds / 60 % 60) + ":" + rest;
    }

    /** A duration in seconds with its units: {@code 20 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60 % 60;
        return seconds / 3600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
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
