package io.mullama.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mullama.HttpProbe;
import io.mullama.engine.FinishReason;
import io.mullama.engine.GenerationEvent;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.Usage;
import io.mullama.gguf.GgufBuilder;
import io.mullama.server.ServedRoutes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the contract answers with the fields of the contract's example, in their order and of their types. */
final class ContractTest {
    private static final GenerationEvent HELLO = new GenerationEvent.Piece("Hello");
    private static final GenerationEvent END =
            new GenerationEvent.Finished(FinishReason.STOP, new Usage(8, 3, 2, Duration.ofMillis(5)));

    private static final String MODEL = """
            {"alias": "llama3.2:1b", "path": "/home/user/model.gguf", "parameters": 1236000000,
             "context_size": 4096, "gpu_layers": 35, "is_default": true, "active_requests": 0%s}""";

    @SuppressWarnings("NullAway.Init")
    private ServedRoutes routes;

    @BeforeEach
    void serve() throws IOException {
        routes = new ServedRoutes();
    }

    @AfterEach
    void close() throws IOException {
        routes.close();
    }

    @Test
    void modelsAreListedWithTheContractsFields() throws IOException {
        routes.use("tiny");

        JsonNode list = routes.get("/api/models").json();

        assertThat(list.fieldNames()).toIterable().containsExactly("models");
        assertThat(list.get("models")).hasSize(2);
        for (JsonNode model : list.get("models")) {
            assertBegins(model, MODEL.formatted(""));
        }
    }

    @Test
    void aModelIsToldOfWithTheContractsFields() throws IOException {
        routes.fixture.write("whole", new GgufBuilder().u32("llama.vocab_size", 128_256));

        assertBegins(routes.get("/api/models/whole").json(), MODEL.formatted("""
                , "architecture": "LlamaForCausalLM", "vocab_size": 128256,
                "capabilities": {"vision": false, "tools": false, "thinking": false, "json": true}"""));
        assertThat(routes.get("/api/models/whole").json().get("architecture").asText())
                .isEqualTo("LlamaForCausalLM");
    }

    @Test
    void modelsAreLoadedUnloadedAndDeletedAsTheContractSays() throws IOException {
        routes.fixture.pulled("mine", "org/repo/m.gguf");

        HttpProbe.Answer loaded = routes.send("/api/models/load", "{'alias':'mine'}");
        HttpProbe.Answer again = routes.send("/api/models/load", "{'alias':'mine'}");
        HttpProbe.Answer unloaded = routes.send("/api/models/mine/unload", "");
        HttpProbe.Answer more = routes.send("/api/models/mine/unload", "");
        HttpProbe.Answer deleted = routes.delete("/api/models/mine");

        assertBegins(loaded.json(), """
                {"status": "loaded", "alias": "my-model", "parameters": 7000000000, "context_size": 8192,
                 "gpu_layers": 35}""");
        assertError(again, 409, "conflict", "model_already_loaded");
        assertThat(unloaded.body()).isEqualTo("{\"status\":\"unloaded\",\"alias\":\"mine\"}");
        assertError(more, 409, "conflict", "model_not_loaded");
        assertThat(deleted.body()).startsWith("{\"status\":\"deleted\",\"alias\":\"mine\"");
        assertError(routes.delete("/api/models/mine"), 404, "not_found", "model_not_found");
    }

    @Test
    void aWholeGenerationHasTheContractsFields() throws Exception {
        HttpProbe.Answer answer = routes.ask("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\"}", HELLO, END);

        assertBegins(answer.json(), """
                {"model": "llama3.2:1b", "response": "The capital of France is Paris.", "done": true,
                 "total_duration_ms": 450, "prompt_tokens": 8, "completion_tokens": 7, "tokens_per_second": 15.5}""");
    }

    @Test
    void aStreamedGenerationHasTheContractsLines() throws Exception {
        HttpProbe.Answer answer =
                routes.ask("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"stream\":true}", HELLO, END);

        assertThat(answer.body()).startsWith("{\"model\":\"tiny\",\"response\":\"Hello\",\"done\":false");
        assertBegins(answer.lines().get(1), """
                {"model":"llama3.2:1b","response":"","done":true,"total_duration_ms":320,"prompt_tokens":3,
                 "completion_tokens":7,"tokens_per_second":21.8}""");
        assertThat(answer.lines()).hasSize(2);
    }

    @Test
    void aWholeChatHasTheContractsFields() throws Exception {
        HttpProbe.Answer answer = routes.ask(
                "/api/chat", "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}", HELLO, END);

        assertBegins(answer.json(), """
                {"model": "llama3.2:1b", "message": {"role": "assistant", "content": "The meaning of life"},
                 "done": true, "total_duration_ms": 890, "prompt_tokens": 12, "completion_tokens": 45}""");
    }

    @Test
    void whatIsLeftOpenIsAsTheContractSays() throws Exception {
        HttpProbe.Answer unused = routes.ask("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\"}", END);

        GenerationRequest request = routes.request();
        assertThat(request.maxTokens()).isEqualTo(512);
        assertThat(request.sampling().temperature().value()).isEqualTo(0.7);
        assertThat(request.sampling().truncation().topP()).isEqualTo(0.9);
        assertThat(request.sampling().truncation().topK()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'model':'tiny','input':'Hello'}", "{'model':'tiny','input':['Hello','How are you?']}"})
    void embeddingsHaveTheContractsFields(String request) throws IOException {
        assertBegins(routes.send("/api/embeddings", request).json(), """
                {"model": "nomic-embed", "embeddings": [[0.0023, -0.0091]], "dimensions": 768, "total_tokens": 4}""");
    }

    @Test
    void theSystemTellsTheContractsFields() throws IOException {
        routes.use("tiny");

        JsonNode system = routes.get("/api/system/status").json();

        assertThat(system.fieldNames())
                .toIterable()
                .containsExactly(
                        "version",
                        "uptime_secs",
                        "models_loaded",
                        "http_endpoint",
                        "ipc_endpoint",
                        "default_model",
                        "stats");
        assertThat(Shape.of(system.get("stats"))).isEqualTo(Shape.of("""
                {"requests_total": 150, "tokens_generated": 45000, "active_requests": 1, "gpu_available": true,
                 "memory_used_bytes": 4500000000, "memory_total_bytes": 16000000000}"""));
        assertThat(system.get("default_model").asText()).isEqualTo("tiny");
        assertBegins(routes.get("/status").json(), """
                {"status": "ok", "version": "0.3.0", "uptime_secs": 3600, "models_loaded": 2, "active_requests": 0}""");
        assertThat(routes.get("/api/version").body()).startsWith("{\"version\":\"1.2.3\"");
    }

    @Test
    void whoIsNotReadyIsNotHealthy() throws IOException {
        HttpProbe.Answer starting = routes.get("/health");
        routes.state.enter(DaemonState.Phase.OK);
        HttpProbe.Answer ready = routes.get("/health");
        routes.state.enter(DaemonState.Phase.STOPPING);
        HttpProbe.Answer stopping = routes.get("/health");

        assertThat(starting.status()).isEqualTo(503);
        assertThat(starting.body()).isEqualTo("{\"status\":\"starting\"}");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(stopping.status()).isEqualTo(503);
        assertThat(stopping.body()).isEqualTo("{\"status\":\"stopping\"}");
    }

    @Test
    void theDefaultsHaveTheContractsFields() throws IOException {
        assertBegins(routes.get("/api/defaults").json().get(0), """
                {"name": "llama3.2-1b", "description": "Meta Llama 3.2 1B", "size_hint": "1B", "tags": ["chat"],
                 "from": "hf:bartowski/Llama-3.2-1B-Instruct-GGUF", "has_thinking": false, "has_vision": false,
                 "has_tools": false}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api/models/unknown-model         |                                   | 404 | not_found | model_not_found",
                "DELETE | /api/models/unknown-model         |                                   | 404 | not_found | model_not_found",
                "POST   | /api/models/unknown-model/unload  |                                   | 404 | not_found | model_not_found",
                "POST   | /api/models/load   | {\"alias\":\"unknown-model\"}             | 404 | not_found | model_not_found",
                "POST   | /api/models/load   | {}                                        | 400 | invalid_request | invalid_request",
                "POST   | /api/models/pull   | {}                                        | 400 | invalid_request | invalid_request",
                "POST   | /api/models/pull   | {\"name\":\"unknown-model\"}              | 404 | not_found | model_not_found",
                "POST   | /api/generate      | {\"model\":\"unknown-model\",\"prompt\":\"x\"} | 404 | not_found | model_not_found",
                "POST   | /api/generate      | {\"model\":\"tiny\"}                      | 400 | invalid_request | invalid_request",
                "POST   | /api/generate      | {\"model\":                               | 400 | invalid_request | invalid_request",
                "POST   | /api/chat          | {\"model\":\"tiny\"}                      | 400 | invalid_request | invalid_request",
                "POST   | /api/embeddings    | {\"model\":\"tiny\"}                      | 400 | invalid_request | invalid_request",
                "POST   | /api/tokenize      | {\"model\":\"tiny\"}                      | 400 | invalid_request | invalid_request",
                "POST   | /api/detokenize    | {\"model\":\"tiny\"}                      | 400 | invalid_request | invalid_request",
                "POST   | /api/defaults/nothing-like-it/use |                             | 404 | not_found | model_not_found",
                "GET    | /api/nothing       |                                           | 404 | not_found | not_found",
            })
    void anErrorHasItsStatusTypeAndCode(String method, String path, String body, int status, String type, String code)
            throws IOException {
        assertError(routes.probe().exchange(method, path, body == null ? "" : body), status, type, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/status",
                "/api/system/status",
                "/api/models",
                "/api/models/tiny",
                "/api/defaults",
                "/api/cache",
                "/api/version",
                "/api/doctor",
                "/openapi.json"
            })
    void whatCanBeReadHasAHeadAndOptions(String path) throws IOException {
        HttpProbe.Answer whole = routes.get(path);
        HttpProbe.Answer head = routes.probe().exchange("HEAD", path, "");
        HttpProbe.Answer options = routes.probe().exchange("OPTIONS", path, "");

        assertThat(head.status()).isEqualTo(whole.status());
        assertThat(head.body()).isEmpty();
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.head()).contains("Access-Control-Allow-Origin: *");
    }

    private static void assertError(HttpProbe.Answer answer, int status, String type, String code) throws IOException {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("Content-Type: application/json");
        JsonNode error = answer.json().get("error");
        assertThat(error.fieldNames()).toIterable().startsWith("message", "type", "code");
        assertThat(error.get("message").asText()).isNotBlank();
        assertThat(error.get("type").asText()).isEqualTo(type);
        assertThat(error.get("code").asText()).isEqualTo(code);
    }

    /** At each place of the contract's example the same fields come first, in its order; others may follow them. */
    private static void assertBegins(JsonNode answer, String example) throws IOException {
        List<String> expected = Shape.of(example);
        List<String> found = new ArrayList<>(Shape.of(answer));
        found.retainAll(expected);
        assertThat(found).isEqualTo(expected);
        List<String> first = new ArrayList<>();
        answer.fieldNames().forEachRemaining(first::add);
        List<String> names = new ArrayList<>();
        new JsonMapper().readTree(example).fieldNames().forEachRemaining(names::add);
        assertThat(first).startsWith(names.toArray(new String[0]));
    }
}
