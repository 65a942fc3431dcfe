package io.mullama.client;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.StreamLine;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests and their answers at one address, each on a connection of its own. Immutable and thread-safe. */
final class Exchanges {
    /** In bytes. */
    static final int BODY_LIMIT = 64 << 20;

    private final Address address;
    private final Duration patience;

    /** {@code patience} is how long an answer may take that no model has to work for. */
    Exchanges(Address address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    Address address() {
        return address;
    }

    /** What is to become of a response. */
    interface ResponseReader<T> {
        T read(HttpResponse response) throws IOException;
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    <T> T get(String path, Function<Fields, T> reader) {
        return call("GET", path, null, reader);
    }

    /** Asks for what is there, or soon done. */
    <T> T call(String method, String path, byte @Nullable [] sent, Function<Fields, T> reader) {
        return read(path, run(method, path, sent, Exchanges::body), reader);
    }

    /** Asks for what a model has to be loaded for, however long that takes. */
    <T> T work(String path, JsonBody request, Function<Fields, T> reader) {
        try (HttpConnection connection = post(path, request)) {
            return read(path, received(connection), reader);
        }
    }

    /** Asks for an answer that comes in pieces. */
    <T extends StreamLine> AnswerStream<T> stream(String path, JsonBody request, Function<Fields, T> reader) {
        return new AnswerStream<>(post(path, request), reader);
    }

    /** Asks, and hands over whatever comes back. */
    <T> T run(String method, String path, byte @Nullable [] body, ResponseReader<T> reader) {
        try (HttpConnection connection = open()) {
            return inTime(connection, () -> {
                connect(connection);
                connection.send(method, path, body);
                return reader.read(connection.receive());
            });
        }
    }

    private static byte[] received(HttpConnection connection) {
        try {
            return body(connection.receive());
        } catch (IOException e) {
            throw Failures.exchanging(connection, e);
        }
    }

    private static byte[] body(HttpResponse response) throws IOException {
        AnswerStream.requireSuccess(response);
        return response.body().readAll(BODY_LIMIT);
    }

    private <T> T read(String path, byte[] body, Function<Fields, T> reader) {
        try {
            return reader.apply(Json.fields(body));
        } catch (MullamaException e) {
            throw new MullamaException(
                            ErrorCode.DAEMON_UNREACHABLE,
                            "what answers at " + address.text() + " is not mullama: its " + path
                                    + " is of another form",
                            "end that program, or set MULLAMA_HOST and MULLAMA_PORT to the daemon's address")
                    .causedBy(e);
        }
    }

    private HttpConnection post(String path, JsonBody request) {
        HttpConnection connection = open();
        try {
            return inTime(connection, () -> {
                connect(connection);
                connection.send("POST", path, Json.bytes(request));
                return connection;
            });
        } catch (MullamaException e) {
            connection.close();
            throw e;
        }
    }

    private <T> T inTime(HttpConnection connection, Step<T> step) {
        try (Watchdog watchdog = Watchdog.over(connection, patience)) {
            try {
                return step.run();
            } catch (IOException e) {
                throw watchdog.hasExpired()
                        ? Failures.slow(connection, patience.toSeconds())
                        : Failures.exchanging(connection, e);
            }
        }
    }

    private HttpConnection open() {
        try {
            return HttpConnection.to(address);
        } catch (IOException e) {
            throw new MullamaException(ErrorCode.INTERNAL, "no socket can be opened: " + e.getMessage()).causedBy(e);
        }
    }

    private static void connect(HttpConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (IOException e) {
            if (connection.isClosed()) {
                throw e;
            }
            throw Failures.connecting(connection, e);
        }
    }
}
