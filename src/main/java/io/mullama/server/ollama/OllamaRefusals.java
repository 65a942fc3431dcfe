package io.mullama.server.ollama;

import io.mullama.api.ErrorBody;
import io.mullama.api.ollama.OllamaError;
import io.mullama.server.access.ErrorDialect;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpRequest;

/** Words what is wrong with requests before their routes are found as Ollama does, in its place. Immutable. */
public final class OllamaRefusals implements ErrorDialect {
    /** mullama's own commands, which use the socket, know the contract's words. */
    @Override
    public boolean speaks(HttpRequest request) {
        return !request.isLocalSocket();
    }

    @Override
    public ErrorBody word(HttpError error, HttpRequest request) {
        return OllamaError.ofStatus(error.status(), error.told());
    }
}
