package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.ChatRequest;
import io.mullama.api.Health;
import io.mullama.server.answer.ChatOrder;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import java.io.IOException;

/** The routes of mullama's own API. Thread-safe. */
public final class Routes {
    private final DaemonState state;
    private final RouteGuard guard;

    public Routes(DaemonState state) {
        this.state = state;
        this.guard = new RouteGuard(state.activity(), ApiError::of);
    }

    public void addTo(HttpRouter router) {
        router.on("GET", "/health", this::health)
                .on("GET", "/status", guarded((request, exchange) -> JsonReply.send(exchange, 200, state.status())))
                .on(
                        "GET",
                        "/api/system/status",
                        guarded((request, exchange) -> JsonReply.send(exchange, 200, state.system())));
    }

    private void health(HttpRequest request, HttpExchange exchange) throws IOException {
        JsonReply.send(exchange, state.isReady() ? 200 : 503, new Health(state.phase()));
    }

    /** What a request for a conversation says of its prompt and its answer. */
    static ChatOrder order(ChatRequest asked) {
        return new ChatOrder(asked.messages(), asked.truncate(), asked.answer(), asked.options());
    }

    private HttpHandler guarded(HttpHandler handler) {
        return guard.guarded(handler);
    }
}
