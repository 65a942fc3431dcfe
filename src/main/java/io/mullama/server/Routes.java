package io.mullama.server;

import io.mullama.api.ApiError;
import io.mullama.api.ChatRequest;
import io.mullama.api.Fields;
import io.mullama.api.GenerateRequest;
import io.mullama.api.Health;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.chat.Message;
import io.mullama.engine.PromptPart;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The routes of mullama's own API. Thread-safe. */
final class Routes {
    private static final System.Logger LOG = System.getLogger(Routes.class.getName());

    private final DaemonState state;
    private final Models models;
    private final Generator generator;
    private final Prompts prompts;

    Routes(DaemonState state, Models models, Generator generator, Prompts prompts) {
        this.state = state;
        this.models = models;
        this.generator = generator;
        this.prompts = prompts;
    }

    HttpRouter router() {
        return new HttpRouter()
                .on("GET", "/health", this::health)
                .on("GET", "/status", guarded((request, exchange) -> respond(exchange, 200, state.status())))
                .on("GET", "/api/system/status", guarded((request, exchange) -> respond(exchange, 200, state.system())))
                .on("GET", "/api/models", guarded((request, exchange) -> respond(exchange, 200, models.list())))
                .on("POST", "/api/generate", guarded(this::generate))
                .on("POST", "/api/chat", guarded(this::chat));
    }

    /** Sends a whole answer. */
    static void respond(HttpExchange exchange, int status, JsonBody body) throws IOException {
        exchange.respond(status, "application/json", Json.bytes(body));
    }

    private void health(HttpRequest request, HttpExchange exchange) throws IOException {
        respond(exchange, state.isReady() ? 200 : 503, new Health(state.phase()));
    }

    private void generate(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        GenerateRequest asked = GenerateRequest.fromJson(fields);
        Generator.PromptSource source = asked.raw()
                ? (model, engine) -> List.of(new PromptPart(asked.prompt(), true))
                : (model, engine) -> prompts.render(model, engine, messages(asked));
        RunningAnswer answer = generator.start(asked.model(), source, asked.options(), exchange::peerGone);
        write(exchange, answer, AnswerFormat.GENERATE.warningOf(fields.unread()), asked.stream());
    }

    private void chat(HttpRequest request, HttpExchange exchange) throws Exception {
        Fields fields = Json.fields(request.body());
        ChatRequest asked = ChatRequest.fromJson(fields);
        List<Message> messages = asked.messages().stream()
                .map(message -> new Message(message.role(), message.content()))
                .toList();
        Generator.PromptSource source = (model, engine) -> prompts.render(model, engine, messages);
        RunningAnswer answer = generator.start(asked.model(), source, asked.options(), exchange::peerGone);
        write(exchange, answer, AnswerFormat.CHAT.warningOf(fields.unread()), asked.stream());
    }

    private void write(HttpExchange exchange, RunningAnswer answer, AnswerFormat format, boolean stream)
            throws Exception {
        try (answer) {
            AnswerWriter writer = new AnswerWriter(exchange, answer, format, state.activity());
            if (stream) {
                writer.stream();
            } else {
                writer.whole();
            }
        }
    }

    private static List<Message> messages(GenerateRequest request) {
        List<Message> messages = new ArrayList<>();
        if (request.system() != null) {
            messages.add(Message.system(request.system()));
        }
        messages.add(Message.user(request.prompt()));
        return messages;
    }

    /** Counts the request, and answers what it throws in the contract's words. */
    private HttpHandler guarded(HttpHandler handler) {
        return (request, exchange) -> {
            state.activity().touch();
            boolean generates = request.method().equals("POST");
            if (generates) {
                state.activity().requestBegins();
            }
            try {
                handler.handle(request, exchange);
            } catch (MullamaException e) {
                fail(exchange, e);
            } finally {
                if (generates) {
                    state.activity().requestEnds();
                }
            }
        };
    }

    private static void fail(HttpExchange exchange, MullamaException e) throws IOException {
        if (e.code() == ErrorCode.CANCELLED) {
            throw new IOException("the client has gone", e);
        }
        ApiError error = ApiError.of(e);
        if (error.status() >= 500) {
            LOG.log(System.Logger.Level.WARNING, error.message(), e);
        }
        respond(exchange, error.status(), error);
    }
}
