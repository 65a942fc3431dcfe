package io.mullama.client;

import io.mullama.api.BenchLine;
import io.mullama.api.BenchRequest;
import io.mullama.api.CacheReport;
import io.mullama.api.ChatRequest;
import io.mullama.api.ChatResponse;
import io.mullama.api.CopyRequest;
import io.mullama.api.CreateRequest;
import io.mullama.api.DaemonStatus;
import io.mullama.api.Fields;
import io.mullama.api.GenerateRequest;
import io.mullama.api.GenerateResponse;
import io.mullama.api.Json;
import io.mullama.api.ModelChange;
import io.mullama.api.ModelDetails;
import io.mullama.api.ModelList;
import io.mullama.api.PullLine;
import io.mullama.api.PullRequest;
import io.mullama.api.RenderResponse;
import io.mullama.api.SearchResult;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The daemon's routes at one address, each call on a connection of its own. Immutable and thread-safe. */
public final class DaemonClient {
    private static final String SERVER_PREFIX = "mullama/";
    private static final int BODY_LIMIT = 64 << 20;

    private final Address address;
    private final Duration patience;

    /**
     * A client that does not connect yet.
     *
     * @param patience how long an answer may take that is not generated text
     */
    public DaemonClient(Address address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    public Address address() {
        return address;
    }

    /** {@code GET /health}; never throws for a daemon that is not there. */
    public Health health() {
        try {
            return exchange("GET", "/health", null, DaemonClient::health);
        } catch (MullamaException e) {
            return new Health.Absent(e);
        }
    }

    /** {@code GET /status}. */
    public DaemonStatus status() {
        return get("/status", DaemonStatus::fromJson);
    }

    /** {@code GET /api/models}. */
    public ModelList models() {
        return get("/api/models", ModelList::fromJson);
    }

    /** {@code GET /api/models?all=true}: with those of other tools. */
    public ModelList allModels() {
        return get("/api/models?all=true", ModelList::fromJson);
    }

    /** {@code POST /api/chat}, streamed. */
    public AnswerStream<ChatResponse> chat(ChatRequest request) {
        HttpConnection connection = post("/api/chat", Json.bytes(request.toJson()));
        return new AnswerStream<>(connection, ChatResponse::fromJson);
    }

    /** {@code POST /api/generate}, streamed. */
    public AnswerStream<GenerateResponse> generate(GenerateRequest request) {
        HttpConnection connection = post("/api/generate", Json.bytes(request.toJson()));
        return new AnswerStream<>(connection, GenerateResponse::fromJson);
    }

    /** {@code POST /api/bench}. */
    public AnswerStream<BenchLine> bench(BenchRequest request) {
        HttpConnection connection = post("/api/bench", Json.bytes(request.toJson()));
        return new AnswerStream<>(connection, BenchLine::fromJson);
    }

    /** {@code GET /api/models/NAME}. */
    public ModelDetails model(String name) {
        return get("/api/models/" + encoded(name), ModelDetails::fromJson);
    }

    /** {@code POST /api/models/pull}, streamed. */
    public AnswerStream<PullLine> pull(PullRequest request) {
        HttpConnection connection = post("/api/models/pull", Json.bytes(request.toJson()));
        return new AnswerStream<>(connection, PullLine::fromJson);
    }

    /** {@code POST /api/models/create}. */
    public AnswerStream<PullLine> create(CreateRequest request) {
        HttpConnection connection = post("/api/models/create", Json.bytes(request.toJson()));
        return new AnswerStream<>(connection, PullLine::fromJson);
    }

    /** {@code DELETE /api/models/NAME}. */
    public ModelChange delete(String name) {
        return call("DELETE", "/api/models/" + encoded(name), null, ModelChange::fromJson);
    }

    /** {@code POST /api/models/copy}. */
    public ModelChange copy(CopyRequest request) {
        return call("POST", "/api/models/copy", Json.bytes(request), ModelChange::fromJson);
    }

    /** {@code POST /api/render}. */
    public RenderResponse render(ChatRequest request) {
        return call("POST", "/api/render", Json.bytes(request), RenderResponse::fromJson);
    }

    /** {@code GET /api/cache}. */
    public CacheReport cache() {
        return get("/api/cache", CacheReport::fromJson);
    }

    /** {@code GET /api/search}. */
    public SearchResult search(String words) {
        return get("/api/search?q=" + encoded(words), SearchResult::fromJson);
    }

    /** {@code POST /api/cache/prune}. */
    public CacheReport prune() {
        return call("POST", "/api/cache/prune", new byte[] {'{', '}'}, CacheReport::fromJson);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private interface ResponseReader<T> {
        T read(HttpResponse response) throws IOException;
    }

    private interface Exchange<T> {
        T run() throws IOException;
    }

    private <T> T get(String path, Function<Fields, T> reader) {
        return call("GET", path, null, reader);
    }

    private <T> T call(String method, String path, byte @Nullable [] sent, Function<Fields, T> reader) {
        byte[] body = exchange(method, path, sent, response -> {
            AnswerStream.requireSuccess(response);
            return response.body().readAll(BODY_LIMIT);
        });
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

    private <T> T exchange(String method, String path, byte @Nullable [] body, ResponseReader<T> reader) {
        try (HttpConnection connection = open()) {
            return inTime(connection, () -> {
                connect(connection);
                connection.send(method, path, body);
                return reader.read(connection.receive());
            });
        }
    }

    private HttpConnection post(String path, byte[] body) {
        HttpConnection connection = open();
        try {
            return inTime(connection, () -> {
                connect(connection);
                connection.send("POST", path, body);
                return connection;
            });
        } catch (MullamaException e) {
            connection.close();
            throw e;
        }
    }

    private <T> T inTime(HttpConnection connection, Exchange<T> exchange) {
        try (Watchdog watchdog = Watchdog.over(connection, patience)) {
            try {
                return exchange.run();
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

    private static Health health(HttpResponse response) throws IOException {
        String body = new String(response.body().readAll(BODY_LIMIT), StandardCharsets.UTF_8);
        if (response.status() == 503) {
            boolean ending = body.contains("stopping") || body.contains(ErrorCode.SHUTTING_DOWN.wireName());
            return ending ? new Health.Stopping() : new Health.Starting();
        }
        if ((response.status() == 400 || response.status() == 403) && body.contains("\"error\"")) {
            // We call it by a name that it does not go by, or without TLS where it speaks that alone.
            throw AnswerStream.error(response.status(), body.getBytes(StandardCharsets.UTF_8));
        }
        if (response.status() != 200 || !body.contains("\"status\"")) {
            throw new MalformedResponseException("it has no /health of that form");
        }
        return new Health.Ready(version(response.header("server")));
    }

    private static @Nullable String version(@Nullable String server) {
        if (server == null || !server.startsWith(SERVER_PREFIX)) {
            return null;
        }
        int space = server.indexOf(' ');
        return server.substring(SERVER_PREFIX.length(), space < 0 ? server.length() : space);
    }
}
