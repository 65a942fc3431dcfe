package io.mullama.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A request's body as it comes, without its chunk framing and however long it is; for one thread. The next bytes have to
 * come in time, and all of them not too slowly.
 */
final class BodyStream extends InputStream {
    private static final long LEAST_BYTES_A_SECOND = 1024;

    private final RequestReader requests;
    private final BodyLength length;
    private final Runnable onEnd;

    /** Bytes of the body, or of the chunk, that were not read. */
    private long left;

    /** Bytes of the body that were read. */
    private long taken;

    private final long beginNanos = System.nanoTime();
    private boolean begun;
    private boolean ended;

    /** {@code onEnd} runs when all of it was read. */
    BodyStream(RequestReader requests, BodyLength length, Runnable onEnd) {
        this.requests = requests;
        this.length = length;
        this.onEnd = onEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        try {
            return count == 0 ? 0 : readMore(ByteBuffer.wrap(target, offset, count));
        } catch (HttpFault fault) {
            throw new BrokenBodyException(fault);
        } catch (SocketTimeoutException e) {
            throw new BrokenBodyException(HttpFault.timeout());
        }
    }

    private int readMore(ByteBuffer target) throws IOException, HttpFault {
        if (!hasMore()) {
            return -1;
        }
        target.limit((int) Math.min(target.limit(), target.position() + left));
        int count = requests.readSome(target, deadline());
        left -= count;
        taken += count;
        if (left == 0 && length.chunked()) {
            requests.framing().endChunk();
        }
        return count;
    }

    /** A client that sends a byte now and then would keep its place for ever. */
    private Deadline deadline() {
        return requests.bodyDeadline(beginNanos, taken / LEAST_BYTES_A_SECOND);
    }

    private boolean hasMore() throws IOException, HttpFault {
        if (!begun) {
            begun = true;
            if (!length.isEmpty()) {
                requests.invite();
            }
            left = length.bytes();
        }
        if (left == 0 && !ended) {
            left = length.chunked() ? requests.framing().nextSize() : 0;
            if (left == 0) {
                end();
            }
        }
        return !ended;
    }

    private void end() throws IOException, HttpFault {
        if (length.chunked()) {
            requests.framing().endBody();
        }
        ended = true;
        onEnd.run();
    }
}
