package io.mullama.server.openai;

import io.mullama.api.Fields;
import io.mullama.api.RerankRequest;
import io.mullama.api.ShortcutFields;
import io.mullama.api.docs.DialectDocs;
import io.mullama.api.docs.RouteDoc;
import io.mullama.api.openai.ChatCompletionRequest;
import io.mullama.api.openai.CompletionRequest;
import io.mullama.api.openai.EmbeddingsRequest;
import java.util.List;

/** What the routes of OpenAI's API are for, with an example of what each takes and answers. Stateless. */
public final class OpenAiDocs {
    private static final String EVENTS = "text/event-stream";

    private static final List<RouteDoc> ROUTES = List.of(
            RouteDoc.get("/v1/models", "Lists the models").gives("OpenAiModelList", """
                    {"object": "list", "data": [
                      {"id": "tiny", "object": "model", "created": 1700000000, "owned_by": "mullama"}]}"""),
            RouteDoc.get("/v1/models/:model", "Tells of one model").gives("OpenAiModel", """
                    {"id": "tiny", "object": "model", "created": 1700000000, "owned_by": "mullama"}"""),
            RouteDoc.post("/v1/chat/completions", "Answers a conversation")
                    .takes("ChatCompletionRequest", OpenAiDocs::chatRequest, """
                            {"model": "tiny", "messages": [{"role": "user", "content": "Hello!"}],
                             "tools": [{"type": "function", "function": {"name": "lookup", "description": "Looks up.",
                               "parameters": {"type": "object", "properties": {}}}}],
                             "stream": true, "stream_options": {"include_usage": true}}""")
                    .gives("ChatCompletion", """
                            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "tiny",
                             "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello!"},
                               "finish_reason": "stop"}],
                             "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12}}""")
                    .streams(EVENTS),
            RouteDoc.post("/v1/completions", "Goes on with a text")
                    .takes("CompletionRequest", OpenAiDocs::completionRequest, """
                            {"model": "tiny", "prompt": "Once upon", "stream": true,
                             "stream_options": {"include_usage": true}}""")
                    .gives("Completion", """
                            {"id": "cmpl-1", "object": "text_completion", "created": 1700000000, "model": "tiny",
                             "choices": [{"index": 0, "text": " a time", "finish_reason": "stop"}],
                             "usage": {"prompt_tokens": 2, "completion_tokens": 2, "total_tokens": 4}}""")
                    .streams(EVENTS),
            RouteDoc.post("/v1/embeddings", "Makes vectors of texts")
                    .takes("EmbeddingsRequest", EmbeddingsRequest::fromJson, """
                            {"model": "tiny", "input": ["Hello!"], "encoding_format": "float"}""")
                    .gives("EmbeddingsResponse", """
                            {"object": "list", "data": [{"object": "embedding", "index": 0, "embedding": [0.5]}],
                             "model": "tiny", "usage": {"prompt_tokens": 2, "total_tokens": 2}}"""),
            rerank("/v1/rerank"),
            rerank("/v1/reranking"),
            rerank("/rerank"),
            rerank("/reranking"));

    /** All of them. */
    public static final DialectDocs ALL = new DialectDocs("OpenAI", "OpenAiError", """
            {"error": {"message": "Model 'x' not found", "type": "invalid_request_error", "param": "model",
              "code": "model_not_found"}}""", ROUTES);

    private OpenAiDocs() {}

    private static RouteDoc rerank(String path) {
        return RouteDoc.post(path, "Scores documents against a query")
                .takes("OpenAiRerankRequest", RerankRequest::fromJson, """
                        {"model": "tiny", "query": "What is the capital of France?", "documents": ["Paris is."]}""")
                .gives("RerankedList", """
                        {"object": "list", "model": "tiny", "results": [{"index": 0, "relevance_score": 0.9,
                          "document": {"text": "Paris is."}}],
                         "usage": {"prompt_tokens": 9, "total_tokens": 9}}""");
    }

    private static Object chatRequest(Fields fields) {
        return List.of(ChatCompletionRequest.fromJson(fields), ShortcutFields.fromJson(fields));
    }

    private static Object completionRequest(Fields fields) {
        return List.of(CompletionRequest.fromJson(fields), ShortcutFields.fromJson(fields));
    }
}
