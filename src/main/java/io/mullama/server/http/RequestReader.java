package io.mullama.server.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Reads whole requests, one after the other, from one connection; for one thread. */
final class RequestReader {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Wire wire;
    private final HttpLimits limits;
    private final boolean local;

    /**
     * A reader for one connection.
     *
     * @param local it came over the Unix socket
     */
    RequestReader(Wire wire, HttpLimits limits, boolean local) {
        this.wire = wire;
        this.limits = limits;
        this.local = local;
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

    HttpRequest read() throws IOException, HttpFault {
        try {
            Deadline headDeadline = Deadline.after(limits.headTimeout());
            RequestHead head = RequestHead.read(new LineReader(wire, headDeadline, limits.maxHeadBytes()));
            return new HttpRequest(head, readBody(head), local);
        } catch (SocketTimeoutException e) {
            throw HttpFault.timeout();
        }
    }

    private byte[] readBody(RequestHead head) throws IOException, HttpFault {
        BodyLength length = BodyLength.of(head);
        boolean expected = expectsContinue(head);
        if (!length.chunked() && length.bytes() > limits.maxBodyBytes()) {
            throw HttpFault.bodyTooLarge(limits.maxBodyBytes());
        }
        if (expected && (length.chunked() || length.bytes() > 0)) {
            wire.write(CONTINUE, limits.writeTimeout());
        }
        BodyReader body = new BodyReader(wire, Deadline.after(limits.bodyTimeout()), limits);
        return length.chunked() ? body.readChunked() : body.readFixed((int) length.bytes());
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
