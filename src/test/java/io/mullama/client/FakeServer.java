package io.mullama.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server that reads HTTP requests and answers with whatever bytes a test wants. Thread-safe. */
public final class FakeServer implements AutoCloseable {
    /** A request as it came. */
    public record Request(String method, String path, String head, String body) {}

    /** What the server does with one request. */
    @FunctionalInterface
    public interface Handler {
        void handle(Request request, Exchange exchange) throws IOException;
    }

    /** The connection that a request came on. */
    public static final class Exchange {
        private final SocketChannel channel;
        private final CountDownLatch clientGone;

        private Exchange(SocketChannel channel, CountDownLatch clientGone) {
            this.channel = channel;
            this.clientGone = clientGone;
        }

        /** Sends text, at once. */
        public void send(String text) throws IOException {
            sendRaw(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Sends bytes that need not be text. */
        public void sendRaw(byte[] raw) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(raw);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        /** Sends a whole JSON response. */
        public void json(int status, String body) throws IOException {
            send("HTTP/1.1 " + status + " Fine\r\nServer: mullama/1.2.3\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }

        /** Begins a streamed response. */
        public void beginStream() throws IOException {
            send("HTTP/1.1 200 OK\r\nServer: mullama/1.2.3\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        /** Sends one chunk of a streamed response. */
        public void chunk(String text) throws IOException {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
        }

        public void endStream() throws IOException {
            send("0\r\n\r\n");
        }

        /** Waits until the client closes its side. */
        public void awaitClientGone() throws IOException {
            ByteBuffer nothing = ByteBuffer.allocate(16);
            int count = 0;
            while (count >= 0) {
                nothing.clear();
                count = channel.read(nothing);
            }
            clientGone.countDown();
        }
    }

    private final ServerSocketChannel listener;
    private final Handler handler;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch clientGone = new CountDownLatch(1);

    private FakeServer(ServerSocketChannel listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    public static FakeServer onSocket(Path socket, Handler handler) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        return started(new FakeServer(listener, handler));
    }

    public static FakeServer onTcp(Handler handler) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return started(new FakeServer(listener, handler));
    }

    public int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** What came so far. */
    public List<Request> requests() {
        return requests;
    }

    /** Opens when a handler has seen its client close the connection. */
    public CountDownLatch clientGone() {
        return clientGone;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    private static FakeServer started(FakeServer server) {
        daemon(server::accept);
        return server;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                open.add(channel);
                daemon(() -> serve(channel));
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            Request request = read(channel);
            requests.add(request);
            handler.handle(request, new Exchange(channel, clientGone));
        } catch (IOException e) {
            // The client went away, as some tests want it to.
        }
    }

    private static Request read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        int headEnd = -1;
        while (headEnd < 0) {
            readSome(channel, bytes);
            text = bytes.toString(StandardCharsets.ISO_8859_1);
            headEnd = text.indexOf("\r\n\r\n");
        }
        String head = text.substring(0, headEnd);
        int length = contentLength(head);
        while (bytes.size() < headEnd + 4 + length) {
            readSome(channel, bytes);
        }
        byte[] all = bytes.toByteArray();
        String body = new String(all, headEnd + 4, length, StandardCharsets.UTF_8);
        int space = head.indexOf(' ');
        return new Request(
                head.substring(0, space), head.substring(space + 1, head.indexOf(' ', space + 1)), head, body);
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .map(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
    }

    private static void readSome(SocketChannel channel, ByteArrayOutputStream into) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        if (channel.read(buffer) < 0) {
            throw new IOException("the client went away");
        }
        into.write(buffer.array(), 0, buffer.position());
    }
}
