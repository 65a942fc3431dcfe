package io.mullama.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FramesTest {
    @Test
    void eventsCommentsAndLinesAreFramedAsTheirReadersExpect() {
        Frames events = new Frames(StreamFraming.SSE);
        events.addComment();
        events.add("ping", Json::object);
        events.add(Json::object);
        Frames lines = new Frames(StreamFraming.NDJSON);
        lines.add(Json::object);

        assertThat(text(events)).isEqualTo(": at work\n\nevent: ping\ndata: {}\n\ndata: {}\n\n");
        assertThat(text(lines)).isEqualTo("{}\n");
        assertThat(lines.take()).isEmpty();
    }

    private static String text(Frames frames) {
        return new String(frames.take(), StandardCharsets.UTF_8);
    }
}
