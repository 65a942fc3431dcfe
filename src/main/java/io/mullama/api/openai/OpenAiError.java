package io.mullama.api.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.ApiError;
import io.mullama.api.ErrorBody;
import io.mullama.api.Json;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import org.jspecify.annotations.Nullable;

/**
 * An error as OpenAI writes it: {@code {"error":{"message","type","param","code"}}}, the last two null where there is
 * nothing to say. The hint is part of the message, because SDKs show nothing else. Immutable.
 */
public record OpenAiError(
        int status,
        String message,
        String type,
        @Nullable String param,
        @Nullable String code) implements ErrorBody {

    public static OpenAiError of(MullamaException e) {
        ApiError known = ApiError.of(e);
        String code = e.code() == ErrorCode.INVALID_REQUEST ? null : known.code();
        return of(known, code);
    }

    /** The same, where an error about the length of the prompt is about that field of the request. */
    public static OpenAiError of(MullamaException e, String prompt) {
        boolean nameless =
                e.code() == ErrorCode.CONTEXT_LENGTH_EXCEEDED && e.param().isEmpty();
        return of(nameless ? e.about(prompt) : e);
    }

    /** An error that was found before the request came to a route, with OpenAI's own name where it has one. */
    public static OpenAiError ofTransport(ApiError error) {
        String code = switch (error.status()) {
            case 400 -> null;
            case 404 -> "unknown_url";
            case 405 -> "method_not_supported";
            default -> error.code();
        };
        return of(error, code);
    }

    private static OpenAiError of(ApiError error, @Nullable String code) {
        String message = error.hint() == null ? error.message() : error.message() + "; " + error.hint();
        return new OpenAiError(error.status(), message, type(error.status()), error.param(), named(error, code));
    }

    private static @Nullable String named(ApiError error, @Nullable String code) {
        return switch (error.status()) {
            case 401 -> "invalid_api_key";
            case 429 -> "rate_limit_exceeded";
            default -> code;
        };
    }

    private static String type(int status) {
        return switch (status) {
            case 403 -> "permission_error";
            case 429 -> "requests";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }
}
