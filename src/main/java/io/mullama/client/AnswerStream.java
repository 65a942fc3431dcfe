package io.mullama.client;

import io.mullama.api.ApiError;
import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.StreamLine;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.util.List;
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
    private String line = "";
    private List<String> warnings = List.of();
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
            line = nextLine();
            T piece = read(line);
            finished = piece.done();
            return piece;
        } catch (IOException e) {
            throw Failures.exchanging(connection, e);
        }
    }

    /** The line that the last piece came in, JSON with all that the daemon says. */
    public String line() {
        return line;
    }

    /** What was not done as the request had it, as far as the answer has told. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        connection.close();
    }

    private String nextLine() throws IOException {
        LineReader from = lines == null ? open() : lines;
        lines = from;
        String next = from.next();
        while (next != null && next.isBlank()) {
            next = from.next();
        }
        if (next == null) {
            throw new IOException("the answer ended without its last line");
        }
        return next;
    }

    private LineReader open() throws IOException {
        HttpResponse response = connection.receive();
        requireSuccess(response);
        return new LineReader(response.body());
    }

    private T read(String text) throws MalformedResponseException {
        Fields fields;
        try {
            fields = Json.fields(text);
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
            List<String> told = fields.strings("warnings");
            warnings = told == null ? warnings : told;
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
