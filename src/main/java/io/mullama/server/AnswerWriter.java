package io.mullama.server;

import io.mullama.engine.GenerationEvent;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.ResponseStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a generation tells to its client, as a stream or as a whole, and gives the work up when the client is
 * gone. For one request's thread.
 */
final class AnswerWriter {
    /** How often the connection of a waiting client is looked at. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final HttpExchange exchange;
    private final RunningAnswer answer;
    private final AnswerFormat format;
    private final Activity activity;
    private long lastLook = System.nanoTime();

    AnswerWriter(HttpExchange exchange, RunningAnswer answer, AnswerFormat format, Activity activity) {
        this.exchange = exchange;
        this.answer = answer;
        this.format = format;
        this.activity = activity;
    }

    void write(boolean stream) throws IOException, InterruptedException {
        if (stream) {
            stream();
        } else {
            whole();
        }
    }

    /** Every event in one write, and that in one system call where the client keeps up. */
    private void stream() throws IOException, InterruptedException {
        ResponseStream stream = format.framing().begin(exchange);
        Frames frames = new Frames(format.framing());
        boolean ended = false;
        while (!ended) {
            ended = word(next(), frames);
            stream.write(frames.take());
        }
    }

    /** Whether that was the end. */
    private boolean word(GenerationEvent event, Frames frames) {
        if (event instanceof GenerationEvent.Piece piece) {
            format.piece(piece, frames);
            return false;
        }
        if (event instanceof GenerationEvent.Finished end) {
            activity.generated(end.usage().completionTokens());
            format.end(end, frames);
        } else if (event instanceof GenerationEvent.Failed failed) {
            // Before the first byte an error has a status of its own.
            if (!exchange.isCommitted()) {
                throw failed.error();
            }
            format.failure(failed.error(), frames);
        }
        return true;
    }

    /** One answer when all of it is there. */
    private void whole() throws IOException, InterruptedException {
        List<GenerationEvent.Piece> pieces = new ArrayList<>();
        while (true) {
            GenerationEvent event = next();
            if (event instanceof GenerationEvent.Piece piece) {
                pieces.add(piece);
            } else if (event instanceof GenerationEvent.Finished end) {
                activity.generated(end.usage().completionTokens());
                Routes.respond(exchange, 200, format.whole(pieces, end));
                return;
            } else if (event instanceof GenerationEvent.Failed failed) {
                throw failed.error();
            }
        }
    }

    /** The next event, with a look at the connection from time to time, however fast the events come. */
    private GenerationEvent next() throws IOException, InterruptedException {
        while (true) {
            GenerationEvent event = answer.generation().poll(LOOK);
            if (event == null || System.nanoTime() - lastLook > LOOK.toNanos()) {
                requireClient();
            }
            if (event != null) {
                return event;
            }
        }
    }

    private void requireClient() throws IOException {
        lastLook = System.nanoTime();
        if (exchange.peerGone()) {
            throw new IOException("the client has gone");
        }
    }
}
