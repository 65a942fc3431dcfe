package io.mullama.server.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words the errors that the HTTP layer itself reports; thread-safe. */
@FunctionalInterface
public interface HttpErrors {
    /**
     * An error in words.
     *
     * @param json is sent as {@code application/json}
     * @param headers are sent with it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Worded(byte[] json, Map<String, String> headers) {
        /** One without headers of its own. */
        public Worded(byte[] json) {
            this(json, Map.of());
        }
    }

    /**
     * Words one error.
     *
     * @param request what is refused, without its body where that was not read; null where not even its head was
     */
    Worded word(HttpError error, @Nullable HttpRequest request);
}
