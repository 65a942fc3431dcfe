package io.mullama.server.http;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;

/** A server cannot listen on one of its endpoints: it is taken, not ours to use, or not on this machine; immutable. */
public final class EndpointException extends BindException {
    private static final long serialVersionUID = 1L;

    private final SocketAddress endpoint;

    EndpointException(SocketAddress endpoint, IOException cause) {
        super(endpoint + ": " + cause.getMessage());
        this.endpoint = endpoint;
        initCause(cause);
    }

    /** The {@link java.net.InetSocketAddress} or {@link java.net.UnixDomainSocketAddress} that was refused. */
    public SocketAddress endpoint() {
        return endpoint;
    }
}
