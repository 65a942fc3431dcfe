package io.mullama.server.answer;

import io.mullama.api.ErrorBody;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.metrics.Endpoint;
import io.mullama.server.metrics.RequestMetrics;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Counts requests, and answers what their handlers throw in one dialect's words. Thread-safe. */
public final class RouteGuard {
    private static final System.Logger LOG = System.getLogger(RouteGuard.class.getName());

    private final Activity activity;
    private final BiFunction<HttpRequest, MullamaException, ErrorBody> errors;

    public RouteGuard(Activity activity, Function<MullamaException, ErrorBody> errors) {
        this(activity, (request, e) -> errors.apply(e));
    }

    /** A guard of routes whose errors are worded as the one who asks expects. */
    public RouteGuard(Activity activity, BiFunction<HttpRequest, MullamaException, ErrorBody> errors) {
        this.activity = activity;
        this.errors = errors;
    }

    public HttpHandler guarded(HttpHandler handler) {
        return (request, exchange) -> {
            activity.touch();
            boolean works = request.method().equals("POST");
            if (works) {
                activity.requestBegins();
            }
            try {
                count(handler, request, exchange);
            } finally {
                if (works) {
                    activity.requestEnds();
                }
            }
        };
    }

    /** A whole answer is counted before it is sent, so that whoever has read it finds it counted. */
    private void count(HttpHandler handler, HttpRequest request, HttpExchange exchange) throws Exception {
        Optional<Endpoint> endpoint = Endpoint.of(request.method(), request.path());
        if (endpoint.isEmpty()) {
            answer(handler, request, exchange);
            return;
        }
        RequestMetrics.Running running = activity.metrics().requests().begin(endpoint.get(), request.path());
        exchange.beforeAnswer(running::end);
        int status = 500;
        try {
            answer(handler, request, exchange);
            status = 200;
        } catch (IOException e) {
            status = RequestMetrics.CLIENT_GONE;
            throw e;
        } finally {
            running.end(status);
        }
    }

    private void answer(HttpHandler handler, HttpRequest request, HttpExchange exchange) throws Exception {
        try {
            handler.handle(request, exchange);
        } catch (MullamaException e) {
            fail(request, exchange, e);
        }
    }

    private void fail(HttpRequest request, HttpExchange exchange, MullamaException e) throws IOException {
        if (e.code() == ErrorCode.CANCELLED) {
            throw new IOException("the client has gone", e);
        }
        ErrorBody error = errors.apply(request, e);
        if (error.status() >= 500) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
        JsonReply.send(exchange, error.status(), error);
    }
}
