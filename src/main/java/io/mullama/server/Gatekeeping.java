package io.mullama.server;

import io.mullama.config.AccessSettings;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.server.access.AccessGate;
import io.mullama.server.access.DialectErrors;
import io.mullama.server.access.ErrorDialect;
import io.mullama.server.anthropic.AnthropicErrors;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpErrors;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpServer;
import io.mullama.server.ollama.OllamaRefusals;
import io.mullama.server.openai.OpenAiErrors;
import io.mullama.server.rest.DaemonState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands between the network and the routes: who may pass, and how those are told who may not. Stateless. */
final class Gatekeeping {
    private Gatekeeping() {}

    /** Those dialects beside the contract's that have words of their own; the first that a request speaks has it. */
    static HttpErrors errors(Settings settings) {
        List<ErrorDialect> dialects = new ArrayList<>(List.of(new AnthropicErrors(), new OpenAiErrors()));
        if (settings.ollama()) {
            dialects.add(new OllamaRefusals());
        }
        return new DialectErrors(dialects);
    }

    /** A server before these routes that is not started. */
    static HttpServer server(
            HttpEndpoints endpoints, Settings settings, DaemonState state, HttpHandler routes, String version) {
        AccessGate gate = new AccessGate(new AccessSettings(settings), () -> unready(state), routes);
        return new HttpServer(endpoints, Endpoints.limits(settings), gate, errors(settings), version);
    }

    private static Optional<HttpError> unready(DaemonState state) {
        if (state.isReady()) {
            return Optional.empty();
        }
        boolean stopping = state.isStopping();
        return Optional.of(new HttpError(
                503,
                (stopping ? ErrorCode.SHUTTING_DOWN : ErrorCode.STARTING).wireName(),
                stopping ? "the daemon is shutting down" : "the daemon is starting",
                "try again in a moment"));
    }
}
