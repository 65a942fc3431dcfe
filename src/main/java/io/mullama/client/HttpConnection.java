package io.mullama.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection for one HTTP/1.1 exchange, over a Unix socket or TCP. Used by one thread; {@link #close} from any
 * other ends at once whatever that one waits for.
 *
 * <p>{@code java.net.http} would do the same, for 400 ms of a client's start.
 */
final class HttpConnection implements AutoCloseable {
    private final Address address;
    private final SocketChannel channel;
    private ChannelInput input;
    private WritableByteChannel output;
    private volatile boolean closed;
    private @Nullable IOException sendFailure;

    private HttpConnection(Address address, SocketChannel channel) {
        this.address = address;
        this.channel = channel;
        this.input = new ChannelInput(channel);
        this.output = channel;
    }

    /** A connection still to be made. */
    static HttpConnection to(Address address) throws IOException {
        return new HttpConnection(address, address.open());
    }

    Address address() {
        return address;
    }

    void connect() throws IOException {
        address.connect(channel);
        if (address instanceof Address.Tcp tcp && tcp.security().tls()) {
            SSLSocket tls = tcp.security().secure(channel.socket(), tcp.host(), tcp.port());
            input = new ChannelInput(Channels.newChannel(tls.getInputStream()));
            output = Channels.newChannel(tls.getOutputStream());
        }
    }

    void send(String method, String path, byte @Nullable [] body) throws IOException {
        StringBuilder head = new StringBuilder(200)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host())
                .append("\r\nConnection: close\r\n");
        if (address instanceof Address.Tcp tcp && !tcp.security().apiKey().isEmpty()) {
            head.append("Authorization: Bearer ")
                    .append(tcp.security().apiKey())
                    .append("\r\n");
        }
        int length = body == null ? 0 : body.length;
        if (body != null) {
            head.append("Content-Type: application/json\r\nContent-Length: ").append(length);
            head.append("\r\n");
        }
        byte[] start = ChannelInput.ascii(head.append("\r\n").toString());
        ByteBuffer message = ByteBuffer.allocate(start.length + length).put(start);
        if (body != null) {
            message.put(body);
        }
        write(message.flip());
    }

    /** Waits for the head of the response. */
    HttpResponse receive() throws IOException {
        try {
            return HttpResponse.read(input);
        } catch (IOException e) {
            IOException earlier = sendFailure;
            throw earlier == null ? e : earlier;
        }
    }

    /** Whether {@link #close} was called. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
        }
    }

    private void write(ByteBuffer message) throws IOException {
        try {
            while (message.hasRemaining()) {
                output.write(message);
            }
        } catch (IOException e) {
            if (closed) {
                throw e;
            }
            // A server that refuses a long body answers before it has read all of it: the answer says more.
            sendFailure = e;
        }
    }

    private String host() {
        String text = address.text();
        return address instanceof Address.Tcp ? text.substring(text.indexOf("//") + 2) : "localhost";
    }
}
