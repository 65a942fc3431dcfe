package io.mullama.server.access;

import io.mullama.config.AccessSettings;
import io.mullama.server.http.BodyUse;
import io.mullama.server.http.HttpError;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpHandler;
import io.mullama.server.http.HttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before all routes: lets those requests pass that may, before their bodies are read. Who comes over the Unix
 * socket is its owner, and only asked to wait while the daemon is not ready. Thread-safe.
 */
public final class AccessGate implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(AccessGate.class.getName());

    /** A network of one customer has at least that many of an IPv6 address's bytes in common. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final HostRule hosts;
    private final OriginRule origins;
    private final ApiKeys keys;
    private final @Nullable RateLimit limit;
    private final Supplier<Optional<HttpError>> unready;
    private final HttpHandler routes;

    /**
     * A gate by these settings.
     *
     * @param unready why the daemon takes no requests now, empty when it does
     */
    public AccessGate(AccessSettings settings, Supplier<Optional<HttpError>> unready, HttpHandler routes) {
        this.hosts = new HostRule(settings.hosts());
        this.origins = new OriginRule(settings.origins());
        this.keys = new ApiKeys(settings.keys());
        this.limit = settings.requestsPerMinute().isPresent()
                ? new RateLimit(settings.requestsPerMinute().getAsInt(), System::nanoTime)
                : null;
        this.unready = unready;
        this.routes = routes;
    }

    @Override
    public void handle(HttpRequest request, HttpExchange exchange) throws Exception {
        routes.handle(request, exchange);
    }

    @Override
    public BodyUse bodyUse(HttpRequest request) {
        return routes.bodyUse(request);
    }

    @Override
    public boolean admits(HttpRequest request, HttpExchange exchange) throws IOException {
        Optional<HttpError> refusal = request.isLocalSocket() ? notReady(request) : refusal(request, exchange);
        if (refusal.isPresent()) {
            exchange.fail(refusal.get());
        }
        return refusal.isEmpty();
    }

    private Optional<HttpError> refusal(HttpRequest request, HttpExchange exchange) {
        share(request, exchange);
        Optional<HttpError> foreign = wrongHost(request).or(() -> wrongOrigin(request));
        if (foreign.isPresent() || isOpen(request)) {
            return foreign;
        }
        Optional<String> key = keys.shownBy(request);
        if (key.isEmpty() && !keys.isEmpty()) {
            // Who guesses keys is slowed down, too.
            return tooMany(request, key, exchange).or(() -> Optional.of(withoutKey(request, exchange)));
        }
        key.ifPresent(name ->
                LOG.log(System.Logger.Level.DEBUG, "{0} {1} with the key {2}", request.method(), request.path(), name));
        return notReady(request).or(() -> tooMany(request, key, exchange));
    }

    /** Whether anybody may ask that: browsers do before they send anything else, and who watches over the daemon. */
    private static boolean isOpen(HttpRequest request) {
        return request.method().equals("OPTIONS") || request.path().equals("/health");
    }

    private Optional<HttpError> notReady(HttpRequest request) {
        return isOpen(request) ? Optional.empty() : unready.get();
    }

    /** Says to browsers which pages may read the answer (the Fetch standard, section 3.2). */
    private void share(HttpRequest request, HttpExchange exchange) {
        Optional<String> origin = request.header("Origin");
        boolean allowed = origin.filter(page -> mayUse(page, request)).isPresent();
        if (!origins.allowsAny()) {
            exchange.header("Vary", "Origin").withoutHeader("Access-Control-Allow-Origin");
            origin.filter(page -> allowed).ifPresent(page -> exchange.header("Access-Control-Allow-Origin", page));
        }
        if (allowed) {
            exchange.header("Access-Control-Expose-Headers", "*");
            request.header("Access-Control-Request-Private-Network")
                    .ifPresent(asked -> exchange.header("Access-Control-Allow-Private-Network", "true"));
        }
    }

    private boolean mayUse(String origin, HttpRequest request) {
        return origins.allows(origin, request.host().orElse(""));
    }

    private Optional<HttpError> wrongHost(HttpRequest request) {
        return request.host()
                .filter(host -> !hosts.allows(host))
                .map(host -> new HttpError(
                        403,
                        "host_not_allowed",
                        "this server does not go by the name '" + host + "'",
                        "ask for it by its address, or name it in allowed_hosts (MULLAMA_ALLOWED_HOSTS)"));
    }

    private Optional<HttpError> wrongOrigin(HttpRequest request) {
        return request.header("Origin")
                .filter(origin -> OriginRule.isStopped(request.method()) && !mayUse(origin, request))
                .map(origin -> new HttpError(
                        403,
                        "origin_not_allowed",
                        "pages of '" + origin + "' may not use this server",
                        "name it in allowed_origins (MULLAMA_ALLOWED_ORIGINS)"));
    }

    private static HttpError withoutKey(HttpRequest request, HttpExchange exchange) {
        exchange.header("WWW-Authenticate", "Bearer");
        boolean shown = request.header("Authorization").isPresent()
                || request.header("x-api-key").isPresent();
        return new HttpError(
                401,
                "invalid_api_key",
                shown ? "the API key is none of this server's" : "this server wants an API key",
                "send one of its keys as 'Authorization: Bearer KEY' or 'x-api-key: KEY'; mullama's own commands send"
                        + " MULLAMA_API_KEY");
    }

    private Optional<HttpError> tooMany(HttpRequest request, Optional<String> key, HttpExchange exchange) {
        if (limit == null) {
            return Optional.empty();
        }
        String client = key.map(name -> "key " + name)
                .orElseGet(() -> request.client().map(AccessGate::network).orElse(""));
        return limit.take(client).map(wait -> {
            long seconds = wait.plus(Duration.ofSeconds(1)).minusNanos(1).toSeconds();
            exchange.header("Retry-After", Long.toString(Math.max(1, seconds)));
            return new HttpError(
                    429,
                    "rate_limit_exceeded",
                    "more than " + limit.perMinute() + " requests came within a minute",
                    "try again in " + Math.max(1, seconds) + " s, or serve with a larger --rate-limit");
        });
    }

    /** Who has an IPv6 network has all of its addresses. */
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, IPV6_NETWORK_BYTES)));
    }
}
