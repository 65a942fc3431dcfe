package io.mullama.server.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The status line and header fields of one answer, as they are put together; for one thread. */
final class ResponseHead {
    /** RFC 9110 section 5.6.7; the JDK's own RFC 1123 format does not pad the day. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"),
            Map.entry(505, "HTTP Version Not Supported"));

    private final StringBuilder text = new StringBuilder(256);

    ResponseHead(int status, String serverName) {
        text.append("HTTP/1.1 ").append(status).append(' ');
        text.append(REASONS.getOrDefault(status, "")).append("\r\n");
        add("Date", DATE.format(Instant.now()));
        add("Server", serverName);
    }

    ResponseHead add(String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    byte[] toBytes() {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
