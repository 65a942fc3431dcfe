package io.mullama.server.answer;

import io.mullama.HttpProbe;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** An answer that is read while it comes, from a connection that ends with it. For one test's thread. */
public final class LiveAnswer implements Closeable {
    private final SocketChannel channel;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** Over a connection on which the request was sent. */
    LiveAnswer(SocketChannel channel) {
        this.channel = channel;
    }

    public static LiveAnswer of(HttpProbe probe, String path, String body) throws IOException {
        return new LiveAnswer(probe.send("POST", path, body));
    }

    /** Reads until that has come. */
    public LiveAnswer until(String text) throws IOException {
        while (!text().contains(text)) {
            if (!read()) {
                throw new AssertionError("the answer ended without " + text + ": " + text());
            }
        }
        return this;
    }

    /** All that came, with its head and its framing, once the connection has ended. */
    public String rest() throws IOException {
        while (read()) {
            // Until the end.
        }
        return text();
    }

    private String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    private boolean read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        int count = channel.read(buffer);
        received.write(buffer.array(), 0, Math.max(0, count));
        return count >= 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
