package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.PullLine;
import io.mullama.hub.PullStatus;
import io.mullama.hub.Pulls;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.StreamFraming;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.ResponseStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer to somebody who waits for a model: a line for each step, or the last one alone. For one thread. */
final class PullAnswer {
    /** A year: a pull takes as long as it takes. */
    static final Duration LONGEST = Duration.ofDays(365);

    /** Between two looks at a download; as often as a person can follow. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final HttpExchange exchange;
    private final boolean streamed;
    private @Nullable ResponseStream stream;
    private @Nullable PullLine last;

    PullAnswer(HttpExchange exchange, boolean streamed) {
        this.exchange = exchange;
        this.streamed = streamed;
    }

    /**
     * Tells what happens until it is done.
     *
     * @throws MullamaException if the pull fails and nothing was sent yet
     * @throws IOException if the client has gone
     */
    PullStatus.Done follow(Pulls.Watch watch) throws IOException, InterruptedException {
        PullStatus status = watch.await(LOOK);
        while (!status.isEnd()) {
            tellOf(status);
            status = watch.await(LOOK);
            if (exchange.peerGone()) {
                throw new IOException("the client has gone");
            }
        }
        if (status instanceof PullStatus.Failed failed) {
            throw failed.error();
        }
        // A pull of what is here already may be over before the first look.
        tellOf(new PullStatus.Verifying());
        return (PullStatus.Done) status;
    }

    /** Tells of a step, unless it is where it was. */
    void tell(PullLine line) throws IOException {
        if (!line.equals(last)) {
            last = line;
            write(line);
        }
    }

    /** Sends the last line, or the only one. */
    void end(JsonBody answer) throws IOException {
        if (streamed) {
            write(answer);
        } else {
            JsonReply.send(exchange, 200, answer);
        }
    }

    /** Sends an error as a last line, if there were others. */
    void fail(MullamaException e) throws IOException {
        if (!exchange.isCommitted()) {
            throw e;
        }
        write(ApiError.of(e));
    }

    static PullLine success(PullStatus.Done done) {
        return new PullLine.Success(done.model(), done.repository(), done.sizeBytes());
    }

    private void tellOf(PullStatus status) throws IOException {
        if (status instanceof PullStatus.Downloading downloading) {
            tell(new PullLine.Downloading(
                    downloading.totalBytes(),
                    downloading.receivedBytes(),
                    downloading.files().stream().map(PullAnswer::file).toList()));
        } else if (status instanceof PullStatus.Verifying) {
            // The last bytes came between two looks.
            if (last instanceof PullLine.Downloading downloading) {
                tell(downloading.finished());
            }
            tell(new PullLine.Phase("verifying"));
        }
    }

    private static PullLine.File file(PullStatus.FileStatus file) {
        return new PullLine.File(
                file.name(), file.size(), file.received(), file.note().orElse(null));
    }

    private void write(JsonBody line) throws IOException {
        if (!streamed) {
            return;
        }
        if (stream == null) {
            stream = StreamFraming.NDJSON.begin(exchange);
        }
        stream.write(Json.line(line));
    }
}
