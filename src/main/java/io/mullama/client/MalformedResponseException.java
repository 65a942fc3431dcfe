package io.mullama.client;

import java.io.IOException;

/** What came back is not HTTP, so it did not come from a mullama daemon. */
final class MalformedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message);
    }
}
