package io.mullama.sdk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads HTTP/1.1 messages from the bytes of one direction of a connection. For one thread. */
final class RecordedHttp {
    private final byte[] bytes;
    private int at;

    private RecordedHttp(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A message's parts; its body may be cut where the record ends. */
    private record Message(List<String> start, Map<String, String> headers, String body) {}

    /** The requests of a connection with their answers, in order. */
    static List<WireExchange> exchanges(byte[] requests, byte[] responses) {
        RecordedHttp asked = new RecordedHttp(requests);
        RecordedHttp answered = new RecordedHttp(responses);
        List<WireExchange> exchanges = new ArrayList<>();
        while (asked.at < requests.length) {
            Message request = asked.next(true, false);
            Message response = answered.next(false, request.start.get(0).equals("HEAD"));
            exchanges.add(new WireExchange(
                    request.start.get(0),
                    request.start.size() > 1 ? request.start.get(1) : "",
                    request.headers,
                    request.body,
                    response.start.size() > 1 ? Integer.parseInt(response.start.get(1)) : 0,
                    contentType(response),
                    response.body));
        }
        return exchanges;
    }

    private static String contentType(Message message) {
        return message.headers.getOrDefault("content-type", "").split(";", 2)[0].strip();
    }

    private Message next(boolean request, boolean withoutBody) {
        String[] lines = head().split("\r\n", -1);
        List<String> start = List.of(lines[0].split(" ", 3));
        boolean interim = !request && start.size() > 1 && start.get(1).startsWith("1");
        if (interim) {
            return next(false, withoutBody);
        }
        Map<String, String> headers = headers(lines);
        boolean none =
                withoutBody || (!request && start.size() > 1 && start.get(1).equals("204"));
        String body = none ? "" : body(headers, request);
        return new Message(start, headers, body);
    }

    private String head() {
        String rest = new String(bytes, at, bytes.length - at, StandardCharsets.ISO_8859_1);
        int end = rest.indexOf("\r\n\r\n");
        at = end < 0 ? bytes.length : at + end + 4;
        return end < 0 ? "" : rest.substring(0, end);
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String body(Map<String, String> headers, boolean request) {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length != null) {
            return text(Integer.parseInt(length));
        }
        return request ? "" : text(bytes.length - at);
    }

    private String chunks() {
        StringBuilder body = new StringBuilder();
        while (at < bytes.length) {
            int line = lineEnd();
            int size = Integer.parseInt(
                    new String(bytes, at, line - at, StandardCharsets.ISO_8859_1).split(";", 2)[0].strip(), 16);
            at = Math.min(line + 2, bytes.length);
            // As bytes, for a character may lie in two chunks.
            body.append(latin(size));
            at = Math.min(at + 2, bytes.length);
            if (size == 0) {
                break;
            }
        }
        return new String(body.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private int lineEnd() {
        for (int i = at; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return bytes.length;
    }

    private String latin(int size) {
        return new String(take(size), StandardCharsets.ISO_8859_1);
    }

    private String text(int size) {
        return new String(take(size), StandardCharsets.UTF_8);
    }

    private byte[] take(int size) {
        byte[] taken = Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length));
        at += taken.length;
        return taken;
    }
}
