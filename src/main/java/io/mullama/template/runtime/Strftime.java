package io.mullama.template.runtime;

import io.mullama.template.value.Budget;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Formats a time as C's {@code strftime} in the C locale. Confined to one thread. */
final class Strftime {
    private static final String[] DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    private final ZonedDateTime time;
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();

    Strftime(ZonedDateTime time, Budget budget) {
        this.time = time;
        this.budget = budget;
    }

    String format(String format) {
        appendAll(format);
        budget.copy(out.length());
        return out.toString();
    }

    private void appendAll(String format) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            // A hyphen, as glibc has it, asks for no padding.
            boolean bare = format.charAt(i + 1) == '-' && i + 2 < format.length();
            i += bare ? 2 : 1;
            append(format.charAt(i), bare);
            budget.checkLength(out.length());
        }
    }

    private void append(char directive, boolean bare) {
        switch (directive) {
            case 'a' -> out.append(DAYS[day()], 0, 3);
            case 'A' -> out.append(DAYS[day()]);
            case 'b', 'h' -> out.append(MONTHS[time.getMonthValue() - 1], 0, 3);
            case 'B' -> out.append(MONTHS[time.getMonthValue() - 1]);
            case 'p' -> out.append(time.getHour() < 12 ? "AM" : "PM");
            case 'P' -> out.append(time.getHour() < 12 ? "am" : "pm");
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case '%' -> out.append('%');
            // Python's clock is naive here, so that there is no zone to print.
            case 'z', 'Z' -> {}
            case 'c' -> appendAll("%a %b %e %H:%M:%S %Y");
            case 'x', 'D' -> appendAll("%m/%d/%y");
            case 'X', 'T' -> appendAll("%H:%M:%S");
            case 'F' -> appendAll("%Y-%m-%d");
            case 'R' -> appendAll("%H:%M");
            case 'r' -> appendAll("%I:%M:%S %p");
            default -> appendNumber(directive, bare);
        }
    }

    private int day() {
        return time.getDayOfWeek().getValue() - 1;
    }

    private void appendNumber(char directive, boolean bare) {
        switch (directive) {
            case 'd' -> pad(time.getDayOfMonth(), 2, '0', bare);
            case 'e' -> pad(time.getDayOfMonth(), 2, ' ', bare);
            case 'm' -> pad(time.getMonthValue(), 2, '0', bare);
            case 'y' -> pad(time.getYear() % 100, 2, '0', bare);
            case 'Y' -> pad(time.getYear(), 1, '0', bare);
            case 'C' -> pad(time.getYear() / 100, 2, '0', bare);
            case 'H' -> pad(time.getHour(), 2, '0', bare);
            case 'k' -> pad(time.getHour(), 2, ' ', bare);
            case 'I' -> pad((time.getHour() + 11) % 12 + 1, 2, '0', bare);
            case 'l' -> pad((time.getHour() + 11) % 12 + 1, 2, ' ', bare);
            case 'M' -> pad(time.getMinute(), 2, '0', bare);
            case 'S' -> pad(time.getSecond(), 2, '0', bare);
            case 'f' -> pad(time.getNano() / 1000, 6, '0', bare);
            case 'j' -> pad(time.getDayOfYear(), 3, '0', bare);
            case 'w' -> pad((day() + 1) % 7, 1, '0', bare);
            case 'u' -> pad(day() + 1, 1, '0', bare);
            case 'U' -> pad((time.getDayOfYear() + 6 - (day() + 1) % 7) / 7, 2, '0', bare);
            case 'W' -> pad((time.getDayOfYear() + 6 - day()) / 7, 2, '0', bare);
            case 's' -> out.append(time.toEpochSecond());
            default -> appendIso(directive, bare);
        }
    }

    private void appendIso(char directive, boolean bare) {
        // The week of a day is that of the Thursday beside it.
        ZonedDateTime thursday = time.plusDays(3L - day());
        long week = ChronoUnit.WEEKS.between(thursday.withDayOfYear(1), thursday) + 1;
        switch (directive) {
            case 'G' -> pad(thursday.getYear(), 1, '0', bare);
            case 'V' -> pad((int) week, 2, '0', bare);
            default -> out.append('%').append(bare ? "-" : "").append(directive);
        }
    }

    private void pad(int number, int width, char fill, boolean bare) {
        String digits = Integer.toString(number);
        if (!bare) {
            out.append(String.valueOf(fill).repeat(Math.max(width - digits.length(), 0)));
        }
        out.append(digits);
    }
}
