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
        int status = ApiError.of(e).status();
        String message = e.hint().map(hint -> e.getMessage() + "; " + hint).orElse(e.getMessage());
        String code = e.code() == ErrorCode.INVALID_REQUEST ? null : e.code().wireName();
        return new OpenAiError(
                status,
                message,
                status >= 500 ? "server_error" : "invalid_request_error",
                e.param().orElse(null),
                code);
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
