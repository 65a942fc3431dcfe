package io.mullama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Speaks HTTP to a daemon over either endpoint, one connection a request. Thread-safe. */
public final class HttpProbe {
    private final SocketAddress address;
    private final String host;
    private final String headers;

    private HttpProbe(SocketAddress address, String host, String headers) {
        this.address = address;
        this.host = host;
        this.headers = headers;
    }

    public static HttpProbe unix(Path socket) {
        return new HttpProbe(UnixDomainSocketAddress.of(socket), "localhost", "");
    }

    public static HttpProbe tcp(int port) {
        return new HttpProbe(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "localhost", "");
    }

    /** The same with another header. */
    public HttpProbe with(String name, String value) {
        return new HttpProbe(address, host, headers + name + ": " + value + "\r\n");
    }

    /** The same, calling the daemon by another name. */
    public HttpProbe at(String name) {
        return new HttpProbe(address, name, headers);
    }

    /** An answer: its status line's number, its headers as they came, its body. */
    public record Answer(int status, String head, String body) {
        public JsonNode json() throws IOException {
            return new JsonMapper().readTree(body);
        }

        /** The lines of an NDJSON stream. */
        public List<JsonNode> lines() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : body.lines().toList()) {
                lines.add(new JsonMapper().readTree(line));
            }
            return lines;
        }
    }

    public Answer get(String path) throws IOException {
        return exchange("GET", path, "");
    }

    public Answer post(String path, String body) throws IOException {
        return exchange("POST", path, body);
    }

    public Answer exchange(String method, String path, String body) throws IOException {
        try (SocketChannel channel = send(method, path, body)) {
            return parse(readAll(channel));
        }
    }

    /** Sends a request and leaves its answer unread. */
    public SocketChannel send(String method, String path, String body) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                + "Connection: close\r\nContent-Length: " + content.length + "\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.allocate(head.length() + content.length)
                .put(head.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return channel;
    }

    private static byte[] readAll(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        // ISO 8859-1 keeps every byte, so that chunks can be counted in characters.
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = raw.indexOf("\r\n\r\n");
        String head = raw.substring(0, end);
        String body = raw.substring(end + 4);
        boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        String content = chunked ? joinChunks(body) : body;
        int status = Integer.parseInt(head.substring(9, 12));
        return new Answer(
                status, head, new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String joinChunks(String body) {
        StringBuilder joined = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, line), 16);
            if (size == 0) {
                return joined.toString();
            }
            joined.append(body, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
    }
}
