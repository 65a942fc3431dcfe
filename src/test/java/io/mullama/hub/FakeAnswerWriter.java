package io.mullama.hub;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.SocketHandler;
import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;
import okio.Socket;

/** Writes one answer's body, piece by piece as the reader takes it, with the faults of its delivery. For one thread. */
final class FakeAnswerWriter implements SocketHandler {
    private static final int PIECE = 1 << 14;
    private static final int SLOW_PIECES_PER_SECOND = 20;
    private static final long LOOK_FOR_READER_NANOS = 20_000_000;

    private final FakeExchange exchange;
    private final FakeAnswer answer;
    private final FakeTraffic traffic;
    private final Runnable loseConnection;
    private final FakeDelivery delivery;
    private final byte[] piece = new byte[PIECE];

    FakeAnswerWriter(FakeExchange exchange, FakeAnswer answer, FakeTraffic traffic, Runnable loseConnection) {
        this.exchange = exchange;
        this.answer = answer;
        this.traffic = traffic;
        this.loseConnection = loseConnection;
        delivery = exchange.delivery();
    }

    @Override
    public void handle(Socket socket) {
        traffic.begin(exchange);
        try {
            if (write(socket)) {
                end(socket);
            } else {
                cut(socket);
            }
        } catch (IOException e) {
            // The reader went away, as some tests want it to.
            socket.cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            socket.cancel();
        } finally {
            traffic.end(exchange);
        }
    }

    private void end(Socket socket) throws IOException {
        if (exchange.http2()) {
            socket.getSink().close();
        } else if (delivery.endsConnection()) {
            socket.cancel();
        }
    }

    private void cut(Socket socket) {
        if (delivery.connectionLost) {
            loseConnection.run();
        } else {
            socket.cancel();
        }
    }

    /** False where the answer is to end here, before it is whole. */
    private boolean write(Socket socket) throws IOException, InterruptedException {
        BufferedSink sink = Okio.buffer(socket.getSink());
        long total = answer.length() + delivery.surplus;
        long done = 0;
        while (done < total) {
            if (done == delivery.cutAfter || (done == delivery.stallAfter && !stall(socket, sink))) {
                return false;
            }
            int count = (int) Math.min(pieceSize(), nextStop(done, total) - done);
            read(done, count);
            sink.write(piece, 0, count);
            sink.flush();
            traffic.sent(exchange, count);
            done += count;
            if (!pause(count)) {
                return false;
            }
        }
        return true;
    }

    private long nextStop(long done, long total) {
        long stop = total;
        if (done < delivery.cutAfter) {
            stop = Math.min(stop, delivery.cutAfter);
        }
        return done < delivery.stallAfter ? Math.min(stop, delivery.stallAfter) : stop;
    }

    private long pieceSize() {
        return delivery.bytesPerSecond == FakeDelivery.NEVER
                ? PIECE
                : Math.max(1, Math.min(PIECE, delivery.bytesPerSecond / SLOW_PIECES_PER_SECOND));
    }

    private boolean pause(int count) throws InterruptedException {
        return delivery.bytesPerSecond == FakeDelivery.NEVER
                || traffic.pause(count * TimeUnit.SECONDS.toNanos(1) / delivery.bytesPerSecond);
    }

    private void read(long done, int count) throws IOException {
        int sound = (int) Math.max(0, Math.min(count, answer.length() - done));
        if (sound > 0) {
            answer.content().read(answer.from() + done, piece, 0, sound);
            spoil(answer.from() + done, sound);
        }
        Arrays.fill(piece, sound, count, (byte) '+');
    }

    private void spoil(long position, int count) {
        int from = (int) Math.min(count, Math.max(0, delivery.wrongFrom - position));
        int to = (int) Math.min(count, Math.max(0, delivery.wrongTo - position));
        for (int i = from; i < to; i++) {
            piece[i] ^= 0x55;
        }
    }

    /** Holds the answer until it may go on; false where the reader has gone or the hub was closed. */
    private boolean stall(Socket socket, BufferedSink sink) throws IOException, InterruptedException {
        AtomicBoolean gone = new AtomicBoolean();
        if (!exchange.http2()) {
            watch(socket, gone);
        }
        int since = traffic.stall();
        try {
            while (traffic.held(since, LOOK_FOR_READER_NANOS) && !gone.get()) {
                // In HTTP/2 a stream that its reader has reset refuses this.
                sink.flush();
            }
        } finally {
            traffic.stallOver();
        }
        return !gone.get() && !traffic.closed();
    }

    /** A reader of HTTP/1.1 says nothing more while it waits for its answer, so the next it says is that it goes. */
    private static void watch(Socket socket, AtomicBoolean gone) {
        Thread watcher = new Thread(
                () -> {
                    try {
                        socket.getSource().read(new Buffer(), 1);
                    } catch (IOException | IllegalStateException e) {
                        // The connection is closed: it is gone too.
                    }
                    gone.set(true);
                },
                "fake-hub-watch");
        watcher.setDaemon(true);
        watcher.start();
    }
}
