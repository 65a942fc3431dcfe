package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code mullama bench} against the packaged daemon. */
final class BenchDaemonIT {
    @AutoClose
    private static ServedDaemon daemon;

    @BeforeAll
    static void serve() throws Exception {
        daemon = new ServedDaemon();
    }

    @Test
    void theTableHasALineForEachTest() throws Exception {
        Sandbox.Result result = daemon.run("bench", "tiny", "-p", "32,64", "-n", "8", "-r", "2");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).matches("tiny: .*, Q8_0, .* threads?");
        assertThat(lines.get(2)).startsWith("TEST").contains("STREAMS", "TOKENS/S");
        assertThat(lines.get(3)).matches("pp32 +1 +[0-9]+\\.[0-9]{2} +[0-9]+\\.[0-9]{2}");
        assertThat(lines.get(4)).startsWith("pp64 ");
        assertThat(lines.get(5)).startsWith("tg8 ");
    }

    @Test
    void theFiguresAddUp() throws Exception {
        String slow = daemon.slow().toString();
        JsonNode report = json(daemon.run("bench", slow, "-p", "20", "-n", "3", "-r", "2", "-s", "1,2", "--json"));

        assertThat(report.get("model").asText()).isEqualTo(slow);
        assertThat(report.get("threads").asInt()).isPositive();
        assertThat(report.get("parallel").asInt()).isEqualTo(2);
        assertThat(report.get("tests")).hasSize(4);
        for (JsonNode test : report.get("tests")) {
            int each = test.get("prompt_tokens").asInt()
                    + test.get("generated_tokens").asInt();
            double sum = 0;
            assertThat(test.get("samples")).hasSize(2);
            for (JsonNode sample : test.get("samples")) {
                assertThat(sample.get("tokens").asInt())
                        .isEqualTo(each * test.get("streams").asInt());
                sum += sample.get("tokens").asInt()
                        * 1e9
                        / sample.get("duration_ns").asLong();
            }
            assertThat(test.get("tokens_per_second").asDouble()).isEqualTo(sum / 2, within(1e-6));
        }
    }

    @Test
    void nobodysConversationLeavesTheCacheForIt() throws Exception {
        String body = "{\"model\":\"tiny\",\"raw\":true,\"max_tokens\":1,\"prompt\":\"Seven small birds on a wall\"}";
        daemon.tcp().post("/api/generate", body);
        assertThat(daemon.run("bench", "tiny", "-p", "64", "-n", "4", "-r", "3").exitCode())
                .isZero();

        JsonNode again = daemon.tcp().post("/api/generate", body).json();

        assertThat(again.get("cached_prompt_tokens").asInt())
                .isEqualTo(again.get("prompt_tokens").asInt() - 1);
    }

    @Test
    void aClientThatGoesAwayEndsIt() throws Exception {
        String body = "{\"model\":\"" + daemon.slow() + "\",\"prompt_tokens\":6000,\"streams\":2}";
        SocketChannel client = daemon.unix().send("POST", "/api/bench", body);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 1);
        client.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> active() == 0);
        String next = "{\"model\":\"" + daemon.slow() + "\",\"raw\":true,\"max_tokens\":1,\"prompt\":\"Hello\"}";
        assertThat(daemon.tcp()
                        .post("/api/generate", next)
                        .json()
                        .get("completion_tokens")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeMeasuredIsOneLine() throws Exception {
        assertThat(daemon.run("bench", "tiny", "--streams", "3"))
                .isEqualTo(new Sandbox.Result(
                        4,
                        "",
                        "mullama: 'streams' is 3, and a model works on 2 requests at once;"
                                + " serve with a larger --parallel\n"));
        assertThat(daemon.run("bench", "tiny", "-p", "100000").err()).contains("pp100000 needs a context of 100001");
        assertThat(daemon.run("bench", "nosuch").exitCode()).isEqualTo(3);
    }

    private static int active() throws Exception {
        return daemon.tcp().get("/status").json().get("active_requests").asInt();
    }

    private static JsonNode json(Sandbox.Result result) throws Exception {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return new JsonMapper().readTree(result.out());
    }
}
