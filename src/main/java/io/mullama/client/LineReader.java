package io.mullama.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits a body into the lines of NDJSON, each as soon as it is whole. Not thread-safe. */
final class LineReader {
    private static final int LONGEST = 64 << 20;

    private final HttpBody body;
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    LineReader(HttpBody body) {
        this.body = body;
    }

    /** The next line without its end; null at the end of the body. */
    @Nullable
    String next() throws IOException {
        int searched = start;
        while (true) {
            for (int at = searched; at < end; at++) {
                if (buffer[at] == '\n') {
                    String line = text(at);
                    start = at + 1;
                    return line;
                }
            }
            searched = end - start;
            if (!fill()) {
                return last();
            }
            searched += start;
        }
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            if (end >= LONGEST) {
                throw new MalformedResponseException("a line is longer than " + LONGEST + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int count = body.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    private @Nullable String last() {
        if (start == end) {
            return null;
        }
        String line = text(end);
        start = end;
        return line;
    }

    private String text(int until) {
        boolean carriage = until > start && buffer[until - 1] == '\r';
        return new String(buffer, start, until - start - (carriage ? 1 : 0), StandardCharsets.UTF_8);
    }
}
