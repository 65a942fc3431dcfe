package io.mullama.server.http;

import fi.iki.elonen.NanoHTTPD;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongBiFunction;

/**
 * The open connections of one server, each with a thread, and never more than its bound; thread-safe.
 *
 * <p>At the bound a newcomer takes the place of the connection that has been idle longest, else of the one whose client
 * has left its answer unread longest, and is refused when there is neither.
 */
final class ConnectionPool implements NanoHTTPD.AsyncRunner {
    private static final Logger LOG = System.getLogger(ConnectionPool.class.getName());
    private static final int THREAD_KEEP_ALIVE_SECONDS = 30;
    private static final int STALL_CHECK_MILLIS = 500;

    /** Newcomers beyond those that are being refused at the same time are closed without an answer. */
    private static final int MAX_REFUSALS = 16;

    private final int maxConnections;
    private final Set<Connection> open = new HashSet<>();
    private final ExecutorService serving;
    private final ExecutorService refusing;
    private boolean draining;

    /** Those that were open when the draining began. */
    private Set<Connection> leaving = Set.of();

    ConnectionPool(int maxConnections) {
        this.maxConnections = maxConnections;
        this.serving = threads(Integer.MAX_VALUE, "http-");
        this.refusing = threads(MAX_REFUSALS, "http-refusal-");
    }

    private static ExecutorService threads(int max, String prefix) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(
                0, max, THREAD_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    @Override
    public void exec(NanoHTTPD.ClientHandler client) {
        Connection connection = (Connection) client;
        if (admit(connection)) {
            run(serving, connection, connection);
        } else {
            run(refusing, connection, () -> admitLate(connection));
        }
    }

    private synchronized boolean admit(Connection connection) {
        return (open.size() < maxConnections || makeRoom()) && open.add(connection);
    }

    /** Tries again once the newcomer asks: a connection whose client just got its answer may be idle by then. */
    private void admitLate(Connection connection) {
        if (!connection.asks()) {
            connection.close();
        } else if (admit(connection)) {
            run(serving, connection, connection);
        } else {
            connection.refuse();
        }
    }

    private boolean makeRoom() {
        while (true) {
            long now = System.nanoTime();
            Optional<Connection> dispensable =
                    longest(Connection::idleNanos, now).or(() -> longest(Connection::stalledNanos, now));
            if (dispensable.isEmpty()) {
                return false;
            }
            // It may have received a request since, or its client may read again.
            if (dispensable.get().makeWay()) {
                open.remove(dispensable.get());
                return true;
            }
        }
    }

    private Optional<Connection> longest(ToLongBiFunction<Connection, Long> nanos, long now) {
        return open.stream()
                .filter(connection -> nanos.applyAsLong(connection, now) >= 0)
                .max(Comparator.comparingLong(connection -> nanos.applyAsLong(connection, now)));
    }

    private void run(ExecutorService threads, Connection connection, Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "A connection was closed unanswered: too many, or the server stops.");
            connection.close();
            closed(connection);
        } catch (OutOfMemoryError e) {
            // No thread could be started; the acceptor's own must survive that.
            LOG.log(Level.ERROR, "No thread for a connection.", e);
            connection.close();
            closed(connection);
        }
    }

    @Override
    public synchronized void closed(NanoHTTPD.ClientHandler client) {
        if (client instanceof Connection connection) {
            open.remove(connection);
        }
        notifyAll();
    }

    /** Called by NanoHTTPD when a listener stops; running handlers are not its business. */
    @Override
    public void closeAll() {
        drain();
    }

    /** From now on every answer is its connection's last, and connections that are not in use are closed. */
    synchronized void drain() {
        if (!draining) {
            draining = true;
            leaving = Set.copyOf(open);
        }
        leaving.forEach(Connection::makeWay);
    }

    synchronized boolean draining() {
        return draining;
    }

    /** Whether a connection is not to wait for a request any more. Who comes while the server drains gets an answer. */
    synchronized boolean dismisses(Connection connection) {
        return leaving.contains(connection);
    }

    /** Waits for the connections that were open when the draining began. */
    synchronized void awaitDrained(Deadline deadline) {
        await(deadline, leaving);
    }

    /** Waits for the connections to end, then closes what is left and interrupts its threads. */
    void close(Deadline deadline) {
        awaitEmpty(deadline);
        serving.shutdown();
        refusing.shutdown();
        List<Connection> rest;
        synchronized (this) {
            rest = List.copyOf(open);
        }
        rest.forEach(Connection::close);
        serving.shutdownNow();
        refusing.shutdownNow();
    }

    private synchronized void awaitEmpty(Deadline deadline) {
        await(deadline, open);
    }

    /** Under the lock, which it lets go of while it waits. */
    private void await(Deadline deadline, Set<Connection> those) {
        try {
            while (deadline.millisLeft() > 0 && those.stream().anyMatch(open::contains)) {
                // Nobody waits for clients that do not read.
                those.forEach(Connection::makeWay);
                wait(Math.max(1, Math.min(deadline.millisLeft(), STALL_CHECK_MILLIS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
