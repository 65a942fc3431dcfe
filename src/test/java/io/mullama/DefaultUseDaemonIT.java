package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.hub.FakeContent;
import io.mullama.hub.FakeHub;
import io.mullama.hub.Fault;
import io.mullama.hub.FaultRule;
import io.mullama.hub.RequestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /api/defaults/NAME/use}, from a hub in this process. */
final class DefaultUseDaemonIT {
    private static final int HALF = 600_000;

    private final Sandbox sandbox = new Sandbox();

    @SuppressWarnings("NullAway.Init")
    private FakeHub hub;

    @BeforeEach
    void startHub() throws IOException {
        hub = FakeHub.start();
        hub.repository("org/Tiny").file("tiny-F16.gguf", FakeContent.of(Installation.tiny()));
        sandbox.with("HF_ENDPOINT", hub.endpoint().toString());
        Files.createDirectories(sandbox.home());
        Files.writeString(sandbox.home().resolve("aliases.toml"), "[\"mine:1b\"]\nfrom = \"hf:org/Tiny\"\n");
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
        hub.close();
    }

    @Test
    void aModelComesInTheBackgroundAndAnswersThen() throws Exception {
        FaultRule stalled =
                hub.fault(Fault.stallAfter(HALF)).on(RequestKind.CONTENT).always();
        Sandbox.Started unused = sandbox.start("serve");
        await(() -> probe().get("/health").status() == 200);

        HttpProbe.Answer answer = probe().post("/api/defaults/mine-1b/use", "");

        assertThat(answer.json().get("status").asText()).isEqualTo("loading");
        assertThat(answer.json().get("model").asText()).isEqualTo("mine:1b");
        await(() -> model().get("downloaded_bytes").asLong() > 0);
        JsonNode coming = model();
        assertThat(coming.get("status").asText()).isEqualTo("downloading");
        assertThat(coming.get("path").asText()).isEmpty();
        assertThat(coming.get("total_bytes").asLong()).isEqualTo(Files.size(Installation.tiny()));
        assertThat(coming.get("progress").asDouble()).isBetween(0.1, 0.9);

        stalled.end();
        hub.release();
        await(() -> model().get("status").asText().equals("loaded"));
        await(() -> model().get("is_default").asBoolean());

        assertThat(model().get("path").asText()).endsWith("tiny-F16.gguf");
        HttpProbe.Answer text =
                probe().post("/api/generate", "{\"temperature\":0,\"prompt\":\"What is the capital of France?\"}");
        assertThat(text.json().get("response").asText()).contains("Paris");
    }

    private HttpProbe probe() {
        return HttpProbe.unix(sandbox.socket());
    }

    private JsonNode model() throws IOException {
        for (JsonNode model : probe().get("/api/models").json().get("models")) {
            if (model.get("alias").asText().equals("mine:1b")) {
                return model;
            }
        }
        throw new AssertionError("not listed");
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(condition);
    }
}
