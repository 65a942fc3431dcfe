package io.mullama.server.anthropic;

import io.mullama.api.ErrorBody;
import io.mullama.api.anthropic.AnthropicError;
import io.mullama.server.access.ErrorDialect;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpRequest;
import java.util.Map;

/** Words what is wrong with requests of Anthropic's clients as Anthropic does. Immutable. */
public final class AnthropicErrors implements ErrorDialect {
    @Override
    public boolean speaks(HttpRequest request) {
        String path = request.path();
        return path.equals(AnthropicRoutes.MESSAGES)
                || path.startsWith(AnthropicRoutes.MESSAGES + "/")
                || request.header(AnthropicRoutes.HEADER).isPresent();
    }

    @Override
    public ErrorBody word(HttpError error, HttpRequest request) {
        String hint = error.hint();
        String message = hint == null ? error.message() : error.message() + "; " + hint;
        return AnthropicError.ofStatus(error.status(), message, AnthropicRoutes.newId("req_"));
    }

    /** The id in the body again, where clients look for it. */
    @Override
    public Map<String, String> headers(ErrorBody worded) {
        return worded instanceof AnthropicError error
                ? Map.of(AnthropicRoutes.REQUEST_ID, error.requestId())
                : Map.of();
    }
}
