package io.mullama.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes in memory as people write them: {@code 512MB}, {@code 1.5 GiB}, {@code 8g}, a bare number of bytes. K, M, G and
 * T are powers of 1024, as memory is sold. Stateless.
 */
public final class ByteSizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([kmgt]?)(?:i?b)?");
    private static final String UNITS = "kmgt";

    private ByteSizes() {}

    /**
     * The size in bytes.
     *
     * @throws IllegalArgumentException if the text is no size
     */
    public static long parse(String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        int power = size.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(size.group(2));
        double bytes = Double.parseDouble(size.group(1)) * Math.pow(1024, power);
        if (bytes >= Long.MAX_VALUE) {
            throw new IllegalArgumentException("too large a size: " + text);
        }
        return (long) bytes;
    }
}
