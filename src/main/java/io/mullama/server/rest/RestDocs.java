package io.mullama.server.rest;

import io.mullama.api.BenchRequest;
import io.mullama.api.ChatRequest;
import io.mullama.api.DetokenizeRequest;
import io.mullama.api.EmbedRequest;
import io.mullama.api.Fields;
import io.mullama.api.GenerateRequest;
import io.mullama.api.RerankRequest;
import io.mullama.api.ShortcutFields;
import io.mullama.api.TokenizeRequest;
import io.mullama.api.docs.DialectDocs;
import io.mullama.api.docs.RouteDoc;
import io.mullama.api.ollama.OllamaOptions;
import java.util.ArrayList;
import java.util.List;

/** What the routes of mullama's own API are for, with an example of what each takes and answers. Stateless. */
public final class RestDocs {
    private static final String NDJSON = "application/x-ndjson";

    private static final String MESSAGES = """
            {"model": "tiny",
             "messages": [
               {"role": "user", "content": "What is the capital of France?"},
               {"role": "assistant", "content": "", "thinking": "A tool knows.", "tool_calls": [
                 {"id": "c1", "type": "function", "function": {"name": "lookup", "arguments": {"country": "France"}}}]},
               {"role": "tool", "content": "Paris", "tool_name": "lookup", "tool_call_id": "c1"}],
             "tools": [{"type": "function", "function": {
               "name": "lookup", "description": "Looks up a capital.",
               "parameters": {"type": "object", "properties": {"country": {"type": "string"}}}}}],
             "max_tokens": 256, "stream": false, "options": {"num_ctx": 4096}}""";

    private static final String STATISTICS = """
            "done": true, "total_duration_ms": 450, "prompt_tokens": 8, "completion_tokens": 7,
             "tokens_per_second": 15.5, "done_reason": "stop", "load_duration_ms": 0, "prompt_duration_ms": 45,
             "cached_prompt_tokens": 0, "created_at": "2025-01-31T12:00:00Z", "total_duration": 450000000,
             "load_duration": 0, "prompt_eval_count": 8, "prompt_eval_duration": 45000000, "eval_count": 7,
             "eval_duration": 400000000""";

    private static final List<RouteDoc> ANSWERING = List.of(
            RouteDoc.post("/api/generate", "Generates text from a prompt")
                    .takes("GenerateRequest", RestDocs::generateRequest, """
                            {"model": "tiny", "prompt": "What is the capital of France?", "max_tokens": 256,
                             "options": {"num_ctx": 4096}}""")
                    .defaults("{\"max_tokens\": 512, \"temperature\": 0.7, \"top_p\": 0.9, \"top_k\": 40,"
                            + " \"stream\": false}")
                    .gives("GenerateResponse", """
                            {"model": "tiny", "response": "The capital of France is Paris.", "thinking": "Easy.", %s,
                             "context": [1, 2]}""".formatted(STATISTICS))
                    .streams(NDJSON),
            RouteDoc.post("/api/chat", "Answers a conversation")
                    .takes("ChatRequest", RestDocs::chatRequest, MESSAGES)
                    .defaults("{\"max_tokens\": 512, \"temperature\": 0.7, \"stream\": false}")
                    .gives("ChatResponse", """
                            {"model": "tiny", "message": {"role": "assistant", "content": "Paris.", "thinking": "Easy.",
                              "tool_calls": [{"id": "c1", "type": "function",
                                "function": {"name": "lookup", "arguments": {}}}]}, %s}""".formatted(STATISTICS))
                    .streams(NDJSON),
            RouteDoc.post("/api/embeddings", "Makes vectors of texts")
                    .takes("EmbedRequest", EmbedRequest::fromJson, """
                            {"model": "tiny", "input": ["Hello, world!", "Goodbye!"]}""")
                    .gives("EmbedResponse", """
                            {"model": "tiny", "embeddings": [[0.0023, -0.0091]], "dimensions": 2, "total_tokens": 4}"""),
            RouteDoc.post("/api/rerank", "Scores documents against a query")
                    .takes("RerankRequest", RerankRequest::fromJson, """
                            {"model": "tiny", "query": "What is the capital of France?",
                             "documents": ["Paris is.", "Bread is baked."], "top_n": 1}""")
                    .gives("RerankResponse", """
                            {"model": "tiny", "results": [{"index": 0, "relevance_score": 0.9,
                              "document": {"text": "Paris is."}}],
                             "usage": {"prompt_tokens": 20, "total_tokens": 20}}"""),
            RouteDoc.post("/api/tokenize", "Makes tokens of a text")
                    .takes("TokenizeRequest", TokenizeRequest::fromJson, """
                            {"model": "tiny", "text": "Hello", "with_pieces": true}""")
                    .defaults("{\"add_special\": false, \"parse_special\": true, \"with_pieces\": false}")
                    .gives("TokenizeResponse", """
                            {"model": "tiny", "tokens": [15496], "count": 1, "pieces": ["Hello", [240, 159]]}"""),
            RouteDoc.post("/api/detokenize", "Makes the text of tokens")
                    .takes("DetokenizeRequest", DetokenizeRequest::fromJson, """
                            {"model": "tiny", "tokens": [15496]}""")
                    .gives("DetokenizeResponse", """
                            {"model": "tiny", "text": "Hello", "valid_utf8": true}"""),
            RouteDoc.post("/api/render", "Shows the prompt that a conversation becomes, without an answer")
                    .takes("ChatRequest", RestDocs::chatRequest, MESSAGES)
                    .gives("RenderResponse", """
                            {"model": "tiny", "prompt": "<|im_start|>user\\n", "prompt_tokens": 1,
                             "tokens": [{"id": 1, "text": "<|im_start|>"}]}"""),
            RouteDoc.post("/api/bench", "Measures a model's speed")
                    .takes("BenchRequest", BenchRequest::fromJson, """
                            {"model": "tiny", "prompt_tokens": [512], "generated_tokens": [128], "repetitions": 5}""")
                    .givesText(NDJSON, "{\"test\": \"pp512\", \"tokens_per_second\": 1000.0, \"done\": false}\n"));

    private static final List<RouteDoc> SYSTEM = List.of(
            RouteDoc.get("/health", "Tells whether the daemon is ready; 503 while it starts and stops")
                    .gives("Health", "{\"status\": \"ok\"}"),
            RouteDoc.get("/status", "Tells how the daemon is").gives("DaemonStatus", """
                            {"status": "ok", "version": "0.3.0", "uptime_secs": 3600, "models_loaded": 2,
                             "active_requests": 0, "pid": 4711, "on_demand": true}"""),
            RouteDoc.get("/api/system/status", "Tells of the daemon, its endpoints and its counters")
                    .gives("SystemStatus", """
                            {"version": "0.3.0", "uptime_secs": 3600, "models_loaded": 2,
                             "http_endpoint": "http://127.0.0.1:8080", "ipc_endpoint": "ipc:///tmp/mullama.sock",
                             "default_model": "llama3.2:1b",
                             "stats": {"requests_total": 150, "tokens_generated": 45000, "active_requests": 1,
                               "gpu_available": true, "memory_used_bytes": 4500000000,
                               "memory_total_bytes": 16000000000}}"""),
            RouteDoc.get("/api/doctor", "Looks for what is wrong with the installation and the machine")
                    .gives("DoctorReport", """
                            {"status": "warning", "findings": [{"name": "memory", "status": "warning",
                              "message": "300 MiB free for models", "hint": "end other programs"}]}"""),
            RouteDoc.get("/metrics", "Tells of the daemon's work, for Prometheus")
                    .givesText("text/plain", "mullama_models_loaded 2\n"),
            RouteDoc.get("/openapi.json", "Describes the routes: this document")
                    .gives("OpenApi", "{\"openapi\": \"3.1.0\"}"));

    /** All of them. */
    public static final DialectDocs ALL = new DialectDocs("mullama", "Error", """
            {"error": {"message": "Model 'unknown-model' not found", "type": "not_found", "code": "model_not_found",
              "param": "model", "hint": "did you mean tiny?"}}""", all());

    private RestDocs() {}

    private static List<RouteDoc> all() {
        List<RouteDoc> all = new ArrayList<>(SYSTEM);
        all.addAll(ModelDocs.ROUTES);
        all.addAll(ANSWERING);
        return all;
    }

    private static Object generateRequest(Fields fields) {
        GenerateRequest asked = GenerateRequest.fromJson(fields);
        return List.of(PromptOrder.of(fields, asked, asked.options(), false), answerFields(fields));
    }

    private static Object chatRequest(Fields fields) {
        return List.of(ChatRequest.fromJson(fields), answerFields(fields));
    }

    /** What requests of both may have beside. */
    private static Object answerFields(Fields fields) {
        return List.of(ShortcutFields.fromJson(fields), OllamaOptions.read(fields));
    }
}
