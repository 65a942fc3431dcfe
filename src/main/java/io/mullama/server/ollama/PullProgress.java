package io.mullama.server.ollama;

import io.mullama.api.ErrorBody;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.ollama.ProgressLine;
import io.mullama.hub.PullStatus;
import io.mullama.hub.Pulls;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.StreamFraming;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.ResponseStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells somebody in Ollama's words how far a pull or a creation is: line by line, or the last one alone. For one thread. */
final class PullProgress {
    /** Between two looks at a download; as often as a person can follow. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final HttpExchange exchange;
    private final boolean streamed;
    private final Function<MullamaException, ErrorBody> errors;
    private final Map<String, ProgressLine> told = new HashMap<>();
    private @Nullable ResponseStream stream;

    /** {@code errors} words what goes wrong once lines have been sent. */
    PullProgress(HttpExchange exchange, boolean streamed, Function<MullamaException, ErrorBody> errors) {
        this.exchange = exchange;
        this.streamed = streamed;
        this.errors = errors;
    }

    /**
     * Tells what happens until it is done.
     *
     * @throws MullamaException if the pull fails
     * @throws IOException if the client has gone
     */
    PullStatus.Done follow(Pulls.Watch watch) throws IOException, InterruptedException {
        tell(ProgressLine.of("pulling manifest"));
        PullStatus status = watch.await(LOOK);
        while (!status.isEnd()) {
            if (status instanceof PullStatus.Downloading downloading) {
                tell(downloading);
            }
            status = watch.await(LOOK);
            requireClient();
        }
        if (status instanceof PullStatus.Failed failed) {
            throw failed.error();
        }
        tell(ProgressLine.of("verifying sha256 digest"));
        tell(ProgressLine.of("writing manifest"));
        return (PullStatus.Done) status;
    }

    /** Tells of a step, unless it is where it was. */
    void tell(ProgressLine line) throws IOException {
        String key = line.digest().isEmpty() ? "" : line.digest();
        if (!line.equals(told.put(key, line))) {
            write(line);
        }
        requireClient();
    }

    /** Sends the last line, or the only one. */
    void end(JsonBody line) throws IOException {
        if (streamed) {
            write(line);
        } else {
            JsonReply.send(exchange, 200, line);
        }
    }

    /** Sends an error as a last line, if there were others. */
    void fail(MullamaException e) throws IOException {
        if (!exchange.isCommitted()) {
            throw e;
        }
        write(errors.apply(e));
    }

    private void tell(PullStatus.Downloading downloading) throws IOException {
        for (PullStatus.FileStatus file : downloading.files()) {
            tell(
                    file.digest().isPresent()
                            ? ProgressLine.pulling(file.digest().get().toString(), file.size(), file.received())
                            : new ProgressLine("pulling " + file.name(), file.name(), file.size(), file.received()));
        }
    }

    private void requireClient() throws IOException {
        if (exchange.peerGone()) {
            throw new IOException("the client has gone");
        }
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
