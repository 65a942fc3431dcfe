package io.mullama.server;

import io.mullama.api.ApiError;
import io.mullama.api.Json;
import io.mullama.engine.GenerationEvent;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.ResponseStream;
import java.io.IOException;
import java.time.Duration;

/**
 * Writes what a generation tells to its client, as lines or as a whole, and gives the work up when the client is gone.
 * For one request's thread.
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

    /** One line of NDJSON for every piece, the last with the statistics. */
    void stream() throws IOException, InterruptedException {
        ResponseStream stream = exchange.stream(200, "application/x-ndjson");
        while (true) {
            GenerationEvent event = next();
            if (event instanceof GenerationEvent.Piece piece) {
                stream.write(Json.line(format.body(answer.model(), piece.text(), null)));
            } else if (event instanceof GenerationEvent.Finished end) {
                activity.generated(end.usage().completionTokens());
                stream.write(Json.line(format.body(answer.model(), "", answer.statistics(end))));
                return;
            } else if (event instanceof GenerationEvent.Failed failed) {
                fail(stream, failed);
                return;
            }
        }
    }

    /** One answer when all of it is there. */
    void whole() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        while (true) {
            GenerationEvent event = next();
            if (event instanceof GenerationEvent.Piece piece) {
                text.append(piece.text());
            } else if (event instanceof GenerationEvent.Finished end) {
                activity.generated(end.usage().completionTokens());
                Routes.respond(exchange, 200, format.body(answer.model(), text.toString(), answer.statistics(end)));
                return;
            } else if (event instanceof GenerationEvent.Failed failed) {
                throw failed.error();
            }
        }
    }

    /** An error before the first byte has a status of its own; afterwards it is the last line. */
    private void fail(ResponseStream stream, GenerationEvent.Failed failed) throws IOException {
        if (!exchange.isCommitted()) {
            throw failed.error();
        }
        stream.write(Json.line(ApiError.of(failed.error())));
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
