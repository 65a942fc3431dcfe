package io.mullama.server.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused before or instead of its handler; immutable.
 *
 * @param status the HTTP status, such as 404
 * @param code the error's name on the wire, such as {@code not_found}
 * @param message a sentence for people
 * @param hint what to do next, where there is something
 */
public record HttpError(
        int status, String code, String message, @Nullable String hint) {
    public HttpError(int status, String code, String message) {
        this(status, code, message, null);
    }

    /** The message, and what to do next: for those who show nothing else. */
    public String told() {
        return hint == null ? message : message + "; " + hint;
    }
}
