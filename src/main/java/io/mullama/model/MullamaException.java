package io.mullama.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that reaches a person: a code, a message (what, and which object) and a hint (what to do next).
 * Mapped once to HTTP and once to an exit code. Immutable.
 */
public final class MullamaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String hint;
    private final @Nullable String param;

    private MullamaException(
            ErrorCode code, String message, @Nullable String hint, @Nullable String param, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
        this.param = param;
    }

    public MullamaException(ErrorCode code, String message) {
        this(code, message, null, null, null);
    }

    public MullamaException(ErrorCode code, String message, String hint) {
        this(code, message, hint, null, null);
    }

    /** An {@link ErrorCode#INVALID_REQUEST} about one field of the request. */
    public static MullamaException invalidField(String field, String message) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, message, null, field, null);
    }

    /** The same, with what to do next. */
    public static MullamaException invalidField(String field, String message, String hint) {
        return new MullamaException(ErrorCode.INVALID_REQUEST, message, hint, field, null);
    }

    /** The same error, said of one field of the request. */
    public MullamaException about(String field) {
        return new MullamaException(code, getMessage(), hint, field, getCause());
    }

    /** The same error, said of that field where it says that something is too long, but not what. */
    public MullamaException aboutLength(String field) {
        return code == ErrorCode.CONTEXT_LENGTH_EXCEEDED && param == null ? about(field) : this;
    }

    /** The message, and what to do next: for those who show nothing else. */
    public String told() {
        return hint().map(next -> getMessage() + "; " + next).orElse(getMessage());
    }

    /** The same error in other words; the log has those that it had. */
    public MullamaException worded(String message) {
        return new MullamaException(code, message, hint, param, this);
    }

    /** The same error with what caused it, for the log. */
    public MullamaException causedBy(Throwable cause) {
        return new MullamaException(code, getMessage(), hint, param, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public ErrorCode code() {
        return code;
    }

    /** What to do next. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** The name of the request's field that is at fault. */
    public Optional<String> param() {
        return Optional.ofNullable(param);
    }
}
