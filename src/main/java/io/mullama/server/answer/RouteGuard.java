package io.mullama.server.answer;

import io.mullama.api.ErrorBody;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import java.io.IOException;
import java.util.function.Function;

/** Counts requests, and answers what their handlers throw in one dialect's words. Thread-safe. */
public final class RouteGuard {
    private static final System.Logger LOG = System.getLogger(RouteGuard.class.getName());

    private final Activity activity;
    private final Function<MullamaException, ErrorBody> errors;

    public RouteGuard(Activity activity, Function<MullamaException, ErrorBody> errors) {
        this.activity = activity;
        this.errors = errors;
    }

    public HttpHandler guarded(HttpHandler handler) {
        return (request, exchange) -> {
            activity.touch();
            boolean generates = request.method().equals("POST");
            if (generates) {
                activity.requestBegins();
            }
            try {
                handler.handle(request, exchange);
            } catch (MullamaException e) {
                fail(exchange, e);
            } finally {
                if (generates) {
                    activity.requestEnds();
                }
            }
        };
    }

    private void fail(HttpExchange exchange, MullamaException e) throws IOException {
        if (e.code() == ErrorCode.CANCELLED) {
            throw new IOException("the client has gone", e);
        }
        ErrorBody error = errors.apply(e);
        if (error.status() >= 500) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
        JsonReply.send(exchange, error.status(), error);
    }
}
