package io.mullama.api.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.api.ApiError;
import io.mullama.api.ErrorBody;
import io.mullama.api.Json;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;

/**
 * An error as Anthropic writes it: {@code {"type":"error","error":{"type","message"},"request_id"}}. The hint is part of the
 * message, because SDKs show nothing else. Immutable.
 *
 * @param status as Anthropic has it: 529 where others say 503
 * @param requestId what the header {@code request-id} says, too
 */
public record AnthropicError(int status, String type, String message, String requestId) implements ErrorBody {
    /** Too much to do for now. */
    private static final int OVERLOADED = 529;

    /** Agents look for these words to know that they have to make their conversation shorter. */
    private static final String TOO_LONG = "prompt is too long: ";

    public static AnthropicError of(MullamaException e, String requestId) {
        String said = e.told();
        String message = e.code() == ErrorCode.CONTEXT_LENGTH_EXCEEDED ? TOO_LONG + said : said;
        return ofStatus(ApiError.of(e).status(), message, requestId);
    }

    /**
     * An error that the HTTP layer itself found. Its {@link #status()} may be another.
     *
     * @param status as HTTP has it
     */
    public static AnthropicError ofStatus(int status, String message, String requestId) {
        int worded = status == 503 ? OVERLOADED : status;
        return new AnthropicError(worded, type(worded), message, requestId);
    }

    /** Whether the same request may be served if it is sent again. */
    public boolean isOverloaded() {
        return status == OVERLOADED;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case OVERLOADED -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return body.put("request_id", requestId);
    }
}
