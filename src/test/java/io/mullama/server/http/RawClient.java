package io.mullama.server.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends bytes as they are and reads answers strictly; for one thread. */
final class RawClient implements Closeable {
    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).limit(0);

    RawClient(SocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
    }

    /** Closing sends a reset instead of an end of stream; TCP only. */
    RawClient thatResets() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        return this;
    }

    /** The lines, each with its CRLF. */
    static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    RawClient send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        return this;
    }

    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    Response get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").receive();
    }

    Response post(String path, String body) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .receive();
    }

    Response receive() throws IOException {
        Response head = receiveHead();
        return new Response(head.status(), head.headers(), body(head));
    }

    Response receiveHead() throws IOException {
        String statusLine = line();
        if (!statusLine.matches("HTTP/1\\.1 [0-9]{3} .*")) {
            throw new IOException("not a status line: " + statusLine);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] field = line.split(": ", 2);
            if (headers.put(field[0], field[1]) != null) {
                throw new IOException("twice: " + line);
            }
        }
        return new Response(Integer.parseInt(statusLine.substring(9, 12)), headers, "");
    }

    private String body(Response head) throws IOException {
        if (head.headers().containsKey("Transfer-Encoding")) {
            StringBuilder body = new StringBuilder();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.append(chunk);
            }
            return body.toString();
        }
        if (head.headers().containsKey("Content-Length")) {
            return exactly(Integer.parseInt(head.headers().get("Content-Length")));
        }
        return head.status() == 204 || head.status() == 100 ? "" : rest();
    }

    /** The next chunk of a chunked body, empty for the last. */
    String chunk() throws IOException {
        String content = exactly(Integer.parseInt(line(), 16));
        if (!line().isEmpty()) {
            throw new IOException("a chunk without its end");
        }
        return content;
    }

    String exactly(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) next();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Everything up to the server's end. */
    String rest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (fill()) {
            bytes.write(received.get());
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Waits for what comes next, and tells whether that is the end of the connection. */
    boolean atEnd() {
        try {
            return !fill();
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("reset");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < 2 || !line.substring(line.length() - 2).equals("\r\n")) {
            line.append((char) next());
        }
        return line.substring(0, line.length() - 2);
    }

    private int next() throws IOException {
        if (!fill()) {
            throw new EOFException("the server closed the connection");
        }
        return received.get() & 0xff;
    }

    private boolean fill() throws IOException {
        while (!received.hasRemaining()) {
            received.clear();
            int count = channel.read(received);
            received.flip();
            if (count < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    record Response(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }
}
