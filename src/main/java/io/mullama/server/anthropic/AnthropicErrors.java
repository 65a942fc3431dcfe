package io.mullama.server.anthropic;

import io.mullama.api.ErrorBody;
import io.mullama.api.anthropic.AnthropicError;
import io.mullama.server.access.ErrorDialect;
import io.mullama.server.answer.RandomIds;
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
        return AnthropicError.ofStatus(error.status(), error.told(), RandomIds.of("req_"));
    }

    /** The id in the body again, where clients look for it. */
    @Override
    public Map<String, String> headers(ErrorBody worded) {
        return worded instanceof AnthropicError error
                ? Map.of(AnthropicRoutes.REQUEST_ID, error.requestId())
                : Map.of();
    }
}
