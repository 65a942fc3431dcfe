package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.ChatMessage;
import io.mullama.api.ChatRequest;
import io.mullama.api.Fields;
import io.mullama.api.GenerateRequest;
import io.mullama.api.Health;
import io.mullama.api.Json;
import io.mullama.api.ShortcutFields;
import io.mullama.server.answer.AnswerFormat;
import io.mullama.server.answer.AnswerOrder;
import io.mullama.server.answer.AnswerWriter;
import io.mullama.server.answer.Backend;
import io.mullama.server.answer.ChatOrder;
import io.mullama.server.answer.DialectDefaults;
import io.mullama.server.answer.Generator;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Prompts;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.answer.RunningAnswer;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The routes of mullama's own API. Thread-safe. */
public final class Routes {
    private final DaemonState state;
    private final Backend backend;
    private final RouteGuard guard;

    public Routes(DaemonState state, Backend backend) {
        this.state = state;
        this.backend = backend;
        this.guard = new RouteGuard(state.activity(), ApiError::of);
    }

    public void addTo(HttpRouter router) {
        router.on("GET", "/health", this::health)
                .on("GET", "/status", guarded((request, exchange) -> JsonReply.send(exchange, 200, state.status())))
                .on(
                        "GET",
                        "/api/system/status",
                        guarded((request, exchange) -> JsonReply.send(exchange, 200, state.system())))
                .on("POST", "/api/generate", guarded(this::generate))
                .on("POST", "/api/chat", guarded(this::chat));
    }

    private void health(HttpRequest request, HttpExchange exchange) throws IOException {
        JsonReply.send(exchange, state.isReady() ? 200 : 503, new Health(state.phase()));
    }

    private void generate(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        GenerateRequest asked = GenerateRequest.fromJson(fields);
        Generator.PromptSource source = source(asked);
        AnswerOrder order = AnswerOrder.of(asked.model(), source, asked.options(), ShortcutFields.fromJson(fields));
        answer(exchange, ContractFormat.Wording.GENERATE, order, asked.stream(), fields.unread());
    }

    private void chat(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        ChatRequest asked = ChatRequest.fromJson(fields);
        AnswerOrder order = AnswerOrder.of(
                asked.model(), backend.prompts().of(order(asked)), asked.options(), ShortcutFields.fromJson(fields));
        answer(exchange, ContractFormat.Wording.CHAT, order, asked.stream(), fields.unread());
    }

    private void answer(
            HttpExchange exchange,
            ContractFormat.Wording wording,
            AnswerOrder order,
            boolean stream,
            List<String> ignoredFields)
            throws IOException, InterruptedException {
        RequestWatch watch = backend.generator().watch(exchange);
        try (RunningAnswer answer = backend.generator().start(order, DialectDefaults.NONE, watch)) {
            AnswerFormat format = new ContractFormat(wording, answer, ignoredFields);
            new AnswerWriter(exchange, watch, answer, format, state.activity()).write(stream);
        }
    }

    /** What a request for a conversation says of its prompt and its answer. */
    static ChatOrder order(ChatRequest asked) {
        return new ChatOrder(asked.messages(), asked.truncate(), asked.answer(), asked.options());
    }

    private Generator.PromptSource source(GenerateRequest asked) {
        if (asked.suffix() != null) {
            return Prompts.fill(asked.prompt(), asked.suffix(), asked.answer().format(), asked.options());
        }
        return asked.raw()
                ? Prompts.raw(asked.prompt(), asked.answer().format(), asked.options())
                : backend.prompts().of(new ChatOrder(messages(asked), false, asked.answer(), asked.options()));
    }

    private static List<ChatMessage> messages(GenerateRequest request) {
        List<ChatMessage> messages = new ArrayList<>();
        if (request.system() != null) {
            messages.add(ChatMessage.system(request.system()));
        }
        messages.add(ChatMessage.user(request.prompt()));
        return messages;
    }

    private HttpHandler guarded(HttpHandler handler) {
        return guard.guarded(handler);
    }
}
