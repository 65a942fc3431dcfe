package io.mullama.terminal;

/** Sizes and counts in three digits or so. Stateless. */
public final class HumanNumbers {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final String[] COUNTS = {"", "K", "M", "B", "T"};

    private HumanNumbers() {}

    /** Bytes in decimal units: {@code 1.2 MB}. */
    public static String size(long bytes) {
        return scaled(bytes, SIZES, " ");
    }

    /** Parameters as models are named for them: {@code 1.1M}, {@code 7.6B}. */
    public static String count(long count) {
        return scaled(count, COUNTS, "");
    }

    private static String scaled(long amount, String[] units, String gap) {
        double value = amount;
        int unit = 0;
        // 999.95 would be written as 1000.0.
        while (value >= (unit == 0 ? 1000 : 999.95) && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString(amount) : oneDecimal(value)) + gap + units[unit];
    }

    private static String oneDecimal(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
