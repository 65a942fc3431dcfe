package io.mullama.server.http;

import org.jspecify.annotations.Nullable;

/** Writes the JSON body of an error that the HTTP layer itself reports; thread-safe. */
@FunctionalInterface
public interface HttpErrors {
    /**
     * The body of one error.
     *
     * @param request what is refused, without its body where that was not read; null where not even its head was
     * @return sent as {@code application/json}
     */
    byte[] toJson(HttpError error, @Nullable HttpRequest request);
}
