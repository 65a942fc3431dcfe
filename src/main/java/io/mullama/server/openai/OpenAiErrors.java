package io.mullama.server.openai;

import io.mullama.api.ErrorBody;
import io.mullama.api.openai.OpenAiError;
import io.mullama.server.access.ErrorDialect;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpRequest;
import java.util.Map;

/** Words what is wrong with requests below {@code /v1} as OpenAI does. Immutable. */
public final class OpenAiErrors implements ErrorDialect {
    @Override
    public boolean speaks(HttpRequest request) {
        return request.path().startsWith("/v1/") || request.path().equals("/v1");
    }

    @Override
    public ErrorBody word(HttpError error, HttpRequest request) {
        return OpenAiError.ofTransport(error.status(), error.told(), error.code());
    }

    @Override
    public Map<String, String> headers(ErrorBody worded) {
        return RequestIds.header();
    }
}
