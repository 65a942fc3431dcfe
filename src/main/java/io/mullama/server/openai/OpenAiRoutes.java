package io.mullama.server.openai;

import io.mullama.api.Fields;
import io.mullama.api.FormatField;
import io.mullama.api.GenerationOptions;
import io.mullama.api.Json;
import io.mullama.api.ShortcutFields;
import io.mullama.api.openai.AnswerIdentity;
import io.mullama.api.openai.AnswerRequest;
import io.mullama.api.openai.ChatCompletionRequest;
import io.mullama.api.openai.CompletionPrompt;
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
import io.mullama.server.answer.Prompts;
import io.mullama.server.answer.ReadyPrompt;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.answer.RunningAnswer;
import io.mullama.server.answer.TurnRequests;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The routes of OpenAI's dialect, below {@code /v1}. Thread-safe. */
public final class OpenAiRoutes {
    private final Backend backend;

    public OpenAiRoutes(Backend backend) {
        this.backend = backend;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(backend.activity(), OpenAiError::of);
        router.on("GET", "/v1/models", guard.guarded(this::listModels))
                .on("GET", "/v1/models/:model", guard.guarded(this::showModel))
                .on("POST", "/v1/completions", guard.guarded(this::complete))
                .on("POST", "/v1/chat/completions", guard.guarded(this::chat));
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
        List<Generator.PromptSource> sources = asked.prompts().stream()
                .map(prompt -> source(prompt, asked.options()))
                .toList();
        answer(exchange, OpenAiWording.COMPLETION, asked, sources, fields);
    }

    private void chat(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        ChatCompletionRequest asked = ChatCompletionRequest.fromJson(fields);
        answer(
                exchange,
                OpenAiWording.CHAT,
                asked,
                List.of(backend.prompts()
                        .of(new ChatOrder(asked.messages(), asked.truncate(), asked.answer(), asked.options()))),
                fields);
    }

    private void answer(
            HttpExchange exchange,
            OpenAiWording wording,
            AnswerRequest asked,
            List<Generator.PromptSource> sources,
            Fields fields)
            throws IOException, InterruptedException {
        AnswerOrder order = new AnswerOrder(
                asked.model(), sources, asked.choices(), asked.options(), ShortcutFields.fromJson(fields));
        UsageTally usage = new UsageTally(sources.size(), asked.choices());
        boolean includeUsage = asked.stream().includeUsage();
        RequestWatch watch = backend.generator().watch(exchange);
        try (RunningAnswer answer = backend.generator().start(order, wording.defaults(), watch)) {
            AnswerIdentity identity = identity(wording, answer);
            List<String> warnings = answer.warnings(fields.unread());
            AnswerFormat format = new OpenAiFormat(wording, identity, includeUsage, warnings, usage);
            new AnswerWriter(exchange, watch, answer, format, backend.activity()).write(asked.stream().stream());
        }
    }

    private static Generator.PromptSource source(CompletionPrompt prompt, GenerationOptions options) {
        if (prompt instanceof CompletionPrompt.Tokens tokens) {
            return (model, engine) -> ReadyPrompt.plain(
                    known(tokens, model), TurnRequests.text(FormatField.FREE, options, model.recipe()));
        }
        CompletionPrompt.Text text = (CompletionPrompt.Text) prompt;
        return Prompts.raw(text.text(), FormatField.FREE, options);
    }

    /** The tokens, if the model knows them all: llama.cpp would fail the whole batch, other requests' part included. */
    private static int[] known(CompletionPrompt.Tokens prompt, StoredModel model) {
        long size = model.header().vocabularySize().orElse(0);
        for (int id : prompt.ids()) {
            if (id >= size) {
                throw MullamaException.invalidField(
                        prompt.field(),
                        "'" + prompt.field() + "' holds the token " + id + ", and the ids of " + model.name()
                                + " end at " + (size - 1));
            }
        }
        return prompt.ids();
    }

    private AnswerIdentity identity(OpenAiWording wording, RunningAnswer answer) {
        String id = wording.idPrefix() + UUID.randomUUID().toString().replace("-", "");
        return new AnswerIdentity(id, Instant.now(), answer.model(), "mullama-" + backend.version());
    }
}
