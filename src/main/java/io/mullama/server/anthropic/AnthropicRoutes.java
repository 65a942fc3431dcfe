package io.mullama.server.anthropic;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.SamplingField;
import io.mullama.api.ShortcutFields;
import io.mullama.api.Warnings;
import io.mullama.api.anthropic.AnthropicError;
import io.mullama.api.anthropic.MessagesRequest;
import io.mullama.api.anthropic.TokenCount;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.AnswerOrder;
import io.mullama.server.answer.AnswerWriter;
import io.mullama.server.answer.Backend;
import io.mullama.server.answer.ChatOrder;
import io.mullama.server.answer.DialectDefaults;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.Leases;
import io.mullama.server.answer.Prompts;
import io.mullama.server.answer.RandomIds;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.answer.RunningAnswer;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The routes of Anthropic's dialect: {@code /v1/messages}, and {@code /v1/models} by its header. Thread-safe. */
public final class AnthropicRoutes {
    /** What every request of its clients has, and none of another dialect's. */
    static final String HEADER = "anthropic-version";

    static final String MESSAGES = "/v1/messages";
    static final String COUNT = MESSAGES + "/count_tokens";

    static final String REQUEST_ID = "request-id";

    private static final DialectDefaults DEFAULTS =
            new DialectDefaults(-1, Map.of(SamplingField.TEMPERATURE, 1.0, SamplingField.TOP_P, 1.0));

    /** Clients, and what stands between, give up a connection on which nothing comes. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Backend backend;

    public AnthropicRoutes(Backend backend) {
        this.backend = backend;
    }

    /** Answers a request that is known by an id. */
    @FunctionalInterface
    private interface Handler {
        void handle(HttpRequest request, HttpExchange exchange, String requestId) throws Exception;
    }

    public void addTo(HttpRouter router) {
        ModelPages pages = new ModelPages(backend.models());
        router.on("POST", MESSAGES, guarded(this::answer))
                .on("POST", COUNT, guarded(this::count))
                .onHeader(
                        HEADER, "GET", "/v1/models", guarded((request, exchange, id) -> pages.list(request, exchange)))
                .onHeader(
                        HEADER,
                        "GET",
                        "/v1/models/:model",
                        guarded((request, exchange, id) -> pages.show(request, exchange)));
    }

    private HttpHandler guarded(Handler handler) {
        return (request, exchange) -> {
            String id = RandomIds.of("req_");
            exchange.header(REQUEST_ID, id);
            RouteGuard guard = new RouteGuard(backend.activity(), e -> error(e, id, exchange));
            guard.guarded((asked, answered) -> handler.handle(asked, answered, id))
                    .handle(request, exchange);
        };
    }

    private static AnthropicError error(MullamaException e, String requestId, HttpExchange exchange) {
        AnthropicError error = AnthropicError.of(e, requestId);
        if (error.isOverloaded()) {
            exchange.header("Retry-After", "1");
        }
        return error;
    }

    private void answer(HttpRequest request, HttpExchange exchange, String requestId)
            throws IOException, InterruptedException {
        Fields fields = Json.fields(request.body());
        MessagesRequest asked = MessagesRequest.fromJson(fields);
        AnswerOrder order = AnswerOrder.of(
                asked.model(), backend.prompts().of(order(asked)), asked.options(), ShortcutFields.fromJson(fields));
        RequestWatch watch = backend.generator().watch(exchange);
        try (RunningAnswer answer = backend.generator().start(order, DEFAULTS, watch)) {
            List<String> warnings = new ArrayList<>(answer.warnings(fields.unread()));
            warnings.addAll(asked.notes());
            AnthropicFormat.Terms terms = new AnthropicFormat.Terms(
                    RandomIds.of("msg_"),
                    requestId,
                    answer.model(),
                    asked.thoughts(),
                    Objects.requireNonNullElse(asked.options().stop(), List.of()),
                    Objects.requireNonNullElse(asked.options().maxTokens(), -1),
                    warnings);
            AnthropicFormat format = new AnthropicFormat(terms, prompt(answer), LONGEST_SILENCE);
            new AnswerWriter(exchange, watch, answer, format, backend.activity()).write(asked.stream());
        }
    }

    private void count(HttpRequest request, HttpExchange exchange, String requestId) throws IOException {
        Fields fields = Json.fields(request.body());
        MessagesRequest asked = MessagesRequest.toCount(fields);
        // They change no prompt, and a request for the answer has them.
        ShortcutFields.fromJson(fields);
        Leases leases = backend.leases();
        RequestWatch watch = leases.watch(exchange);
        try (Leases.LeasedModel leased =
                leases.take(asked.model(), asked.options().keepAlive(), watch::isClientGone)) {
            Prompts.Prompted prompted = backend.prompts().prompted(order(asked), leased.stored(), leased.engine());
            List<String> warnings = new ArrayList<>(Warnings.unknown(fields.unread()));
            warnings.addAll(prompted.notes());
            warnings.addAll(asked.notes());
            JsonReply.send(exchange, 200, Warnings.beside(new TokenCount(prompted.tokens().length), warnings));
        }
    }

    private static ChatOrder order(MessagesRequest asked) {
        return new ChatOrder(asked.messages(), asked.begun(), asked.truncate(), asked.answer(), asked.options());
    }

    private static AnthropicFormat.Prompt prompt(RunningAnswer answer) {
        return new AnthropicFormat.Prompt() {
            @Override
            public int tokens() {
                return answer.promptTokens();
            }

            @Override
            public int cached() {
                return answer.cachedPromptTokens();
            }
        };
    }
}
