package io.mullama.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An accepted connection in the shape in which NanoHTTPD passes it on, for TCP and Unix sockets alike; for one thread,
 * but {@link #close()} may be called by any.
 */
final class ChannelSocket extends Socket {
    private final Wire wire;
    private final SocketChannel channel;
    private final @Nullable InetAddress client;

    /**
     * Takes over an accepted channel.
     *
     * @param client where it comes from; null for a Unix socket
     * @param tls null to speak in the clear
     */
    ChannelSocket(SocketChannel channel, @Nullable InetAddress client, @Nullable SSLContext tls) throws IOException {
        this.channel = channel;
        this.client = client;
        this.wire = Wire.over(channel, tls);
    }

    @Nullable
    InetAddress client() {
        return client;
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
