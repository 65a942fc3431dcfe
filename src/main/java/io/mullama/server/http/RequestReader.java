package io.mullama.server.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads requests, one after the other, from one connection, each in two steps; for one thread. */
final class RequestReader {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Characters of empty lines; more are taken for a malformed request. */
    private static final int MOST_BLANKS = 8;

    private final Wire wire;
    private final HttpLimits limits;

    /** Whether the client sends the body only when it is told to. */
    private boolean expected;

    RequestReader(Wire wire, HttpLimits limits) {
        this.wire = wire;
        this.limits = limits;
    }

    /** Waits for a request, skipping the empty lines that old clients send after a body; false when the client left. */
    boolean awaitFirstByte(Deadline deadline) throws IOException {
        for (int skipped = 0; wire.await(deadline); skipped++) {
            boolean blank = wire.peek() == '\r' || wire.peek() == '\n';
            if (!blank || skipped == MOST_BLANKS) {
                return true;
            }
            wire.read(deadline);
        }
        return false;
    }

    RequestHead readHead() throws IOException, HttpFault {
        try {
            Deadline deadline = Deadline.after(limits.headTimeout());
            RequestHead head = RequestHead.read(new LineReader(wire, deadline, limits.maxHeadBytes()));
            expected = expectsContinue(head);
            return head;
        } catch (SocketTimeoutException e) {
            throw HttpFault.timeout();
        }
    }

    /** The body of the request whose head was just read; its client is told to send it, if it asked. */
    byte[] readBody(BodyLength length, BodyBudget.Share memory) throws IOException, HttpFault {
        if (!length.chunked() && length.bytes() > limits.maxBodyBytes()) {
            throw HttpFault.bodyTooLarge(limits.maxBodyBytes());
        }
        if (!length.isEmpty()) {
            invite();
        }
        BodyReader body = new BodyReader(wire, Deadline.after(limits.bodyTimeout()), limits, memory);
        try {
            return length.chunked() ? body.readChunked() : body.readFixed((int) length.bytes());
        } catch (SocketTimeoutException e) {
            throw HttpFault.timeout();
        }
    }

    /** Whether the client sends the body only when it is told to. */
    boolean isWaitedFor() {
        return expected;
    }

    /** Tells the client to send the body, if it waits for that. */
    void invite() throws IOException {
        if (expected) {
            expected = false;
            wire.write(CONTINUE, limits.writeTimeout());
        }
    }

    /** When a body that began then, by {@link System#nanoTime()}, has to go on; so much later for what came of it. */
    Deadline bodyDeadline(long beginNanos, long secondsMore) {
        return new Deadline(beginNanos
                + limits.bodyTimeout().toNanos()
                + Duration.ofSeconds(secondsMore).toNanos());
    }

    /** Reads at least one byte of a body. */
    int readSome(ByteBuffer target, Deadline deadline) throws IOException, HttpFault {
        int count = wire.read(target, deadline);
        if (count < 0) {
            throw HttpFault.truncated();
        }
        return count;
    }

    /** What reads the next line between chunks. */
    ChunkFraming framing() {
        return new ChunkFraming(wire, Deadline.after(limits.bodyTimeout()), limits.maxHeadBytes());
    }

    /** HTTP/1.0 knows no expectations, and proxies may pass them on. */
    private static boolean expectsContinue(RequestHead head) throws HttpFault {
        for (String expectation : head.fields().tokens("expect")) {
            if (head.http11() && !expectation.equals("100-continue")) {
                throw HttpFault.unknownExpectation(expectation);
            }
        }
        return head.http11() && !head.fields().tokens("expect").isEmpty();
    }
}
