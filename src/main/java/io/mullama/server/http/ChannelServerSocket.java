package io.mullama.server.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A bound endpoint in the shape that NanoHTTPD accepts from; thread-safe.
 *
 * <p>A subclass, because {@code ServerSocketChannel.socket()} throws for Unix sockets.
 */
final class ChannelServerSocket extends ServerSocket {
    private static final Logger LOG = System.getLogger(ChannelServerSocket.class.getName());
    private static final int BACKLOG = 512;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);

    private final ServerSocketChannel channel;
    private final boolean tcp;
    private final @Nullable SSLContext tls;

    private ChannelServerSocket(ServerSocketChannel channel, boolean tcp, @Nullable SSLContext tls) throws IOException {
        this.channel = channel;
        this.tcp = tcp;
        this.tls = tls;
    }

    static ChannelServerSocket listenOn(InetSocketAddress address, @Nullable SSLContext tls) throws IOException {
        boolean ipv6 = address.getAddress() instanceof Inet6Address;
        // Without a family the wildcard 0.0.0.0 would take IPv6 as well.
        return bound(address, ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET, tls);
    }

    /** Replaces a socket file that a killed process left; any other file stays, and the endpoint counts as taken. */
    static ChannelServerSocket listenOn(Path unixSocket) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(unixSocket);
        try {
            if (isSocketFile(unixSocket)) {
                Files.delete(unixSocket);
            }
        } catch (IOException e) {
            throw new EndpointException(address, e);
        }
        return bound(address, StandardProtocolFamily.UNIX, null);
    }

    private static boolean isSocketFile(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Boolean.TRUE.equals(Files.getAttribute(path, "isOther", LinkOption.NOFOLLOW_LINKS));
    }

    private static ChannelServerSocket bound(
            SocketAddress address, StandardProtocolFamily family, @Nullable SSLContext tls) throws EndpointException {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(family);
            try {
                channel.bind(address, BACKLOG);
                return new ChannelServerSocket(channel, family != StandardProtocolFamily.UNIX, tls);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (UnsupportedOperationException e) {
            throw new EndpointException(address, new IOException("not supported on this machine", e));
        } catch (IOException e) {
            throw new EndpointException(address, e);
        }
    }

    /** Waits for the next client. Nothing but closing ends that: NanoHTTPD's thread would not survive it. */
    @Override
    public Socket accept() throws IOException {
        while (true) {
            try {
                Optional<Socket> client = adopt(channel.accept());
                if (client.isPresent()) {
                    return client.get();
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                // Such as a lack of file descriptors, which lasts, and would otherwise keep a core busy.
                LOG.log(Level.WARNING, "No connection can be accepted.", e);
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            }
        }
    }

    private Optional<Socket> adopt(SocketChannel client) throws IOException {
        try {
            if (!tcp) {
                return Optional.of(new ChannelSocket(client, null, null));
            }
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            InetAddress from = ((InetSocketAddress) client.getRemoteAddress()).getAddress();
            // Without one it would pass for the Unix socket, whose clients are trusted.
            return Optional.of(new ChannelSocket(client, Objects.requireNonNull(from), tls));
        } catch (IOException | OutOfMemoryError e) {
            LOG.log(Level.WARNING, "A connection could not be taken over.", e);
            client.close();
            return Optional.empty();
        }
    }

    boolean isTcp() {
        return tcp;
    }

    /** Does nothing: the channel was bound before NanoHTTPD saw it, so that its error is seen by who starts the server. */
    @Override
    public void bind(SocketAddress ignored) {}

    /** Does nothing: the JDK sets the option itself where it is safe. */
    @Override
    public void setReuseAddress(boolean on) {}

    @Override
    public int getLocalPort() {
        try {
            return channel.getLocalAddress() instanceof InetSocketAddress inet ? inet.getPort() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
