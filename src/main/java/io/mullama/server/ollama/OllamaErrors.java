package io.mullama.server.ollama;

import io.mullama.api.ErrorBody;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpRequest;

/** Words the errors of Ollama's routes as those who ask expect: not everybody who asks is a program for Ollama. */
@FunctionalInterface
public interface OllamaErrors {
    ErrorBody of(HttpRequest request, MullamaException e);
}
