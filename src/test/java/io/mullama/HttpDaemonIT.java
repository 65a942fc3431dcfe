package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the contract that exist, on both endpoints of the packaged daemon. */
final class HttpDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.";

    private static Sandbox sandbox;
    private static Sandbox.Started daemon;
    private static Path slow;
    private static int port;

    @BeforeAll
    static void serve() throws Exception {
        sandbox = new Sandbox();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        slow = SlowModel.write(sandbox.folder().resolve("slow.gguf"));
        daemon = sandbox.start(
                "serve",
                "--port",
                Integer.toString(port),
                "--context-size",
                "16384",
                "--parallel",
                "2",
                "--model",
                "tiny",
                "--model",
                slow.toString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> HttpProbe.tcp(port).get("/health").status() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        daemon.process().destroy();
        daemon.process().waitFor();
        sandbox.close();
    }

    static Stream<HttpProbe> endpoints() {
        return Stream.of(HttpProbe.tcp(port), HttpProbe.unix(sandbox.socket()));
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
        assertThat(status.get("pid").asLong()).isEqualTo(daemon.process().pid());
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
        assertThat(status.get("http_endpoint").asText()).isEqualTo("http://127.0.0.1:" + port);
        assertThat(status.get("ipc_endpoint").asText()).isEqualTo("ipc://" + sandbox.socket());
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
            assertThat(names(line)).containsExactly("model", "response", "done");
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
        assertThat(names(lines.get(0))).containsExactly("model", "message", "done");
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.get("message").get("content").asText()));
        assertThat(text.toString()).isEqualTo("The capital of Spain is Madrid.");
    }

    @Test
    void aFollowingTurnFindsTheConversationInTheCache() throws Exception {
        HttpProbe probe = HttpProbe.tcp(port);
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
        JsonNode without = HttpProbe.tcp(port)
                .post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\"}")
                .json();
        JsonNode with = HttpProbe.tcp(port)
                .post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"system\":\"Be brief.\"}")
                .json();

        assertThat(with.get("prompt_tokens").asInt())
                .isGreaterThan(without.get("prompt_tokens").asInt());
    }

    @Test
    void rawLeavesTheTemplateOut() throws Exception {
        String body = "{\"model\":\"tiny\",\"max_tokens\":1,\"prompt\":\"Hi\",\"raw\":%s}";
        JsonNode raw = HttpProbe.tcp(port)
                .post("/api/generate", String.format(body, true))
                .json();
        JsonNode templated = HttpProbe.tcp(port)
                .post("/api/generate", String.format(body, false))
                .json();

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
        HttpProbe probe = HttpProbe.tcp(port);

        assertThat(probe.post("/api/generate", body).json().get("response"))
                .isEqualTo(probe.post("/api/generate", body).json().get("response"));
    }

    @Test
    void withoutAModelTheFirstOneOfServeIsMeant() throws Exception {
        JsonNode json = HttpProbe.tcp(port)
                .post("/api/generate", "{\"prompt\":\"" + FRANCE + "\",\"temperature\":0}")
                .json();

        assertThat(json.get("model").asText()).isEqualTo("tiny");
        assertThat(json.get("response").asText()).isEqualTo(PARIS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/chat     | {\"model\":\"tiny\"}                                     | messages",
                "/api/chat     | {\"model\":\"tiny\",\"messages\":[]}                     | messages",
                "/api/chat     | {\"model\":\"tiny\",\"messages\":\"hi\"}                 | messages",
                "/api/chat     | {\"messages\":[{\"role\":\"user\"}]}                     | messages[0].content",
                "/api/chat     | {\"messages\":[7]}                                       | messages[0]",
                "/api/generate | {\"model\":\"tiny\"}                                     | prompt",
                "/api/generate | {\"prompt\":7}                                           | prompt",
                "/api/generate | {\"prompt\":\"hi\",\"max_tokens\":-5}                    | max_tokens",
                "/api/generate | {\"prompt\":\"hi\",\"max_tokens\":1.5}                   | max_tokens",
                "/api/generate | {\"prompt\":\"hi\",\"temperature\":\"hot\"}              | temperature",
                "/api/generate | {\"prompt\":\"hi\",\"temperature\":-1}                   | temperature",
                "/api/generate | {\"prompt\":\"hi\",\"top_p\":2}                          | top_p",
                "/api/generate | {\"prompt\":\"hi\",\"top_k\":-1}                         | top_k",
                "/api/generate | {\"prompt\":\"hi\",\"min_p\":\"x\"}                      | min_p",
                "/api/generate | {\"prompt\":\"hi\",\"repeat_penalty\":0}                 | repeat_penalty",
                "/api/generate | {\"prompt\":\"hi\",\"stream\":\"yes\"}                   | stream",
                "/api/generate | {\"prompt\":\"hi\",\"stop\":[\"\"]}                      | stop",
                "/api/generate | {\"prompt\":\"hi\",\"stop\":[1]}                         | stop[0]",
                "/api/generate | {\"prompt\":\"hi\",\"keep_alive\":\"soon\"}              | keep_alive",
                "/api/generate | {\"prompt\":\"hi\",\"model\":3}                          | model",
                "/api/generate | {\"prompt\":\"hi\",\"model\":\"\"}                       | model",
                "/api/generate | [1]                                                      | body",
                "/api/generate | {\"prompt\":                                             | body",
                "/api/generate | not json                                                 | body"
            })
    void aBadRequestIs400WithTheFieldsName(String path, String body, String field) throws Exception {
        HttpProbe.Answer answer = HttpProbe.tcp(port).post(path, body);
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request");
        assertThat(error.get("code").asText()).isEqualTo("invalid_request");
        assertThat(error.get("param").asText()).isEqualTo(field);
        assertThat(error.get("message").asText()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void anUnknownModelIsAnsweredAsTheContractSays() throws Exception {
        HttpProbe.Answer answer =
                HttpProbe.tcp(port).post("/api/generate", "{\"model\":\"unknown-model\",\"prompt\":\"hi\"}");
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(error.get("message").asText()).isEqualTo("Model 'unknown-model' not found");
        assertThat(error.get("type").asText()).isEqualTo("not_found");
        assertThat(error.get("code").asText()).isEqualTo("model_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../tiny", "tiny/../tiny", "%2e%2e", "C:\\\\model", "tiny\\u0000", "/etc/passwd"})
    void aHostileModelNameIsAnError(String name) throws Exception {
        HttpProbe.Answer answer =
                HttpProbe.tcp(port).post("/api/generate", "{\"model\":\"" + name + "\",\"prompt\":\"hi\"}");

        assertThat(answer.status()).isIn(400, 404, 500);
        assertThat(answer.json().get("error").get("code").asText())
                .isIn("invalid_request", "model_not_found", "invalid_model_file");
    }

    @Test
    void aPromptOverTheContextIs400WithBothNumbers() throws Exception {
        HttpProbe.Answer answer = HttpProbe.tcp(port)
                .post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"" + "one two ".repeat(3000) + "\"}");
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.get("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(error.get("message").asText()).contains("2047").containsPattern("has \\d{4,} tokens");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/models/tiny",
        "POST,/api/models/pull",
        "GET,/metrics",
        "POST,/v1/chat/completions",
        "GET,/",
        "GET,/nothing"
    })
    void otherRoutesAre404InTheContractsFormat(String method, String path) throws Exception {
        HttpProbe.Answer answer = HttpProbe.tcp(port).exchange(method, path, "");
        JsonNode error = answer.json().get("error");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(error.get("type").asText()).isEqualTo("not_found");
        assertThat(names(error)).startsWith("message", "type", "code");
    }

    @Test
    void aWrongMethodIs405WithWhatIsAllowed() throws Exception {
        HttpProbe.Answer answer = HttpProbe.tcp(port).get("/api/chat");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head()).contains("Allow: OPTIONS, POST");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aClientThatGoesAwayInPrefillStopsTheWork(HttpProbe probe) throws Exception {
        assertGoingAwayStopsTheWork(probe, "{\"model\":\"%s\",\"raw\":true,\"stream\":true,\"prompt\":\"%s\"}", 6000);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aClientThatGoesAwayWhileItWaitsForAWholeAnswerStopsTheWork(HttpProbe probe) throws Exception {
        assertGoingAwayStopsTheWork(probe, "{\"model\":\"%s\",\"raw\":true,\"max_tokens\":-1,\"prompt\":\"%s\"}", 1);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aClientThatGoesAwayInMidStreamStopsTheWork(HttpProbe probe) throws Exception {
        assertGoingAwayStopsTheWork(
                probe, "{\"model\":\"%s\",\"raw\":true,\"stream\":true,\"max_tokens\":-1,\"prompt\":\"%s\"}", 1);
    }

    /** The slow model would go on for minutes; a new request that gets its turn shows that nothing holds it up. */
    private static void assertGoingAwayStopsTheWork(HttpProbe probe, String body, int words) throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(probe.send("POST", "/api/generate", String.format(body, slow, "one two ".repeat(words))));
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active(probe) == 3);
        for (SocketChannel client : clients) {
            client.close();
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> active(probe) == 0);
        JsonNode next = probe.post(
                        "/api/generate",
                        "{\"model\":\"" + slow + "\",\"raw\":true,\"max_tokens\":1,\"prompt\":\"Hello\"}")
                .json();
        assertThat(next.get("completion_tokens").asInt()).isEqualTo(1);
    }

    private static int active(HttpProbe probe) throws Exception {
        return probe.get("/status").json().get("active_requests").asInt();
    }

    private static JsonNode generate(String field) throws Exception {
        return HttpProbe.tcp(port)
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
