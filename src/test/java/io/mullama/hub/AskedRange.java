package io.mullama.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Range header asks for (RFC 9110, 14.1.2), one range only; from and to are inclusive, as there. */
public record AskedRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** Empty where the header is not one range of bytes, which a server then ignores. */
    static Optional<AskedRange> parse(String header, long size) {
        Matcher form = FORM.matcher(header.trim());
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (form.group(1).isEmpty()) {
            long count = Math.min(size, Long.parseLong(form.group(2)));
            return Optional.of(new AskedRange(size - count, size - 1));
        }
        long from = Long.parseLong(form.group(1));
        long to = form.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(form.group(2)));
        return Optional.of(new AskedRange(from, to));
    }

    /** In bytes; nothing or less where the range lies behind the end of the file. */
    public long length() {
        return to - from + 1;
    }
}
