package io.mullama.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The body of an answer that is sent in pieces; for the handler's thread alone.
 *
 * <p>Deliberately not {@link AutoCloseable}: closing it on the way out of a failed handler would make a truncated answer
 * look complete. A handler that returns has ended its stream.
 */
public final class ResponseStream {
    private static final byte[] NOTHING = {};

    private final HttpExchange exchange;
    private final Framing framing;
    private final int status;
    private final String contentType;
    private boolean begun;
    private boolean ended;

    ResponseStream(HttpExchange exchange, Framing framing, int status, String contentType) {
        this.exchange = exchange;
        this.framing = framing;
        this.status = status;
        this.contentType = contentType;
    }

    /** Sends one piece at once, as one chunk where the client knows chunks; an empty one sends the head if none was. */
    public void write(byte[] piece) throws IOException {
        if (ended) {
            throw new IllegalStateException("the stream has ended");
        }
        byte[] head = head();
        byte[] content = framing.bodyless() ? NOTHING : framed(piece);
        if (head.length + content.length > 0) {
            exchange.send(head, content);
        }
    }

    /** Ends the body; a second call does nothing. */
    public void end() throws IOException {
        if (ended) {
            return;
        }
        byte[] head = head();
        ended = true;
        byte[] lastChunk = chunked() && !framing.bodyless() ? ascii("0\r\n\r\n") : NOTHING;
        exchange.send(head, lastChunk);
    }

    private byte[] head() {
        if (begun) {
            return NOTHING;
        }
        begun = true;
        ResponseHead head = exchange.head(status, contentType);
        return (chunked() ? head.add("Transfer-Encoding", "chunked") : head).toBytes();
    }

    private byte[] framed(byte[] piece) {
        // A chunk of length 0 would end the body.
        if (!chunked() || piece.length == 0) {
            return piece;
        }
        byte[] size = ascii(Integer.toHexString(piece.length) + "\r\n");
        byte[] chunk = new byte[size.length + piece.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(piece, 0, chunk, size.length, piece.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    private boolean chunked() {
        return framing.http11();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
