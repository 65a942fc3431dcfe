package io.mullama.server.ollama;

import io.mullama.api.CopyRequest;
import io.mullama.api.Json;
import io.mullama.api.ollama.NamedRequest;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.RequestWatch;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.StoredNames;
import java.io.IOException;

/** Ollama's routes that change names: {@code /api/copy} and {@code /api/delete}; and {@code /api/push}. Thread-safe. */
final class NameRoutes {
    private final StoredNames names;
    private final Settings settings;

    NameRoutes(StoredNames names, Settings settings) {
        this.names = names;
        this.settings = settings;
    }

    void addTo(HttpRouter router, RouteGuard guard) {
        router.on("POST", "/api/copy", guard.guarded(this::copy))
                .on("DELETE", "/api/delete", guard.guarded(this::delete))
                .on("POST", "/api/push", guard.guarded(NameRoutes::push));
    }

    private void copy(HttpRequest request, HttpExchange exchange) throws IOException {
        CopyRequest asked = CopyRequest.fromJson(Json.fields(request.body()));
        names.copy(asked.source(), asked.destination());
        done(exchange);
    }

    private void delete(HttpRequest request, HttpExchange exchange) throws IOException {
        RequestWatch watch = RequestWatch.begin(exchange, settings);
        NamedRequest asked = NamedRequest.fromJson(Json.fields(request.body()));
        StoredNames.Removed unused = names.remove(asked.model(), watch::isClientGone);
        done(exchange);
    }

    private static void push(HttpRequest request, HttpExchange exchange) {
        NamedRequest asked = NamedRequest.fromJson(Json.fields(request.body()));
        throw new MullamaException(
                ErrorCode.INVALID_REQUEST,
                "'" + asked.model() + "' cannot be pushed: mullama only pulls models",
                "upload the file to Hugging Face, and pull it from there");
    }

    /** Ollama says nothing more. */
    private static void done(HttpExchange exchange) throws IOException {
        exchange.respond(200, "text/plain", new byte[0]);
    }
}
