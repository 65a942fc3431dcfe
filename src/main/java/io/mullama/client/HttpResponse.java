package io.mullama.client;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of a response, and its body still to be read. Not thread-safe. */
record HttpResponse(int status, Map<String, String> headers, HttpBody body) {
    private static final int LINE_LIMIT = 65_536;
    private static final int MOST_HEADERS = 200;

    /** A header by its name in lower case. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Reads a head, passing over interim ones. */
    static HttpResponse read(ChannelInput input) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            status = status(input.readLine(LINE_LIMIT));
            headers = headers(input);
        } while (status < 200);
        return new HttpResponse(status, headers, body(status, headers, input));
    }

    private static int status(String line) throws MalformedResponseException {
        boolean http = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
        try {
            if (http) {
                int status = Integer.parseInt(line.substring(9, 12));
                if (status >= 100) {
                    return status;
                }
            }
        } catch (NumberFormatException e) {
            // Said below, as for a line that is no status line at all.
        }
        throw new MalformedResponseException("the answer does not begin like HTTP");
    }

    private static Map<String, String> headers(ChannelInput input) throws IOException {
        Map<String, String> headers = new HashMap<>();
        String line = input.readLine(LINE_LIMIT);
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() == MOST_HEADERS) {
                throw new MalformedResponseException("the answer has a head that is not HTTP");
            }
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.put(name, line.substring(colon + 1).strip());
            line = input.readLine(LINE_LIMIT);
        }
        return headers;
    }

    private static HttpBody body(int status, Map<String, String> headers, ChannelInput input)
            throws MalformedResponseException {
        if (status == 204 || status == 304) {
            return new HttpBody.Sized(input, 0);
        }
        String coding = headers.get("transfer-encoding");
        if (coding != null && coding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
            return new HttpBody.Chunked(input);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return new HttpBody.UntilClose(input);
        }
        try {
            return new HttpBody.Sized(input, Long.parseUnsignedLong(length));
        } catch (NumberFormatException e) {
            throw new MalformedResponseException("the answer has the length '" + length + "'");
        }
    }
}
