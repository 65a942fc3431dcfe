package io.mullama.engine.memory;

/** Amounts of memory: sums that do not overflow, and words for people. Stateless. */
final class Bytes {
    private static final double GIGA = 1L << 30;
    private static final double MEGA = 1L << 20;

    private Bytes() {}

    static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 && one >= 0 && other >= 0 ? Long.MAX_VALUE : sum;
    }

    /** The product of numbers that are not negative, {@link Long#MAX_VALUE} where it is larger than that. */
    static long product(long... factors) {
        long product = 1;
        for (long factor : factors) {
            if (factor != 0 && product > Long.MAX_VALUE / factor) {
                return Long.MAX_VALUE;
            }
            product *= factor;
        }
        return product;
    }

    /** {@code 7.3 GB}, {@code 512 MB}; in powers of 1024, as memory is sold. */
    static String text(long bytes) {
        if (bytes >= 999.5 * MEGA) {
            return tenths(bytes, GIGA) + " GB";
        }
        return (bytes >= 9.95 * MEGA ? Long.toString(Math.round(bytes / MEGA)) : tenths(bytes, MEGA)) + " MB";
    }

    private static String tenths(long bytes, double unit) {
        long tenths = Math.round(bytes / unit * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
