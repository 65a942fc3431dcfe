package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes of the contract that exist, on both endpoints of the packaged daemon. */
final class HttpDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";

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
    void healthIsOk(HttpProbe probe) throws Exception {
        HttpProbe.Answer answer = probe.get("/health");

        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(answer.head()).contains("Content-Type: application/json").contains("Access-Control-Allow-Origin: *");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void statusHasTheFieldsOfTheContract(HttpProbe probe) throws Exception {
        JsonNode status = probe.get("/status").json();

        assertThat(names(status)).startsWith("status", "version", "uptime_secs", "models_loaded", "active_requests");
        assertThat(status.get("status").asText()).isEqualTo("ok");
        assertThat(status.get("models_loaded").asInt()).isEqualTo(2);
        assertThat(status.get("pid").asLong()).isEqualTo(daemon.pid());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void systemStatusHasTheFieldsOfTheContract(HttpProbe probe) throws Exception {
        JsonNode status = probe.get("/api/system/status").json();

        assertThat(names(status))
                .containsExactly(
                        "version",
                        "uptime_secs",
                        "models_loaded",
                        "http_endpoint",
                        "ipc_endpoint",
                        "default_model",
                        "stats");
        assertThat(status.get("http_endpoint").asText()).isEqualTo("http://127.0.0.1:" + daemon.port());
        assertThat(status.get("ipc_endpoint").asText()).isEqualTo("ipc://" + daemon.socket());
        assertThat(status.get("default_model").asText()).isEqualTo("tiny");
        assertThat(names(status.get("stats")))
                .containsExactly(
                        "requests_total",
                        "tokens_generated",
                        "active_requests",
                        "gpu_available",
                        "memory_used_bytes",
                        "memory_total_bytes");
        assertThat(status.get("stats").get("memory_total_bytes").asLong()).isGreaterThan(1L << 28);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void modelsAreListedWithTheFieldsOfTheContract(HttpProbe probe) throws Exception {
        JsonNode tiny = probe.get("/api/models").json().get("models").get(0);

        assertThat(names(tiny))
                .startsWith(
                        "alias", "path", "parameters", "context_size", "gpu_layers", "is_default", "active_requests");
        assertThat(tiny.get("alias").asText()).isEqualTo("tiny");
        assertThat(tiny.get("path").asText()).isEqualTo(Installation.tiny().toString());
        assertThat(tiny.get("parameters").asLong()).isEqualTo(1_119_616);
        assertThat(tiny.get("context_size").asInt()).isEqualTo(2048);
        assertThat(tiny.get("is_default").asBoolean()).isTrue();
        assertThat(tiny.get("loaded").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void generateAnswersAsAWhole(HttpProbe probe) throws Exception {
        HttpProbe.Answer answer =
                probe.post("/api/generate", "{\"model\":\"tiny\",\"temperature\":0,\"prompt\":\"" + FRANCE + "\"}");

        JsonNode json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(names(json))
                .startsWith("model", "response", "done")
                .contains(
                        "total_duration_ms", "prompt_tokens", "completion_tokens", "tokens_per_second", "done_reason");
        assertThat(json.get("model").asText()).isEqualTo("tiny");
        assertThat(json.get("response").asText()).isEqualTo(PARIS);
        assertThat(json.get("done").asBoolean()).isTrue();
        assertThat(json.get("done_reason").asText()).isEqualTo("stop");
        assertThat(json.get("completion_tokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void generateStreamsLinesAndTheLastHasTheStatistics(HttpProbe probe) throws Exception {
        HttpProbe.Answer answer = probe.post(
                "/api/generate",
                "{\"model\":\"tiny\",\"temperature\":0,\"stream\":true,\"prompt\":\"" + FRANCE + "\"}");

        List<JsonNode> lines = answer.lines();
        JsonNode last = lines.get(lines.size() - 1);
        StringBuilder text = new StringBuilder();
        for (JsonNode line : lines.subList(0, lines.size() - 1)) {
            assertThat(names(line)).startsWith("model", "response", "done");
            assertThat(line.get("done").asBoolean()).isFalse();
            text.append(line.get("response").asText());
        }
        assertThat(answer.head()).contains("Content-Type: application/x-ndjson");
        assertThat(text.toString()).isEqualTo(PARIS);
        assertThat(lines.size()).isGreaterThan(3);
        assertThat(last.get("response").asText()).isEmpty();
        assertThat(last.get("done").asBoolean()).isTrue();
        assertThat(last.get("done_reason").asText()).isEqualTo("stop");
        assertThat(last.get("prompt_tokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void chatAnswersAsAWholeAndStreamed(HttpProbe probe) throws Exception {
        String body = "{\"model\":\"tiny\",\"temperature\":0,\"messages\":["
                + "{\"role\":\"user\",\"content\":\"" + FRANCE + "\"},"
                + "{\"role\":\"assistant\",\"content\":\"" + PARIS + "\"},"
                + "{\"role\":\"user\",\"content\":\"And of Spain?\"}],\"stream\":%s}";
        JsonNode whole = probe.post("/api/chat", String.format(body, false)).json();
        List<JsonNode> lines =
                probe.post("/api/chat", String.format(body, true)).lines();

        assertThat(names(whole)).startsWith("model", "message", "done").contains("total_duration_ms");
        assertThat(whole.get("message").get("role").asText()).isEqualTo("assistant");
        assertThat(whole.get("message").get("content").asText()).isEqualTo("The capital of Spain is Madrid.");
        assertThat(names(lines.get(0))).startsWith("model", "message", "done");
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.get("message").get("content").asText()));
        assertThat(text.toString()).isEqualTo("The capital of Spain is Madrid.");
    }

    @Test
    void aFollowingTurnFindsTheConversationInTheCache() throws Exception {
        HttpProbe probe = daemon.tcp();
        String first = "{\"role\":\"user\",\"content\":\"What is the capital of Peru?\"}";
        String answer = "{\"role\":\"assistant\",\"content\":\"The capital of Peru is Lima.\"}";
        String next = "{\"role\":\"user\",\"content\":\"And of Chile?\"}";
        probe.post("/api/chat", "{\"model\":\"tiny\",\"temperature\":0,\"messages\":[" + first + "]}");
        JsonNode second = probe.post(
                        "/api/chat",
                        "{\"model\":\"tiny\",\"temperature\":0,\"messages\":[" + first + "," + answer + "," + next
                                + "]}")
                .json();

        assertThat(second.get("cached_prompt_tokens").asInt()).isGreaterThan(10);
    }

    @Test
    void aSystemPromptReachesTheModel() throws Exception {
        JsonNode without = daemon.tcp()
                .post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\"}")
                .json();
        JsonNode with = daemon.tcp()
                .post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"system\":\"Be brief.\"}")
                .json();

        assertThat(with.get("prompt_tokens").asInt())
                .isGreaterThan(without.get("prompt_tokens").asInt());
    }

    @Test
    void rawLeavesTheTemplateOut() throws Exception {
        String body = "{\"model\":\"tiny\",\"max_tokens\":1,\"prompt\":\"Hi\",\"raw\":%s}";
        JsonNode raw =
                daemon.tcp().post("/api/generate", String.format(body, true)).json();
        JsonNode templated =
                daemon.tcp().post("/api/generate", String.format(body, false)).json();

        assertThat(raw.get("prompt_tokens").asInt())
                .isLessThan(templated.get("prompt_tokens").asInt());
    }

    @Test
    void maxTokensAndStopEndAnAnswer() throws Exception {
        JsonNode cut = generate("\"max_tokens\":2");
        JsonNode stopped = generate("\"stop\":[\"France\"]");

        assertThat(cut.get("done_reason").asText()).isEqualTo("length");
        assertThat(cut.get("completion_tokens").asInt()).isEqualTo(2);
        assertThat(stopped.get("response").asText()).isEqualTo("The capital of ");
        assertThat(stopped.get("done_reason").asText()).isEqualTo("stop");
    }

    @Test
    void theSameSeedGivesTheSameAnswer() throws Exception {
        String body = "{\"model\":\"tiny\",\"prompt\":\"Tell me a story\",\"temperature\":1.5,\"top_k\":0,\"top_p\":1,"
                + "\"seed\":7,\"max_tokens\":40}";
        HttpProbe probe = daemon.tcp();

        assertThat(probe.post("/api/generate", body).json().get("response"))
                .isEqualTo(probe.post("/api/generate", body).json().get("response"));
    }

    @Test
    void aFieldThatIsNotUnderstoodIsNamedAtTheEnd() throws Exception {
        String body = "{\"model\":\"tiny\",\"temprature\":0,\"max_tokens\":2,\"stream\":%s,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\",\"mood\":\"good\"}]}";
        JsonNode whole =
                daemon.tcp().post("/api/chat", String.format(body, false)).json();
        List<JsonNode> lines =
                daemon.tcp().post("/api/chat", String.format(body, true)).lines();

        assertThat(whole.get("warnings").toString())
                .isEqualTo("[\"'temprature' is not known and was ignored\","
                        + "\"'messages[0].mood' is not known and was ignored\"]");
        assertThat(lines.get(lines.size() - 1).get("warnings")).isEqualTo(whole.get("warnings"));
        assertThat(lines.get(0).has("warnings")).isFalse();
    }

    @Test
    void twoConversationsDoNotCostEachOtherTheirCache() throws Exception {
        String one = "{\"model\":\"tiny\",\"prompt\":\"What is the capital of Norway?\",\"max_tokens\":1}";
        String other = "{\"model\":\"tiny\",\"prompt\":\"Tell me a story about a llama\",\"max_tokens\":1}";
        daemon.tcp().post("/api/generate", one);
        daemon.tcp().post("/api/generate", other);
        JsonNode again = daemon.tcp().post("/api/generate", one).json();

        assertThat(again.get("cached_prompt_tokens").asInt())
                .isEqualTo(again.get("prompt_tokens").asInt() - 1);
    }

    @Test
    void withoutAModelTheFirstOneOfServeIsMeant() throws Exception {
        JsonNode json = daemon.tcp()
                .post("/api/generate", "{\"prompt\":\"" + FRANCE + "\",\"temperature\":0}")
                .json();

        assertThat(json.get("model").asText()).isEqualTo("tiny");
        assertThat(json.get("response").asText()).isEqualTo(PARIS);
    }

    private static JsonNode generate(String field) throws Exception {
        return daemon.tcp()
                .post(
                        "/api/generate",
                        "{\"model\":\"tiny\",\"temperature\":0,\"prompt\":\"" + FRANCE + "\"," + field + "}")
                .json();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
