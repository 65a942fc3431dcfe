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

    /** Programs look for these words of OpenAI's to know that they have to send less. */
    private static final String TOO_LONG = "maximum context length exceeded: ";

    public static OpenAiError of(MullamaException e) {
        int status = ApiError.of(e).status();
        String said = e.told();
        String message = e.code() == ErrorCode.CONTEXT_LENGTH_EXCEEDED ? TOO_LONG + said : said;
        String code = e.code() == ErrorCode.INVALID_REQUEST ? null : e.code().wireName();
        return new OpenAiError(status, message, type(status), e.param().orElse(null), code);
    }

    /** The same, where an error about the length of the prompt is about that field of the request. */
    public static OpenAiError of(MullamaException e, String prompt) {
        boolean nameless =
                e.code() == ErrorCode.CONTEXT_LENGTH_EXCEEDED && e.param().isEmpty();
        return of(nameless ? e.about(prompt) : e);
    }

    /** An error that was found before the request came to a route; the code is OpenAI's already where it has one. */
    public static OpenAiError ofTransport(int status, String message, String code) {
        return new OpenAiError(status, message, type(status), null, code);
    }

    /** A rate limit's type says what it counts. */
    private static String type(int status) {
        if (status == 429) {
            return "requests";
        }
        return status >= 500 ? "server_error" : "invalid_request_error";
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
