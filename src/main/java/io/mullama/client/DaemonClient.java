package io.mullama.client;

import io.mullama.api.BenchLine;
import io.mullama.api.BenchRequest;
import io.mullama.api.CacheReport;
import io.mullama.api.ChatRequest;
import io.mullama.api.ChatResponse;
import io.mullama.api.CopyRequest;
import io.mullama.api.CreateRequest;
import io.mullama.api.DaemonStatus;
import io.mullama.api.DetokenizeRequest;
import io.mullama.api.DetokenizeResponse;
import io.mullama.api.DoctorReport;
import io.mullama.api.EmbedRequest;
import io.mullama.api.EmbedResponse;
import io.mullama.api.GenerateRequest;
import io.mullama.api.GenerateResponse;
import io.mullama.api.Json;
import io.mullama.api.JsonBody;
import io.mullama.api.LoadRequest;
import io.mullama.api.LoadResponse;
import io.mullama.api.ModelChange;
import io.mullama.api.ModelDetails;
import io.mullama.api.ModelList;
import io.mullama.api.PullLine;
import io.mullama.api.PullRequest;
import io.mullama.api.RenderResponse;
import io.mullama.api.RepositoryInfo;
import io.mullama.api.SearchResult;
import io.mullama.api.SystemStatus;
import io.mullama.api.TokenizeRequest;
import io.mullama.api.TokenizeResponse;
import io.mullama.api.WarnedAnswer;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The daemon's routes at one address, each call on a connection of its own. Immutable and thread-safe. */
public final class DaemonClient {
    private static final String SERVER_PREFIX = "mullama/";

    private final Exchanges exchanges;

    /**
     * A client that does not connect yet.
     *
     * @param patience how long an answer may take that is not generated text
     */
    public DaemonClient(Address address, Duration patience) {
        this.exchanges = new Exchanges(address, patience);
    }

    public Address address() {
        return exchanges.address();
    }

    /** {@code GET /health}; never throws for a daemon that is not there. */
    public Health health() {
        try {
            return exchanges.run("GET", "/health", null, DaemonClient::health);
        } catch (MullamaException e) {
            return new Health.Absent(e);
        }
    }

    /** {@code GET /status}. */
    public DaemonStatus status() {
        return exchanges.get("/status", DaemonStatus::fromJson);
    }

    /** {@code GET /api/system/status}. */
    public SystemStatus systemStatus() {
        return exchanges.get("/api/system/status", SystemStatus::fromJson);
    }

    /** {@code GET /api/doctor}. */
    public DoctorReport doctor() {
        return exchanges.get("/api/doctor", DoctorReport::fromJson);
    }

    /** {@code POST /api/models/load}. */
    public WarnedAnswer<LoadResponse> load(LoadRequest request) {
        return exchanges.work(
                "/api/models/load", request, fields -> WarnedAnswer.fromJson(fields, LoadResponse::fromJson));
    }

    /** {@code POST /api/models/NAME/unload}, which waits until nobody uses the model. */
    public WarnedAnswer<ModelChange> unload(String name) {
        return exchanges.work(
                path(name) + "/unload", Json::object, fields -> WarnedAnswer.fromJson(fields, ModelChange::fromJson));
    }

    /** {@code GET /api/models}. */
    public ModelList models() {
        return exchanges.get("/api/models", ModelList::fromJson);
    }

    /** {@code GET /api/models?all=true}: with those of other tools. */
    public ModelList allModels() {
        return exchanges.get("/api/models?all=true", ModelList::fromJson);
    }

    /** {@code POST /api/chat}. */
    public AnswerStream<ChatResponse> chat(ChatRequest request) {
        return exchanges.stream("/api/chat", request, ChatResponse::fromJson);
    }

    /**
     * {@code POST /api/generate}.
     *
     * @param request a {@link GenerateRequest}, perhaps with more beside it
     */
    public AnswerStream<GenerateResponse> generate(JsonBody request) {
        return exchanges.stream("/api/generate", request, GenerateResponse::fromJson);
    }

    /** {@code POST /api/bench}. */
    public AnswerStream<BenchLine> bench(BenchRequest request) {
        return exchanges.stream("/api/bench", request, BenchLine::fromJson);
    }

    /** {@code GET /api/models/NAME}. */
    public ModelDetails model(String name) {
        return exchanges.get(path(name), ModelDetails::fromJson);
    }

    /** {@code POST /api/models/pull}, streamed. */
    public AnswerStream<PullLine> pull(PullRequest request) {
        return exchanges.stream("/api/models/pull", request, PullLine::fromJson);
    }

    /** {@code POST /api/models/create}. */
    public AnswerStream<PullLine> create(CreateRequest request) {
        return exchanges.stream("/api/models/create", request, PullLine::fromJson);
    }

    /** {@code DELETE /api/models/NAME}. */
    public ModelChange delete(String name) {
        return exchanges.call("DELETE", path(name), null, ModelChange::fromJson);
    }

    /** {@code POST /api/models/copy}. */
    public ModelChange copy(CopyRequest request) {
        return exchanges.call("POST", "/api/models/copy", Json.bytes(request), ModelChange::fromJson);
    }

    /** {@code POST /api/render}. */
    public RenderResponse render(ChatRequest request) {
        return exchanges.call("POST", "/api/render", Json.bytes(request), RenderResponse::fromJson);
    }

    /** {@code GET /api/cache}. */
    public CacheReport cache() {
        return exchanges.get("/api/cache", CacheReport::fromJson);
    }

    /** {@code GET /api/search}. */
    public SearchResult search(String words) {
        return exchanges.get("/api/search?q=" + encoded(words), SearchResult::fromJson);
    }

    /** {@code GET /api/info}. */
    public RepositoryInfo info(String model) {
        return exchanges.get("/api/info?model=" + encoded(model), RepositoryInfo::fromJson);
    }

    /** {@code POST /api/cache/prune}. */
    public CacheReport prune() {
        return exchanges.call("POST", "/api/cache/prune", new byte[] {'{', '}'}, CacheReport::fromJson);
    }

    /** {@code POST /api/tokenize}. */
    public TokenizeResponse tokenize(TokenizeRequest request) {
        return exchanges.work("/api/tokenize", request, TokenizeResponse::fromJson);
    }

    /** {@code POST /api/detokenize}. */
    public DetokenizeResponse detokenize(DetokenizeRequest request) {
        return exchanges.work("/api/detokenize", request, DetokenizeResponse::fromJson);
    }

    /** {@code POST /api/embeddings}. */
    public EmbedResponse embed(EmbedRequest request) {
        return exchanges.work("/api/embeddings", request, EmbedResponse::fromJson);
    }

    private static String path(String model) {
        // Without a name it would be the route of all models.
        if (model.isBlank()) {
            throw new MullamaException(
                    ErrorCode.INVALID_REQUEST, "the model's name is empty", "'mullama list' shows which there are");
        }
        return "/api/models/" + encoded(model);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Health health(HttpResponse response) throws IOException {
        String body = new String(response.body().readAll(Exchanges.BODY_LIMIT), StandardCharsets.UTF_8);
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
