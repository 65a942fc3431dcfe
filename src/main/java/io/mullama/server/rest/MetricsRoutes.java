package io.mullama.server.rest;

import io.mullama.engine.Engine;
import io.mullama.engine.LoadedModel;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.Backend;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.metrics.Metrics;
import io.mullama.server.metrics.ProcessUsage;
import io.mullama.server.metrics.Snapshot;
import io.mullama.server.model.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code GET /metrics}: what Prometheus asks for every few seconds, which is no sign that anybody is there. Thread-safe.
 */
public final class MetricsRoutes {
    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");

    private final Activity activity;
    private final String version;
    private final Models models;

    public MetricsRoutes(Backend backend) {
        this.activity = backend.activity();
        this.version = backend.version();
        this.models = backend.models();
    }

    public void addTo(HttpRouter router) {
        router.on("GET", "/metrics", this::metrics);
    }

    private void metrics(HttpRequest request, HttpExchange exchange) throws IOException {
        ProcessUsage process = ProcessUsage.read(PROCESS_STATUS, activity.startedAt());
        exchange.respond(200, Metrics.CONTENT_TYPE, activity.metrics().text(snapshot(), process));
    }

    private Snapshot snapshot() {
        // Loaded anew with other settings, a model may be there twice; a series must not be.
        Map<String, Snapshot.Model> loaded = new LinkedHashMap<>();
        models.present().stream()
                .flatMap(MetricsRoutes::described)
                .forEach(model -> loaded.putIfAbsent(model.name(), model));
        return new Snapshot(
                version, activity.uptime(), models.present().size(), models.memoryUsed(), List.copyOf(loaded.values()));
    }

    /** Nothing while it loads. */
    private static Stream<Snapshot.Model> described(LoadedModel model) {
        return model.engine().stream()
                .map(engine -> new Snapshot.Model(
                        shape(model, engine),
                        model.alias(),
                        model.need().total(),
                        model.loadDuration(),
                        model.users()));
    }

    private static Snapshot.Shape shape(LoadedModel model, Engine engine) {
        return new Snapshot.Shape(model.source().header().parameterCount(), engine.contextSize(), engine.gpuLayers());
    }
}
