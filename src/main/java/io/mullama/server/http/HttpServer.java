package io.mullama.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP/1.1 server on TCP endpoints and a Unix socket; thread-safe, to be started once and stopped once. Its threads
 * are daemon threads.
 */
public final class HttpServer {
    private final HttpEndpoints endpoints;
    private final HttpSetup setup;
    private final ConnectionPool pool;
    private final List<ChannelServerSocket> sockets = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private boolean started;

    /** 0 while there is none; read without the lock, which stopping holds for long. */
    private volatile int port;

    /**
     * A server that is not started.
     *
     * @param version of mullama, for the {@code Server} header
     */
    public HttpServer(
            HttpEndpoints endpoints, HttpLimits limits, HttpHandler handler, HttpErrors errors, String version) {
        this.endpoints = endpoints;
        this.setup = new HttpSetup(limits, handler, errors, "mullama/" + version, BodyBudget.of(limits));
        this.pool = new ConnectionPool(limits.maxConnections());
    }

    /**
     * Binds every endpoint, then accepts. A Unix socket's file that is there already is taken for a dead process's and
     * replaced: the caller holds the lock which proves that nobody else listens.
     *
     * @throws EndpointException when an endpoint cannot be bound; then none is
     */
    public synchronized void start() throws IOException {
        if (started) {
            throw new IllegalStateException("started already");
        }
        started = true;
        try {
            bind();
            for (ChannelServerSocket socket : sockets) {
                Listener listener = new Listener(socket, setup, pool);
                listener.start();
                listeners.add(listener);
            }
        } catch (IOException e) {
            stop(Duration.ZERO);
            throw e;
        }
    }

    /** The port of the first TCP endpoint, from the start on. */
    public int boundPort() {
        if (port == 0) {
            throw new IllegalStateException("no TCP endpoint is bound");
        }
        return port;
    }

    /**
     * Closes the connections that are between requests and lets running handlers finish, while the handler can still
     * tell newcomers that the server stops; then accepts no more, closes the rest and interrupts their threads.
     *
     * @param grace how long running handlers may take
     */
    public synchronized void stop(Duration grace) throws IOException {
        Deadline deadline = Deadline.after(grace);
        pool.drain();
        pool.awaitDrained(deadline);
        try {
            unbind();
        } finally {
            listeners.forEach(Listener::stop);
            listeners.clear();
            pool.close(deadline);
        }
    }

    private void unbind() throws IOException {
        Path file = endpoints.unixSocket();
        boolean ownsFile = sockets.stream().anyMatch(socket -> !socket.isTcp());
        for (ChannelServerSocket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        if (file != null && ownsFile) {
            Files.deleteIfExists(file);
        }
    }

    private void bind() throws IOException {
        Path file = endpoints.unixSocket();
        if (file != null) {
            sockets.add(ChannelServerSocket.listenOn(file));
        }
        for (InetSocketAddress address : endpoints.tcp()) {
            ChannelServerSocket socket = ChannelServerSocket.listenOn(address, endpoints.tls());
            sockets.add(socket);
            port = port == 0 ? socket.getLocalPort() : port;
        }
    }
}
