package io.mullama.server.answer;

import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The next objects of a stream, framed, to be sent as one. Not thread-safe. */
public final class Frames {
    private static final byte[] COMMENT = ": at work\n\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] before;
    private final byte[] after;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    public Frames(StreamFraming framing) {
        this.before = framing.before().getBytes(StandardCharsets.US_ASCII);
        this.after = framing.after().getBytes(StandardCharsets.US_ASCII);
    }

    public void add(JsonBody body) {
        add(Json.bytes(body));
    }

    /** Adds what is written already; without a line break in it. */
    public void add(byte[] written) {
        bytes.writeBytes(before);
        bytes.writeBytes(written);
        bytes.writeBytes(after);
    }

    /** Adds an object as a server-sent event with a name, in ASCII. */
    public void add(String event, JsonBody body) {
        add(event, Json.bytes(body));
    }

    /** Adds what is written already as a server-sent event with a name, in ASCII. */
    public void add(String event, byte[] written) {
        bytes.writeBytes(("event: " + event + "\n").getBytes(StandardCharsets.US_ASCII));
        add(written);
    }

    /** Adds a comment, which readers of server-sent events pass over. */
    public void addComment() {
        bytes.writeBytes(COMMENT);
    }

    /** Bytes that were added since they were last taken. */
    int size() {
        return bytes.size();
    }

    /** What was added since the last call. */
    public byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
