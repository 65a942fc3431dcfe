package io.mullama.server.http;

import fi.iki.elonen.NanoHTTPD;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Accepts the connections of one endpoint on NanoHTTPD's thread; thread-safe. */
final class Listener extends NanoHTTPD {
    private static final int NO_SOCKET_TIMEOUT = 0;

    private final HttpSetup setup;
    private final ConnectionPool pool;

    Listener(ChannelServerSocket endpoint, HttpSetup setup, ConnectionPool pool) {
        super(0);
        this.setup = setup;
        this.pool = pool;
        setServerSocketFactory(() -> endpoint);
        setAsyncRunner(pool);
    }

    @Override
    public void start() throws IOException {
        start(NO_SOCKET_TIMEOUT, true);
    }

    @Override
    protected ClientHandler createClientHandler(Socket socket, InputStream ignored) {
        return new Connection(this, (ChannelSocket) socket, setup, pool);
    }
}
