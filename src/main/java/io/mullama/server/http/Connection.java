package io.mullama.server.http;

import fi.iki.elonen.NanoHTTPD;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Serves the requests of one connection, one after the other, on one thread; {@link #close()} and the idle methods may
 * be called by any.
 */
final class Connection extends NanoHTTPD.ClientHandler implements Runnable {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** A connection that has not had its first request is spared that long: its client is about to send it. */
    private static final Duration NEWCOMER_GRACE = Duration.ofSeconds(1);

    private static final int SMALL_BODY_BYTES = 64 * 1024;

    private enum Phase {
        BUSY,
        IDLE,
        LINGERING,
        CLOSED
    }

    private final Wire wire;
    private final HttpSetup setup;
    private final ConnectionPool pool;
    private final RequestReader requests;
    private final @Nullable InetAddress client;
    private volatile Phase phase = Phase.BUSY;
    private volatile long idleSince;
    private volatile boolean newcomer = true;

    Connection(NanoHTTPD listener, ChannelSocket socket, HttpSetup setup, ConnectionPool pool) {
        listener.super(InputStream.nullInputStream(), socket);
        this.wire = socket.wire();
        this.setup = setup;
        this.pool = pool;
        this.requests = new RequestReader(wire, setup.limits());
        this.client = socket.client();
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A connection ended early: {0}", e.toString());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A connection failed.", e);
        } finally {
            close();
            pool.closed(this);
        }
    }

    /** Waits shortly for the first byte of a newcomer at the bound; many clients take no answer before they have asked. */
    boolean asks() {
        try {
            return wire.await(Deadline.after(LINGER));
        } catch (IOException e) {
            return false;
        }
    }

    /** Answers a newcomer at the bound, instead of {@link #run()}. */
    void refuse() {
        try {
            answerFault(HttpFault.overloaded());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A refused connection ended early: {0}", e.toString());
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            phase = Phase.CLOSED;
        }
        wire.close();
    }

    /**
     * How long it has been of no use, in nanoseconds; negative while it is in use.
     *
     * @param now by {@link System#nanoTime()}, the same for all that are compared
     */
    long idleNanos(long now) {
        return switch (phase) {
            case BUSY -> -1;
            case IDLE -> now - idleSince - (newcomer ? NEWCOMER_GRACE.toNanos() : 0);
            case LINGERING, CLOSED -> Long.MAX_VALUE;
        };
    }

    /**
     * How long its client has left an answer unread, beyond the grace, in nanoseconds; negative while it reads.
     *
     * @param now by {@link System#nanoTime()}, the same for all that are compared
     */
    long stalledNanos(long now) {
        return wire.stalledNanos(now) - setup.limits().stallGrace().toNanos();
    }

    /** Changes the phase, if nobody did meanwhile. */
    private synchronized boolean enter(Phase from, Phase to) {
        boolean unchanged = phase == from;
        if (unchanged) {
            phase = to;
        }
        return unchanged;
    }

    /** Closes it unless it is in use, by a client that reads. */
    boolean makeWay() {
        boolean lingering = enter(Phase.LINGERING, Phase.CLOSED);
        if (lingering) {
            wire.close();
        }
        return lingering || closeIfIdle() || closeIfStalled() || phase == Phase.CLOSED;
    }

    private boolean closeIfStalled() {
        boolean stalled = stalledNanos(System.nanoTime()) >= 0;
        if (stalled) {
            close();
        }
        return stalled;
    }

    private boolean closeIfIdle() {
        boolean idle = enter(Phase.IDLE, Phase.CLOSED);
        if (idle) {
            wire.close();
        }
        return idle;
    }

    private void serve() throws IOException {
        try {
            while (awaitRequest()) {
                newcomer = false;
                if (!serveNext(requests.readHead())) {
                    return;
                }
            }
        } catch (HttpFault fault) {
            answerFault(fault);
        } catch (PlainRequestException e) {
            answerFault(HttpFault.badRequest("This port speaks TLS alone; write https:// instead of http://."));
        }
    }

    /** False when the client left or sent nothing in time, or when its place is needed. */
    private boolean awaitRequest() throws IOException {
        if (wire.hasReceived() && wire.peek() > '\r') {
            return true;
        }
        idleSince = System.nanoTime();
        if (!enter(Phase.BUSY, Phase.IDLE) || (pool.dismisses(this) && closeIfIdle())) {
            return false;
        }
        HttpLimits limits = setup.limits();
        Duration patience = newcomer ? limits.headTimeout() : limits.idleTimeout();
        try {
            return requests.awaitFirstByte(Deadline.after(patience)) && enter(Phase.IDLE, Phase.BUSY);
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Whether the connection can take another request. */
    private boolean serveNext(RequestHead head) throws IOException {
        HttpRequest request = new HttpRequest(head, client);
        HttpExchange exchange = new HttpExchange(wire, setup, Framing.of(request, () -> !pool.draining()), request);
        boolean answered = serveOne(request, exchange);
        if (answered && !exchange.keepsAlive()) {
            linger(exchange.isBodyUnread());
        }
        return answered && exchange.keepsAlive();
    }

    /** Whether the answer is complete. */
    private boolean serveOne(HttpRequest request, HttpExchange exchange) throws IOException {
        try {
            exchange.bodyUnread(true);
            BodyLength length = BodyLength.of(request.head());
            exchange.bodyUnread(!length.isEmpty());
            if (!setup.handler().admits(request, exchange)) {
                return true;
            }
            exchange.keepHeaders();
            length.requirePlain(request.head());
            return switch (use(request, length)) {
                case WHOLE -> handleWhole(request, length, exchange);
                case STREAM ->
                    handle(
                            request.withStream(new BodyStream(requests, length, () -> exchange.bodyUnread(false))),
                            exchange);
                case NONE -> handle(request, exchange);
            };
        } catch (HttpFault fault) {
            exchange.bodyUnread(true);
            exchange.fail(fault);
            return true;
        }
    }

    /** A body that is of no use is read where that is cheaper than another connection. */
    private BodyUse use(HttpRequest request, BodyLength length) {
        BodyUse use = setup.handler().bodyUse(request);
        boolean small = !length.chunked() && length.bytes() <= SMALL_BODY_BYTES;
        return use == BodyUse.NONE && small && !requests.isWaitedFor() ? BodyUse.WHOLE : use;
    }

    /** Whether the answer is complete. */
    private boolean handleWhole(HttpRequest request, BodyLength length, HttpExchange exchange)
            throws IOException, HttpFault {
        try (BodyBudget.Share memory = setup.bodies().share()) {
            HttpRequest whole = request.withBody(read(length, memory));
            exchange.bodyUnread(false);
            return handle(whole, exchange);
        }
    }

    private byte[] read(BodyLength length, BodyBudget.Share memory) throws IOException, HttpFault {
        try {
            return requests.readBody(length, memory);
        } catch (OutOfMemoryError e) {
            LOG.log(Level.WARNING, "There is no memory for the body of a request.");
            throw HttpFault.bodiesTooLarge();
        }
    }

    /** Whether the answer is complete. */
    private boolean handle(HttpRequest request, HttpExchange exchange) throws IOException {
        try {
            setup.handler().handle(request, exchange);
            exchange.finish();
            return true;
        } catch (BrokenBodyException e) {
            if (exchange.isCommitted()) {
                return false;
            }
            exchange.fail(e.fault());
            return true;
        } catch (Exception | Error e) {
            boolean expected = phase == Phase.CLOSED || wire.peerGone();
            LOG.log(expected ? Level.DEBUG : Level.ERROR, request.method() + " " + request.path() + " failed.", e);
            if (exchange.isCommitted()) {
                return false;
            }
            exchange.failInternally();
            return true;
        } finally {
            // An interrupt that was meant for the handler would end the next request's waits.
            boolean ignored = Thread.interrupted();
        }
    }

    private void answerFault(HttpFault fault) throws IOException {
        HttpExchange exchange = new HttpExchange(wire, setup, Framing.lastAnswer(), null);
        exchange.fail(fault);
        linger(true);
    }

    private void linger(boolean stillSends) throws IOException {
        // Whoever stops the server does not wait for clients that have their answer.
        if ((stillSends || !pool.draining()) && enter(Phase.BUSY, Phase.LINGERING)) {
            wire.linger(Deadline.after(LINGER));
        }
    }
}
