package io.mullama.server.ollama;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.Warnings;
import io.mullama.api.ollama.NamedRequest;
import io.mullama.api.ollama.ProgressLine;
import io.mullama.hub.PullStatus;
import io.mullama.hub.Pulls;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.server.model.HubModels;
import java.time.Duration;
import java.util.Optional;

/** {@code POST /api/pull}. Thread-safe. */
final class PullRoutes {
    /** A year: a pull takes as long as it takes. */
    static final Duration LONGEST = Duration.ofDays(365);

    private final HubModels hub;
    private final OllamaErrors errors;

    PullRoutes(HubModels hub, OllamaErrors errors) {
        this.hub = hub;
        this.errors = errors;
    }

    void addTo(HttpRouter router, RouteGuard guard) {
        router.on("POST", "/api/pull", guard.guarded(this::pull));
    }

    private void pull(HttpRequest request, HttpExchange exchange) throws Exception {
        exchange.timeLimit(LONGEST);
        Fields fields = Json.fields(request.body());
        NamedRequest asked = NamedRequest.fromJson(fields);
        PullProgress progress = new PullProgress(exchange, asked.stream(), e -> errors.of(request, e));
        try (Pulls.Watch watch = hub.pull(ModelName.parse(asked.model()), Optional.empty())) {
            PullStatus.Done unused = progress.follow(watch);
            progress.end(Warnings.unknown(ProgressLine.SUCCESS, fields.unread()));
        } catch (MullamaException e) {
            progress.fail(e);
        }
    }
}
