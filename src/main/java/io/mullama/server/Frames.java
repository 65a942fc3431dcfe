package io.mullama.server;

import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The next objects of a stream, framed, to be sent as one. Not thread-safe. */
final class Frames {
    private final byte[] before;
    private final byte[] after;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    Frames(StreamFraming framing) {
        this.before = framing.before().getBytes(StandardCharsets.US_ASCII);
        this.after = framing.after().getBytes(StandardCharsets.US_ASCII);
    }

    void add(JsonBody body) {
        add(Json.bytes(body));
    }

    /** Adds what is written already; without a line break in it. */
    void add(byte[] written) {
        bytes.writeBytes(before);
        bytes.writeBytes(written);
        bytes.writeBytes(after);
    }

    /** Bytes that were added since they were last taken. */
    int size() {
        return bytes.size();
    }

    /** What was added since the last call. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
