package io.mullama.server.rest;

import io.mullama.api.CopyRequest;
import io.mullama.api.CreateRequest;
import io.mullama.api.LoadRequest;
import io.mullama.api.PullRequest;
import io.mullama.api.docs.RouteDoc;
import java.util.List;

/** The part of {@link RestDocs} that is about models. Stateless. */
final class ModelDocs {
    private static final String NDJSON = "application/x-ndjson";

    private static final String CONTRACT = """
            "alias": "llama3.2:1b", "path": "/home/user/.cache/mullama/models/org/repo/model.gguf",
             "parameters": 1236000000, "context_size": 4096, "gpu_layers": 35, "is_default": true,
             "active_requests": 0""";

    private static final String OURS = """
            "loaded": true, "size_bytes": 807694464, "quantization": "Q4_K_M", "family": "llama",
             "origin": "mullama", "status": "loaded", "modified_at": "2025-01-31T12:00:00Z",
             "expires_at": "2025-01-31T12:05:00Z", "progress": 1.0, "total_bytes": 807694464,
             "downloaded_bytes": 807694464, "error": {"message": "it is damaged", "type": "model_error",
               "code": "model_load_failed", "param": "model", "hint": "pull it again"}""";

    private static final String FILE = """
            {"name": "Llama-3.2-1B-Instruct-Q4_K_M.gguf", "pull": "hf:bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M",
             "quantization": "Q4_K_M", "size_bytes": 807694464, "parts": 1, "needed_bytes": 1300000000,
             "fits": "yes", "here": false, "is_default": true}""";

    static final List<RouteDoc> ROUTES = List.of(
            RouteDoc.get("/api/models", "Lists the models that are loaded, then those that could be")
                    .query("all", "true for those of other programs, too")
                    .gives("ModelList", "{\"models\": [{%s, %s}]}".formatted(CONTRACT, OURS)),
            RouteDoc.get("/api/models/:name", "Tells all of one model")
                    .gives("ModelDetails", """
                    {%s, "architecture": "LlamaForCausalLM", "vocab_size": 128256,
                     "capabilities": {"vision": false, "tools": false, "thinking": false, "json": true,
                       "completion": true, "embedding": false, "insert": false, "rerank": false},
                     %s, "context_length": 131072, "embedding_length": 2048, "license": "llama3.2",
                     "repository": "org/repo@0123abcd", "template": "{{ messages }}", "system": "Be brief.",
                     "options": ["temperature 0.5"], "modelfile": "FROM model.gguf", "files": ["model.gguf"],
                     "warnings": ["'x' is not known and was ignored"]}""".formatted(CONTRACT, OURS)),
            RouteDoc.post("/api/models/pull", "Downloads a model")
                    .takes("PullRequest", PullRequest::fromJson, "{\"name\": \"llama3.2:1b\", \"stream\": true}")
                    .defaults("{\"stream\": false}")
                    .gives("PullResponse", """
                            {"status": "success", "model": "llama3.2:1b",
                             "repo": "bartowski/Llama-3.2-1B-Instruct-GGUF", "size_bytes": 858993459}""")
                    .streams(NDJSON),
            RouteDoc.post("/api/models/load", "Loads a model into memory")
                    .takes("LoadRequest", LoadRequest::fromJson, """
                            {"alias": "my-model", "path": "/opt/models/custom.gguf", "gpu_layers": 35,
                             "context_size": 8192}""")
                    .gives("LoadResponse", """
                            {"status": "loaded", "alias": "my-model", "parameters": 7000000000,
                             "context_size": 8192, "gpu_layers": 35}"""),
            RouteDoc.post("/api/models/:name/unload", "Frees a model's memory").gives("ModelUnloaded", """
                            {"status": "unloaded", "alias": "my-model",
                             "warnings": ["the memory stays in use: the same model is loaded as mine"]}"""),
            RouteDoc.of("DELETE", "/api/models/:name", "Removes a model from disk")
                    .gives("ModelDeleted", """
                            {"status": "deleted", "alias": "my-model", "files": ["model.gguf"]}"""),
            RouteDoc.post("/api/models/copy", "Gives a model a second name")
                    .takes("CopyRequest", CopyRequest::fromJson, "{\"source\": \"tiny\", \"destination\": \"mine\"}")
                    .gives("ModelCopied", "{\"status\": \"copied\", \"alias\": \"mine\"}"),
            RouteDoc.post("/api/models/create", "Makes a model of another by a Modelfile")
                    .takes("CreateRequest", CreateRequest::fromJson, """
                            {"name": "mine", "modelfile": "FROM tiny\\nSYSTEM Be brief."}""")
                    .givesText(NDJSON, "{\"status\":\"success\",\"model\":\"mine\",\"repo\":\"\",\"size_bytes\":9}\n"),
            RouteDoc.get("/api/defaults", "Lists the models that can be had by a short name")
                    .gives("DefaultModels", """
                            [{"name": "llama3.2-1b", "description": "Meta Llama 3.2 1B - Fast and lightweight", "size_hint": "1B",
                              "tags": ["chat"], "from": "hf:bartowski/Llama-3.2-1B-Instruct-GGUF",
                              "has_thinking": false, "has_vision": false, "has_tools": false,
                              "alias": "llama3.2:1b"}]"""),
            RouteDoc.post("/api/defaults/:name/use", "Downloads and loads one of them in the background")
                    .gives("DefaultUse", """
                            {"status": "loading", "model": "llama3.2:1b",
                             "message": "llama3.2:1b is being loaded; GET /api/models tells how far it is"}"""),
            RouteDoc.get("/api/search", "Finds models that could be pulled")
                    .query("q", "words; none for all")
                    .gives("SearchResult", """
                            {"models": [{"name": "llama3.2:1b", "description": "Meta Llama 3.2 1B",
                              "size_hint": "1B", "downloads": 100, "files": [%s]}],
                             "warnings": ["the hub does not answer"]}""".formatted(FILE)),
            RouteDoc.get("/api/info", "Tells what could be pulled by a name, file by file")
                    .query("model", "a short name, or hf:ORGANIZATION/REPOSITORY")
                    .gives("RepositoryInfo", """
                            {"name": "llama3.2:1b", "repository": "bartowski/Llama-3.2-1B-Instruct-GGUF",
                             "description": "Meta Llama 3.2 1B", "license": "llama3.2", "parameters": 1235814432,
                             "architecture": "llama", "downloads": 100, "likes": 10, "gated": false,
                             "memory_bytes": 8000000000, "updated_at": "2025-01-31T12:00:00Z", "files": [%s],
                             "warnings": ["the hub does not answer"]}""".formatted(FILE)),
            RouteDoc.get("/api/cache", "Tells of the folder of downloads").gives("CacheReport", """
                    {"path": "/home/user/.cache/mullama/models", "size_bytes": 9000000000,
                     "unneeded": [{"path": "org/repo/old.gguf", "size_bytes": 4000000000}]}"""),
            RouteDoc.post("/api/cache/prune", "Removes downloads that no model needs")
                    .gives("CacheReport", "{}"));

    private ModelDocs() {}
}
