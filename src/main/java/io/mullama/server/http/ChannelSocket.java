package io.mullama.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * An accepted connection in the shape in which NanoHTTPD passes it on, for TCP and Unix sockets alike; for one thread,
 * but {@link #close()} may be called by any.
 */
final class ChannelSocket extends Socket {
    private final Wire wire;
    private final SocketChannel channel;

    ChannelSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.wire = Wire.over(channel);
    }

    Wire wire() {
        return wire;
    }

    /** Empty: NanoHTTPD asks for a stream before it hands the socket over, but the connection reads from the wire. */
    @Override
    public InputStream getInputStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public synchronized void close() {
        wire.close();
    }
}
