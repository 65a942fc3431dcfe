package io.mullama.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** The server's side of TLS 1.2 and 1.3; the first reads make the handshake. For one thread. */
final class TlsTransport implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The first byte of every TLS connection: a handshake record (RFC 8446 section 5.1). */
    private static final int HANDSHAKE_RECORD = 22;

    private final SocketChannel channel;
    private final SSLEngine engine;

    /** Records received and not yet decrypted, up to the position. */
    private ByteBuffer records;

    /** What was decrypted and not yet read, from the position to the limit. */
    private ByteBuffer clear;

    /** Records to be sent, from the position to the limit. */
    private ByteBuffer unsent;

    private boolean begun;
    private boolean plain;

    TlsTransport(SocketChannel channel, SSLContext context) {
        this.channel = channel;
        this.engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        int recordBytes = engine.getSession().getPacketBufferSize();
        this.records = ByteBuffer.allocate(recordBytes);
        this.unsent = ByteBuffer.allocate(recordBytes).limit(0);
        this.clear = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .limit(0);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (!clear.hasRemaining()) {
            int progress = plain ? channel.read(target) : advance();
            if (plain || progress <= 0) {
                return progress;
            }
        }
        int count = Math.min(target.remaining(), clear.remaining());
        target.put(clear.slice().limit(count));
        clear.position(clear.position() + count);
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (plain) {
            return channel.write(source);
        }
        int sent = flush();
        while (!hasUnsent() && source.hasRemaining()) {
            int before = source.position();
            SSLEngineResult result = wrap(source);
            boolean stuck = source.position() == before && !hasUnsent();
            if (result.getStatus() == SSLEngineResult.Status.CLOSED
                    || (stuck && result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP)) {
                throw new SSLException("the client ended TLS, or wants to negotiate it anew");
            }
            sent += flush();
        }
        return sent;
    }

    @Override
    public boolean hasUnsent() {
        return unsent.hasRemaining();
    }

    @Override
    public void endOutput() throws IOException {
        if (!plain) {
            engine.closeOutbound();
            sayGoodbye();
        }
        channel.shutdownOutput();
    }

    /** One step towards clear bytes: 0 when it takes more from the peer, or the peer takes no more; -1 at the end. */
    private int advance() throws IOException {
        try {
            return step();
        } catch (SSLException e) {
            // The engine has an alert that tells the client why.
            sayGoodbye();
            throw e;
        }
    }

    private int step() throws IOException {
        flush();
        HandshakeStatus next = engine.getHandshakeStatus();
        if (next == HandshakeStatus.NEED_TASK) {
            runTasks();
        } else if (next != HandshakeStatus.NEED_WRAP) {
            return records.position() == 0 ? fill() : unwrap();
        } else if (hasUnsent()) {
            return 0;
        } else {
            return wrap(NOTHING).getStatus() == SSLEngineResult.Status.CLOSED ? -1 : 1;
        }
        return 1;
    }

    private int unwrap() throws IOException {
        clear.clear();
        records.flip();
        SSLEngineResult result;
        try {
            result = engine.unwrap(records, clear);
        } finally {
            records.compact();
            clear.flip();
        }
        return switch (result.getStatus()) {
            case OK -> 1;
            case CLOSED -> -1;
            case BUFFER_UNDERFLOW -> fill();
            case BUFFER_OVERFLOW -> {
                int bytes = Math.max(engine.getSession().getApplicationBufferSize(), 2 * clear.capacity());
                clear = ByteBuffer.allocate(bytes).limit(0);
                yield 1;
            }
        };
    }

    /** Receives records; an end without TLS's own counts as one, because HTTP has its lengths. */
    private int fill() throws IOException {
        if (!records.hasRemaining()) {
            records = ByteBuffer.allocate(2 * records.capacity()).put(records.flip());
        }
        int count = channel.read(records);
        if (count > 0 && !begun) {
            begun = true;
            plain = records.get(0) != HANDSHAKE_RECORD && Character.isLetter(records.get(0));
            if (plain) {
                throw new PlainRequestException();
            }
        }
        return count;
    }

    private SSLEngineResult wrap(ByteBuffer source) throws IOException {
        while (true) {
            unsent.clear();
            SSLEngineResult result;
            try {
                result = engine.wrap(source, unsent);
            } finally {
                unsent.flip();
            }
            if (result.getStatus() != SSLEngineResult.Status.BUFFER_OVERFLOW) {
                runTasks();
                return result;
            }
            unsent = ByteBuffer.allocate(2 * unsent.capacity()).limit(0);
        }
    }

    private int flush() throws IOException {
        return unsent.hasRemaining() ? channel.write(unsent) : 0;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Sends the last records, as far as they leave at once. */
    private void sayGoodbye() {
        try {
            flush();
            boolean more = engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
            while (more && !hasUnsent()) {
                more = wrap(NOTHING).getHandshakeStatus() == HandshakeStatus.NEED_WRAP && hasUnsent();
                flush();
            }
        } catch (IOException e) {
            // The connection is as good as gone, and nothing is lost with it.
        }
    }
}
