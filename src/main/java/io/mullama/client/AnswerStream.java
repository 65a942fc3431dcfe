package io.mullama.client;

import io.mullama.api.ApiError;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.StreamLine;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is generated, piece by piece. Read by one thread; {@link #close} from any other stops the work and
 * lets that thread meet {@link ErrorCode#INTERRUPTED}.
 */
public final class AnswerStream<T extends StreamLine> implements AutoCloseable {
    private static final int ERROR_LIMIT = 1 << 20;

    private final HttpConnection connection;
    private final Function<Fields, T> reader;
    private @Nullable LineReader lines;
    private boolean finished;

    AnswerStream(HttpConnection connection, Function<Fields, T> reader) {
        this.connection = connection;
        this.reader = reader;
    }

    /** Waits for the next piece; null after the last one. */
    public @Nullable T next() {
        if (finished) {
            return null;
        }
        try {
            T piece = read(nextLine());
            finished = piece.done();
            return piece;
        } catch (IOException e) {
            throw Failures.exchanging(connection, e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private String nextLine() throws IOException {
        LineReader from = lines == null ? open() : lines;
        lines = from;
        String line = from.next();
        while (line != null && line.isBlank()) {
            line = from.next();
        }
        if (line == null) {
            throw new IOException("the answer ended without its last line");
        }
        return line;
    }

    private LineReader open() throws IOException {
        HttpResponse response = connection.receive();
        requireSuccess(response);
        return new LineReader(response.body());
    }

    private T read(String line) throws MalformedResponseException {
        Fields fields;
        try {
            fields = Json.fields(line);
        } catch (MullamaException e) {
            throw new MalformedResponseException("a line of its answer is not JSON");
        }
        return piece(fields);
    }

    private T piece(Fields fields) throws MalformedResponseException {
        // The status of the response was 200 when the first line left: an error that came later has one of its own.
        ApiError error = ApiError.fromJson(500, fields);
        if (error != null) {
            throw error.toException();
        }
        try {
            return reader.apply(fields);
        } catch (MullamaException e) {
            throw new MalformedResponseException("a line of its answer is of another form");
        }
    }

    /** Throws what a response that is no success stands for. */
    static void requireSuccess(HttpResponse response) throws IOException {
        if (response.status() == 200) {
            return;
        }
        throw error(response.status(), response.body().readAll(ERROR_LIMIT));
    }

    /** What a response with such a body stands for. */
    static MullamaException error(int status, byte[] body) {
        ApiError error = null;
        try {
            error = ApiError.fromJson(status, Json.fields(body));
        } catch (MullamaException e) {
            // A body of another form: the status has to do.
        }
        if (error != null) {
            return error.toException();
        }
        return new MullamaException(
                ErrorCode.INTERNAL,
                "the daemon answered with HTTP status " + status + " and no error that mullama knows",
                "its version may be another: 'mullama stop' lets the next command start this one");
    }
}
