package io.mullama.server.http;

import java.io.IOException;

/** A client speaks to a TLS endpoint in the clear; what is written now reaches it so. Immutable. */
final class PlainRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    PlainRequestException() {
        super("the client does not speak TLS");
    }
}
