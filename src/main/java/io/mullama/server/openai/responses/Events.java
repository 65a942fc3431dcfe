package io.mullama.server.openai.responses;

import io.mullama.api.Json;
import io.mullama.api.openai.responses.ResponseEvent;
import io.mullama.server.answer.Frames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers the events of a response, and writes them where it is streamed. For one request's thread. */
final class Events {
    private static final String NUMBER = ",\"sequence_number\":";

    private @Nullable Frames frames;
    private int next;

    /** Has the next events written there. */
    void to(Frames value) {
        frames = value;
    }

    void add(ResponseEvent event) {
        if (frames != null) {
            add(event.type(), Json.bytes(event));
        }
    }

    /** Adds an event that is written already, but for its number: the last field of its object. */
    void add(String type, byte[] json) {
        if (frames != null) {
            byte[] number = (NUMBER + next++ + "}").getBytes(StandardCharsets.US_ASCII);
            int open = json.length - 1;
            byte[] numbered = Arrays.copyOf(json, open + number.length);
            System.arraycopy(number, 0, numbered, open, number.length);
            frames.add(type, numbered);
        }
    }
}
