package io.mullama.server.ollama;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.ModelDetails;
import io.mullama.api.Warnings;
import io.mullama.api.ollama.NamedRequest;
import io.mullama.api.ollama.OllamaModels;
import io.mullama.api.ollama.ShownModel;
import io.mullama.config.Settings;
import io.mullama.server.answer.Backend;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.Details;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.time.Instant;

/** Ollama's routes that tell which models there are: {@code /api/tags}, {@code /api/ps}, {@code /api/show}. Thread-safe. */
final class ListRoutes {
    private final Backend backend;
    private final Settings settings;
    private final ModelWording wording;

    ListRoutes(Backend backend, Settings settings) {
        this.backend = backend;
        this.settings = settings;
        this.wording = new ModelWording(backend.models());
    }

    void addTo(HttpRouter router, RouteGuard guard) {
        router.on("GET", "/api/tags", guard.guarded(this::tags))
                .on("GET", "/api/ps", guard.guarded(this::running))
                .on("POST", "/api/show", guard.guarded(this::show));
    }

    /** In Ollama's place other tools' models are listed too, Ollama's own among them. */
    private void tags(HttpRequest request, HttpExchange exchange) throws IOException {
        OllamaModels list = new OllamaModels(backend.models().stored(settings.ollama()).stream()
                .map(wording::listed)
                .toList());
        JsonReply.send(exchange, 200, list);
    }

    private void running(HttpRequest request, HttpExchange exchange) throws IOException {
        Instant now = Instant.now();
        OllamaModels list = new OllamaModels(backend.models().loaded().stream()
                .filter(model -> model.engine().isPresent())
                .map(model -> wording.running(model, now, settings.keepAlive()))
                .toList());
        JsonReply.send(exchange, 200, list);
    }

    private void show(HttpRequest request, HttpExchange exchange) throws IOException {
        Fields fields = Json.fields(request.body());
        NamedRequest asked = NamedRequest.fromJson(fields);
        StoredModel model = backend.models().find(asked.model());
        ModelDetails.Text text = Details.of(model, backend.models()).text();
        ModelInfo info = new ModelInfo(model, asked.verbose());
        ShownModel shown = new ShownModel(
                text,
                ModelWording.details(model.header()),
                model.recipe(),
                info.metadata(),
                info.tensors(),
                wording.capabilities(model),
                model.modified());
        JsonReply.send(exchange, 200, Warnings.unknown(shown, fields.unread()));
    }
}
