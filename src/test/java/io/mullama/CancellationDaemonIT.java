package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that go away, on both endpoints: nothing is computed for nobody. */
final class CancellationDaemonIT {
    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    static Stream<HttpProbe> endpoints() {
        return daemon.endpoints();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aClientThatGoesAwayInPrefillStopsTheWork(HttpProbe probe) throws Exception {
        assertGoingAwayStopsTheWork(
                probe, "/api/generate", "{\"model\":\"%s\",\"raw\":true,\"stream\":true,\"prompt\":\"%s\"}", 6000);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aClientThatGoesAwayWhileItWaitsForAWholeAnswerStopsTheWork(HttpProbe probe) throws Exception {
        assertGoingAwayStopsTheWork(
                probe, "/api/generate", "{\"model\":\"%s\",\"raw\":true,\"max_tokens\":-1,\"prompt\":\"%s\"}", 1);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aClientThatGoesAwayInMidStreamStopsTheWork(HttpProbe probe) throws Exception {
        assertGoingAwayStopsTheWork(
                probe,
                "/api/generate",
                "{\"model\":\"%s\",\"raw\":true,\"stream\":true,\"max_tokens\":-1,\"prompt\":\"%s\"}",
                1);
    }

    /** Whole and streamed, in prefill and after it, one answer and several. */
    @ParameterizedTest
    @CsvSource({"false, 6000, 1", "true, 6000, 1", "false, 1, 1", "true, 1, 1", "false, 1, 3", "true, 6000, 3"})
    void aClientOfOpenAisThatGoesAwayStopsTheWork(boolean stream, int words, int choices) throws Exception {
        assertGoingAwayStopsTheWork(
                daemon.tcp(),
                "/v1/completions",
                "{\"model\":\"%s\",\"max_tokens\":-1,\"prompt\":\"%s\",\"stream\":" + stream + ",\"n\":" + choices
                        + "}",
                words);
    }

    /** The slow model would go on for minutes; a new request that gets its turn shows that nothing holds it up. */
    private static void assertGoingAwayStopsTheWork(HttpProbe probe, String path, String body, int words)
            throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(probe.send("POST", path, String.format(body, daemon.slow(), "one two ".repeat(words))));
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active(probe) == 3);
        for (SocketChannel client : clients) {
            client.close();
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> active(probe) == 0);
        JsonNode next = probe.post(
                        "/api/generate",
                        "{\"model\":\"" + daemon.slow() + "\",\"raw\":true,\"max_tokens\":1,\"prompt\":\"Hello\"}")
                .json();
        assertThat(next.get("completion_tokens").asInt()).isEqualTo(1);
    }

    private static int active(HttpProbe probe) throws Exception {
        return probe.get("/status").json().get("active_requests").asInt();
    }
}
