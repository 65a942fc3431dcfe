package io.mullama.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Forwards a port's connections to a daemon byte by byte, as they come, and keeps a copy. Thread-safe. */
final class WireTee implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final List<Recording> recordings = new CopyOnWriteArrayList<>();

    /** Begins to forward to that port of this machine. */
    WireTee(int target) throws IOException {
        this.server = new ServerSocket(0, 64, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        this.target = target;
        start("accept", this::accept);
    }

    /** One connection's bytes, and its two sockets. */
    private record Recording(
            Socket client, Socket daemon, ByteArrayOutputStream requests, ByteArrayOutputStream responses) {

        void close() {
            quietly(client);
            quietly(daemon);
        }

        private static void quietly(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone, which is what was wanted.
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was asked and answered so far, connection by connection. */
    List<WireExchange> exchanges() {
        return recordings.stream()
                .flatMap(recording ->
                        RecordedHttp.exchanges(recording.requests.toByteArray(), recording.responses.toByteArray())
                                .stream())
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
        recordings.forEach(Recording::close);
    }

    private void accept() {
        try {
            while (true) {
                forward(server.accept());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void forward(Socket client) throws IOException {
        Socket daemon = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), target);
        client.setTcpNoDelay(true);
        daemon.setTcpNoDelay(true);
        Recording recording = new Recording(client, daemon, new ByteArrayOutputStream(), new ByteArrayOutputStream());
        recordings.add(recording);
        start("requests", () -> copy(recording, client, daemon, recording.requests));
        start("responses", () -> copy(recording, daemon, client, recording.responses));
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "tee-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Copies until the end, which it passes on as it is: one side may end while the other still speaks. */
    private static void copy(Recording recording, Socket from, Socket to, ByteArrayOutputStream record) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                record.write(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            recording.close();
        }
    }
}
