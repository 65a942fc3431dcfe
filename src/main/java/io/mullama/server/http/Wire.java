package io.mullama.server.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one connection over a non-blocking channel, with deadlines; for one thread, but {@link #close()} may be
 * called by any.
 *
 * <p>A channel of its own selector, because Unix sockets know no {@code setSoTimeout}, and because only a non-blocking
 * read can look for the peer's end while an answer is being computed.
 */
final class Wire implements Closeable {
    private static final Logger LOG = System.getLogger(Wire.class.getName());

    /** Larger than any request before its body usually is; also how much may be read ahead by {@link #peerGone()}. */
    private static final int READ_AHEAD_BYTES = 16 * 1024;

    /** The JDK copies what is written into a direct buffer of the same size and keeps that for the thread's life. */
    private static final int WRITE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Transport transport;
    private final Selector selector;
    private final SelectionKey key;

    /** Between position and limit lie the bytes that were received and not yet read. */
    private final ByteBuffer received = ByteBuffer.allocate(READ_AHEAD_BYTES).limit(0);

    /** Since when the peer has taken nothing of what is to be written, by {@link System#nanoTime()}; null if it has. */
    private volatile @Nullable Long stalledSince;

    /** The peer's end of stream was seen, or the connection broke. */
    private boolean ended;

    private Wire(SocketChannel channel, Transport transport, Selector selector) throws IOException {
        this.channel = channel;
        this.transport = transport;
        this.selector = selector;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /** Takes over the channel, which is closed if that fails; without {@code tls} its bytes travel as they are. */
    static Wire over(SocketChannel channel, @Nullable SSLContext tls) throws IOException {
        Selector selector = null;
        try {
            selector = channel.provider().openSelector();
            Transport transport = tls == null ? new Transport.Plain(channel) : new TlsTransport(channel, tls);
            return new Wire(channel, transport, selector);
        } catch (IOException e) {
            closeQuietly(channel);
            if (selector != null) {
                closeQuietly(selector);
            }
            throw e;
        }
    }

    boolean hasReceived() {
        return received.hasRemaining();
    }

    /** Waits for at least one byte; false at the end of the stream. */
    boolean await(Deadline deadline) throws IOException {
        while (!received.hasRemaining()) {
            if (ended) {
                return false;
            }
            if (receive() == 0) {
                awaitReady(SelectionKey.OP_READ, deadline);
            }
        }
        return true;
    }

    /** The next byte, or -1 at the end of the stream. */
    int read(Deadline deadline) throws IOException {
        return await(deadline) ? received.get() & 0xff : -1;
    }

    /** The next byte without taking it; only while {@link #hasReceived()}. */
    int peek() {
        return received.get(received.position()) & 0xff;
    }

    /** Reads at least one byte; -1 at the end of the stream. */
    int read(ByteBuffer target, Deadline deadline) throws IOException {
        if (!await(deadline)) {
            return -1;
        }
        int count = Math.min(target.remaining(), received.remaining());
        target.put(received.slice().limit(count));
        received.position(received.position() + count);
        return count;
    }

    /**
     * Writes everything, in one system call where the peer keeps up.
     *
     * @param patience how long the peer may take nothing before {@link SocketTimeoutException}
     */
    void write(byte[] bytes, Duration patience) throws IOException {
        try {
            writeAll(bytes, patience);
        } catch (IOException e) {
            ended = true;
            throw e;
        }
    }

    private void writeAll(byte[] bytes, Duration patience) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        Deadline deadline = Deadline.after(patience);
        while (out.position() < bytes.length || transport.hasUnsent()) {
            out.limit(Math.min(bytes.length, out.position() + WRITE_BYTES));
            if (transport.write(out) > 0) {
                stalledSince = null;
                deadline = Deadline.after(patience);
            } else {
                stalledSince = stalledSince == null ? System.nanoTime() : stalledSince;
                awaitReady(SelectionKey.OP_WRITE, deadline);
            }
        }
    }

    /** How long the peer has taken nothing of what is to be written, in nanoseconds; 0 unless it is waited for. */
    long stalledNanos(long now) {
        Long since = stalledSince;
        return since == null ? 0 : now - since;
    }

    /**
     * Whether the peer has closed the connection or its sending half, or the connection broke. Never waits. Bytes that
     * come early are kept; an end behind more than {@value #READ_AHEAD_BYTES} of them is not seen.
     */
    boolean peerGone() {
        try {
            while (!ended && received.remaining() < received.capacity() && receive() > 0) {
                // What came is kept in the buffer, and the end may be behind it.
            }
        } catch (IOException e) {
            ended = true;
        }
        return ended;
    }

    /** Sends our end of stream and discards what still comes, so that closing does not reset what the peer has to read. */
    void linger(Deadline deadline) throws IOException {
        transport.endOutput();
        try {
            do {
                received.position(received.limit());
            } while (await(deadline));
        } catch (SocketTimeoutException e) {
            LOG.log(Level.DEBUG, "The client did not close its end in time.");
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
        // Wakes a waiting thread, and lets go of the channel's descriptor, which the selector's key holds.
        closeQuietly(selector);
    }

    /** Receives into the empty part of the buffer; 0 when nothing is there, -1 at the end of the stream. */
    private int receive() throws IOException {
        received.compact();
        try {
            int count = transport.read(received);
            ended |= count < 0;
            return count;
        } catch (IOException e) {
            ended = true;
            throw e;
        } finally {
            received.flip();
        }
    }

    private void awaitReady(int operation, Deadline deadline) throws IOException {
        long millis = deadline.millisLeft();
        if (millis == 0) {
            throw new SocketTimeoutException("no progress in time");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the peer");
        }
        try {
            key.interestOps(transport.hasUnsent() ? operation | SelectionKey.OP_WRITE : operation);
            selector.select(ready -> {}, millis);
        } catch (CancelledKeyException | ClosedSelectorException e) {
            AsynchronousCloseException closed = new AsynchronousCloseException();
            closed.initCause(e);
            throw closed;
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Closing a connection failed.", e);
        }
    }
}
