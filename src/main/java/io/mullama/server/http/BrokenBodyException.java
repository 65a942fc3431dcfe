package io.mullama.server.http;

import java.io.IOException;

/** A body that is read as it comes is malformed, or does not come. Immutable. */
final class BrokenBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HttpFault fault;

    BrokenBodyException(HttpFault fault) {
        super(fault);
        this.fault = fault;
    }

    HttpFault fault() {
        return fault;
    }
}
