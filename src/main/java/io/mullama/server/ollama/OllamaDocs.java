package io.mullama.server.ollama;

import io.mullama.api.CopyRequest;
import io.mullama.api.docs.DialectDocs;
import io.mullama.api.docs.RouteDoc;
import io.mullama.api.ollama.NamedRequest;
import io.mullama.api.ollama.OllamaCreateRequest;
import io.mullama.api.ollama.OllamaEmbedRequest;
import java.util.List;

/** What the routes of Ollama's API are for that mullama's own has not, with examples. Stateless. */
public final class OllamaDocs {
    private static final String NDJSON = "application/x-ndjson";

    private static final String MODEL = "{\"model\": \"tiny\"}";

    private static final String PROGRESS = "{\"status\": \"success\"}";

    private static final String DETAILS = """
            {"parent_model": "", "format": "gguf", "family": "llama", "families": ["llama"], "parameter_size": "1.1M",
             "quantization_level": "Q8_0"}""";

    private static final List<RouteDoc> ROUTES = List.of(
            RouteDoc.get("/", "Says that it runs").givesText("text/plain", "mullama is running"),
            RouteDoc.get("/api/version", "Tells the version").gives("Version", "{\"version\": \"0.1.0\"}"),
            RouteDoc.get("/api/tags", "Lists the models that are here").gives("OllamaTags", """
                    {"models": [{"name": "tiny:latest", "model": "tiny:latest", "modified_at": "2025-01-31T12:00:00Z",
                      "size": 1242304, "digest": "0123abcd", "details": %s, "capabilities": ["completion"]}]}""".formatted(DETAILS)),
            RouteDoc.get("/api/ps", "Lists the models that are loaded").gives("OllamaRunning", """
                    {"models": [{"name": "tiny:latest", "model": "tiny:latest", "size": 9000000, "digest": "0123abcd",
                      "details": %s, "expires_at": "2025-01-31T12:05:00Z", "size_vram": 0,
                      "context_length": 2048}]}""".formatted(DETAILS)),
            RouteDoc.post("/api/show", "Tells all of one model")
                    .takes("NamedRequest", NamedRequest::fromJson, MODEL)
                    .gives("ShownModel", """
                            {"license": "mit", "modelfile": "FROM tiny", "parameters": "stop x", "template": "{{ x }}",
                             "system": "Be brief.", "details": %s, "messages": [{"role": "user", "content": "Hi"}],
                             "model_info": {},
                             "tensors": [{"name": "output.weight", "type": "Q8_0", "shape": [128, 1536]}],
                             "capabilities": ["completion"], "modified_at": "2025-01-31T12:00:00Z"}""".formatted(DETAILS)),
            RouteDoc.post("/api/pull", "Downloads a model")
                    .takes("NamedRequest", NamedRequest::fromJson, MODEL)
                    .gives("OllamaProgress", PROGRESS)
                    .streams(NDJSON),
            RouteDoc.post("/api/push", "Is refused: models are only pulled")
                    .takes("NamedRequest", NamedRequest::fromJson, MODEL)
                    .gives("OllamaProgress", PROGRESS),
            RouteDoc.post("/api/create", "Makes a model of another")
                    .takes("OllamaCreateRequest", OllamaCreateRequest::fromJson, """
                            {"model": "mine", "from": "tiny", "system": "Be brief.",
                             "messages": [{"role": "user", "content": "Hi"}]}""")
                    .gives("OllamaProgress", PROGRESS)
                    .streams(NDJSON),
            RouteDoc.post("/api/copy", "Gives a model a second name")
                    .takes("CopyRequest", CopyRequest::fromJson, "{\"source\": \"tiny\", \"destination\": \"mine\"}")
                    .givesText("text/plain", ""),
            RouteDoc.of("DELETE", "/api/delete", "Removes a model from disk")
                    .takes("NamedRequest", NamedRequest::fromJson, MODEL)
                    .givesText("text/plain", ""),
            RouteDoc.of("HEAD", "/api/blobs/:digest", "Says whether a file is here")
                    .givesText("text/plain", ""),
            RouteDoc.post("/api/blobs/:digest", "Takes in a file to make a model of")
                    .givesText("text/plain", ""),
            RouteDoc.post("/api/embed", "Makes vectors of texts")
                    .takes("OllamaEmbedRequest", OllamaEmbedRequest::fromJson, """
                            {"model": "tiny", "input": ["Hello!"]}""")
                    .gives("OllamaEmbedResponse", """
                            {"model": "tiny", "embeddings": [[0.5]], "total_duration": 1000, "load_duration": 0,
                             "prompt_eval_count": 2}"""));

    /** All of them. */
    public static final DialectDocs ALL =
            new DialectDocs("Ollama", "OllamaError", "{\"error\": \"model 'x' not found\"}", ROUTES);

    private OllamaDocs() {}
}
