package io.mullama.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Where a daemon listens. Immutable. */
public sealed interface Address {
    /** A channel that is not connected yet, so that another thread can close it while it connects. */
    SocketChannel open() throws IOException;

    void connect(SocketChannel channel) throws IOException;

    /** The address as people write it. */
    String text();

    /** A Unix socket. */
    record Unix(Path socket) implements Address {
        @Override
        public SocketChannel open() throws IOException {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        }

        @Override
        public void connect(SocketChannel channel) throws IOException {
            channel.connect(UnixDomainSocketAddress.of(socket));
        }

        @Override
        public String text() {
            return socket.toString();
        }
    }

    /**
     * A host, by name or by address, and a port.
     *
     * @param security what is shown to the daemon there, and what it has to show
     */
    record Tcp(String host, int port, TcpSecurity security) implements Address {
        /** In the clear, and without a key. */
        public Tcp(String host, int port) {
            this(host, port, TcpSecurity.NONE);
        }

        @Override
        public SocketChannel open() throws IOException {
            return SocketChannel.open();
        }

        @Override
        public void connect(SocketChannel channel) throws IOException {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException("no machine is called " + host);
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
        }

        @Override
        public String text() {
            return (security.tls() ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                    + port;
        }
    }
}
