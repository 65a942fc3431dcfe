package io.mullama.server.openai;

import io.mullama.api.ContextSizeField;
import io.mullama.api.ErrorBody;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ShortcutFields;
import io.mullama.api.openai.AnswerIdentity;
import io.mullama.api.openai.AnswerRequest;
import io.mullama.api.openai.ChatCompletionRequest;
import io.mullama.api.openai.CompletionRequest;
import io.mullama.api.openai.OpenAiError;
import io.mullama.api.openai.OpenAiModel;
import io.mullama.api.openai.OpenAiModelList;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.AnswerOrder;
import io.mullama.server.answer.AnswerWriter;
import io.mullama.server.answer.Backend;
import io.mullama.server.answer.ChatOrder;
import io.mullama.server.answer.Generator;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RandomIds;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.answer.RunningAnswer;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The routes of OpenAI's dialect, below {@code /v1}. Thread-safe. */
public final class OpenAiRoutes {
    private final Backend backend;

    public OpenAiRoutes(Backend backend) {
        this.backend = backend;
    }

    public void addTo(HttpRouter router) {
        VectorRoutes vectors = new VectorRoutes(backend.leases());
        router.on("GET", "/v1/models", route(this::listModels, OpenAiError::of))
                .on("GET", "/v1/models/:model", route(this::showModel, OpenAiError::of))
                .on("POST", "/v1/completions", route(this::complete, e -> OpenAiError.of(e, "prompt")))
                .on("POST", "/v1/chat/completions", route(this::chat, e -> OpenAiError.of(e, "messages")))
                .on("POST", "/v1/embeddings", route(vectors::embed, e -> OpenAiError.of(e, "input")));
        // All the names that llama-server has for it.
        HttpHandler rerank = route(vectors::rerank, e -> OpenAiError.of(e, "documents"));
        List.of("/v1/rerank", "/v1/reranking", "/rerank", "/reranking")
                .forEach(path -> router.on("POST", path, rerank));
    }

    private HttpHandler route(HttpHandler handler, Function<MullamaException, ErrorBody> errors) {
        return RequestIds.naming(new RouteGuard(backend.activity(), errors).guarded(handler));
    }

    private void listModels(HttpRequest request, HttpExchange exchange) throws IOException {
        List<OpenAiModel> list = backend.models().list(false).models().stream()
                .map(model ->
                        new OpenAiModel(model.alias(), Objects.requireNonNullElse(model.modifiedAt(), Instant.EPOCH)))
                .toList();
        JsonReply.send(exchange, 200, new OpenAiModelList(list));
    }

    private void showModel(HttpRequest request, HttpExchange exchange) throws IOException {
        StoredModel model = backend.models().find(request.pathVariable());
        JsonReply.send(exchange, 200, new OpenAiModel(model.name(), model.modified()));
    }

    private void complete(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        CompletionRequest asked = CompletionRequest.fromJson(fields);
        answer(exchange, new TextWording(asked), asked, Continuations.sources(asked), fields);
    }

    private void chat(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        ChatCompletionRequest asked = ChatCompletionRequest.fromJson(fields);
        ChatOrder order = new ChatOrder(asked.messages(), asked.truncate(), asked.answer(), asked.options());
        ChatWording wording = new ChatWording(asked.functions());
        answer(exchange, wording, asked, List.of(backend.prompts().of(order)), fields);
    }

    private void answer(
            HttpExchange exchange,
            Wording wording,
            AnswerRequest asked,
            List<Generator.PromptSource> sources,
            Fields fields)
            throws IOException, InterruptedException {
        AnswerOrder order = new AnswerOrder(
                asked.model(), sources, asked.choices(), asked.options(), ShortcutFields.fromJson(fields));
        Integer room = ContextSizeField.read(fields);
        Generator generator = backend.generator().withRoomFor(room);
        RequestWatch watch = generator.watch(exchange);
        try (RunningAnswer answer = generator.start(order, wording.defaults(), watch)) {
            List<String> warnings = answer.warnings(fields.unread());
            answer.shortage(room).ifPresent(warnings::add);
            UsageTally usage = new UsageTally(sources.size(), asked.choices());
            AnswerFormat format = new OpenAiFormat(wording, identity(wording, answer), asked, warnings, usage);
            new AnswerWriter(exchange, watch, answer, format, backend.activity()).write(asked.stream().stream());
        }
    }

    private AnswerIdentity identity(Wording wording, RunningAnswer answer) {
        return new AnswerIdentity(
                RandomIds.of(wording.idPrefix()), Instant.now(), answer.model(), "mullama-" + backend.version());
    }
}
