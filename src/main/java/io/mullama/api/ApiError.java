package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as the contract writes it: {@code {"error":{"message","type","code"}}}, with {@code param} and {@code hint}
 * beside them where there is one. Immutable.
 */
public record ApiError(
        int status,
        String message,
        String type,
        String code,
        @Nullable String param,
        @Nullable String hint) implements ErrorBody {

    public static ApiError of(MullamaException e) {
        ErrorCode code = e.code();
        return new ApiError(
                status(code),
                e.getMessage(),
                type(code),
                code.wireName(),
                e.param().orElse(null),
                e.hint().orElse(null));
    }

    /** An error that the HTTP layer itself found. */
    public static ApiError ofStatus(int status, String code, String message) {
        String type = switch (status) {
            case 404 -> "not_found";
            case 409 -> "conflict";
            case 500 -> "internal_error";
            case 429, 503 -> "overloaded";
            default -> "invalid_request";
        };
        return new ApiError(status, message, type, code, null, null);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode error =
                Json.object().put("message", message).put("type", type).put("code", code);
        if (param != null) {
            error.put("param", param);
        }
        if (hint != null) {
            error.put("hint", hint);
        }
        ObjectNode body = Json.object();
        body.set("error", error);
        return body;
    }

    /** The error in a response body or line, absent where there is none. */
    public static @Nullable ApiError fromJson(int status, Fields body) {
        Fields error = body.object("error");
        if (error == null) {
            return null;
        }
        return new ApiError(
                status,
                orElse(error.string("message"), "the daemon gave no message"),
                orElse(error.string("type"), "internal_error"),
                orElse(error.string("code"), ""),
                error.string("param"),
                error.string("hint"));
    }

    /** The error as the exception it was; a code that this version does not know is taken by its HTTP status. */
    public MullamaException toException() {
        ErrorCode known = knownCode();
        return hint == null ? new MullamaException(known, message) : new MullamaException(known, message, hint);
    }

    private ErrorCode knownCode() {
        try {
            return ErrorCode.valueOf(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return switch (status) {
                case 401, 403 -> ErrorCode.PERMISSION_DENIED;
                case 404 -> ErrorCode.NOT_FOUND;
                case 429, 503 -> ErrorCode.OVERLOADED;
                case 504 -> ErrorCode.TIMED_OUT;
                default -> status >= 400 && status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
            };
        }
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST, MODEL_REQUIRED, CONTEXT_LENGTH_EXCEEDED, TEMPLATE_FAILED, INVALID_SETTING -> 400;
            case PERMISSION_DENIED, ACCESS_DENIED -> 403;
            case MODEL_NOT_FOUND, MODEL_NOT_PULLED, NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case ALREADY_RUNNING, PORT_IN_USE, MODEL_EXISTS, MODEL_ALREADY_LOADED, MODEL_NOT_LOADED -> 409;
            case PAYLOAD_TOO_LARGE -> 413;
            case OVERLOADED, MODEL_LOADING, STARTING, SHUTTING_DOWN, CANCELLED, INTERRUPTED -> 503;
            case DOWNLOAD_FAILED -> 502;
            case TIMED_OUT -> 504;
            case DISK_FULL -> 507;
            case INVALID_MODEL_FILE, MODEL_LOAD_FAILED, INFERENCE_FAILED -> 500;
            case NATIVE_LIBRARY, DAEMON_UNREACHABLE, INTERNAL -> 500;
        };
    }

    private static String type(ErrorCode code) {
        return switch (code) {
            case MODEL_NOT_FOUND, MODEL_NOT_PULLED, NOT_FOUND -> "not_found";
            case INVALID_MODEL_FILE, MODEL_LOAD_FAILED, INFERENCE_FAILED, NATIVE_LIBRARY -> "model_error";
            case ALREADY_RUNNING, PORT_IN_USE, MODEL_EXISTS, MODEL_ALREADY_LOADED, MODEL_NOT_LOADED -> "conflict";
            case OVERLOADED, MODEL_LOADING, STARTING, SHUTTING_DOWN, CANCELLED, INTERRUPTED, TIMED_OUT -> "overloaded";
            case INTERNAL, DAEMON_UNREACHABLE, DOWNLOAD_FAILED, DISK_FULL -> "internal_error";
            default -> "invalid_request";
        };
    }
}
