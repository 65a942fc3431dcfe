package io.mullama.server.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Reads requests, one after the other, from one connection, each in two steps; for one thread. */
final class RequestReader {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Wire wire;
    private final HttpLimits limits;

    RequestReader(Wire wire, HttpLimits limits) {
        this.wire = wire;
        this.limits = limits;
    }

    /** Waits for a request, skipping the empty lines that old clients send after a body; false when the client left. */
    boolean awaitFirstByte(Deadline deadline) throws IOException {
        while (wire.await(deadline)) {
            if (wire.peek() != '\r' && wire.peek() != '\n') {
                return true;
            }
            wire.read(deadline);
        }
        return false;
    }

    RequestHead readHead() throws IOException, HttpFault {
        try {
            Deadline deadline = Deadline.after(limits.headTimeout());
            return RequestHead.read(new LineReader(wire, deadline, limits.maxHeadBytes()));
        } catch (SocketTimeoutException e) {
            throw HttpFault.timeout();
        }
    }

    /** The body of the request whose head was just read; its client is told to send it, if it asked. */
    byte[] readBody(RequestHead head, BodyLength length) throws IOException, HttpFault {
        boolean expected = expectsContinue(head);
        if (!length.chunked() && length.bytes() > limits.maxBodyBytes()) {
            throw HttpFault.bodyTooLarge(limits.maxBodyBytes());
        }
        if (expected && !length.isEmpty()) {
            wire.write(CONTINUE, limits.writeTimeout());
        }
        BodyReader body = new BodyReader(wire, Deadline.after(limits.bodyTimeout()), limits);
        try {
            return length.chunked() ? body.readChunked() : body.readFixed((int) length.bytes());
        } catch (SocketTimeoutException e) {
            throw HttpFault.timeout();
        }
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
