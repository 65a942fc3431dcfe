package io.mullama.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** How one connection's bytes travel over a non-blocking channel: as they are, or under TLS. Never waits; for one thread. */
sealed interface Transport permits TlsTransport, Transport.Plain {
    /** Receives what is there; 0 when nothing is, -1 at the end of the stream. */
    int read(ByteBuffer target) throws IOException;

    /**
     * Takes bytes over, and sends what the peer takes now.
     *
     * @return how many bytes have left, on the network's side; 0 when the peer takes none
     */
    int write(ByteBuffer source) throws IOException;

    /** Whether bytes that were taken over have not left; another {@link #write} sends them. */
    boolean hasUnsent();

    /** Says that nothing more will be sent. */
    void endOutput() throws IOException;

    /** Bytes as they are. */
    record Plain(SocketChannel channel) implements Transport {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public boolean hasUnsent() {
            return false;
        }

        @Override
        public void endOutput() throws IOException {
            channel.shutdownOutput();
        }
    }
}
