package io.mullama.server.ollama;

import io.mullama.api.SamplingField;
import io.mullama.api.ollama.OllamaVersion;
import io.mullama.config.Settings;
import io.mullama.server.answer.Backend;
import io.mullama.server.answer.DialectDefaults;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.Creation;
import io.mullama.server.model.HubModels;
import io.mullama.server.model.StoredNames;
import io.mullama.store.Blobs;
import io.mullama.store.ModelStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Ollama's routes but for those that the contract has, too. Thread-safe. */
public final class OllamaRoutes {
    /**
     * What Ollama takes where neither a request nor the model says: DefaultOptions in api/types.go of its release 0.33.0,
     * and its runner's {@code min_p}. Before 0.32.10 the {@code repeat_penalty} was 1.1.
     */
    public static final DialectDefaults DEFAULTS = new DialectDefaults(
            -1,
            Map.of(
                    SamplingField.TEMPERATURE, 0.8,
                    SamplingField.TOP_K, 40.0,
                    SamplingField.TOP_P, 0.9,
                    SamplingField.MIN_P, 0.0,
                    SamplingField.REPEAT_PENALTY, 1.0));

    private final Backend backend;
    private final Settings settings;
    private final Stock stock;
    private final OllamaErrors errors;

    /** Where models come from and lie. Immutable; its parts are thread-safe. */
    public record Stock(HubModels hub, ModelStore store, Creation creation, Blobs blobs) {}

    public OllamaRoutes(Backend backend, Settings settings, Stock stock, OllamaErrors errors) {
        this.backend = backend;
        this.settings = settings;
        this.stock = stock;
        this.errors = errors;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(backend.activity(), errors::of);
        StoredNames names = new StoredNames(backend.models(), stock.store);
        new ListRoutes(backend, settings).addTo(router, guard);
        new NameRoutes(names, settings).addTo(router, guard);
        new EmbedRoutes(backend.leases()).addTo(router, guard);
        new BlobRoutes(stock.blobs).addTo(router, guard);
        new PullRoutes(stock.hub, errors).addTo(router, guard);
        new CreateRoutes(backend.models(), stock.hub, stock.creation, new Ingredients(stock.blobs), errors)
                .addTo(router, guard);
        router.on("GET", "/", this::greet).on("GET", "/api/version", guard.guarded(this::version));
    }

    /** What Ollama's command looks for before it asks anything else. */
    private void greet(HttpRequest request, HttpExchange exchange) throws IOException {
        String text = (settings.ollama() ? "Ollama" : "mullama") + " is running";
        exchange.respond(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.US_ASCII));
    }

    private void version(HttpRequest request, HttpExchange exchange) throws IOException {
        JsonReply.send(
                exchange, 200, new OllamaVersion(settings.ollama() ? OllamaVersion.COMPATIBLE : backend.version()));
    }
}
