package io.mullama.hub.http;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub, and follows where it points; the token goes to the hub alone. Thread-safe.
 *
 * <p>Redirects are followed here rather than by {@link HttpClient}, which would take the token along to any host.
 */
public final class HubHttp {
    private static final int MOST_REDIRECTS = 10;

    private final Supplier<HttpClient> client;
    private final HubAccess access;
    private final String userAgent;
    private final Duration patience;

    /**
     * A hub.
     *
     * @param client makes one that follows no redirects, when the first is asked
     * @param patience how long the head of an answer may take
     */
    public HubHttp(Supplier<HttpClient> client, HubAccess access, String userAgent, Duration patience) {
        this.client = once(client);
        this.access = access;
        this.userAgent = userAgent;
        this.patience = patience;
    }

    public HubAccess access() {
        return access;
    }

    /** How long the hub or a content host may say nothing. */
    public Duration patience() {
        return patience;
    }

    /** Made late, because a daemon seldom needs one and it costs half a second; and once. */
    private static Supplier<HttpClient> once(Supplier<HttpClient> maker) {
        AtomicReference<@Nullable HttpClient> made = new AtomicReference<>();
        return () -> {
            synchronized (made) {
                HttpClient known = made.get();
                HttpClient client = known == null ? maker.get() : known;
                made.set(client);
                return client;
            }
        };
    }

    /** The same for somebody who brings a token of their own. */
    public HubHttp withToken(Optional<String> token) {
        return new HubHttp(client, access.withToken(token), userAgent, patience);
    }

    /** One question. */
    public record Question(URI address, Map<String, String> headers, HttpClient.Version version) {
        /** Several of these share a connection where the host can do that. */
        public static Question of(URI address) {
            return new Question(address, Map.of(), HttpClient.Version.HTTP_2);
        }
    }

    /**
     * Gets what lies at an address or where that points to. The bodies of redirects are dropped.
     *
     * @param body takes the body of the last answer, of whatever status that is
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted; the request is cancelled then
     */
    public <T> HttpResponse<T> get(Question question, BodyHandler<T> body) throws IOException, InterruptedException {
        if (access.offline()) {
            throw new MullamaException(
                    ErrorCode.DOWNLOAD_FAILED,
                    "nothing is asked of " + access.endpoint() + ", because HF_HUB_OFFLINE is set",
                    "unset it, or use a model that is here: mullama list --all");
        }
        URI address = question.address();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<T> response = client.get().send(request(question, address), unlessRedirected(body, patience));
            if (!isRedirect(response.statusCode())) {
                return response;
            }
            address = target(address, response);
        }
        throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpRequest request(Question question, URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .version(question.version())
                .timeout(patience)
                .header("User-Agent", userAgent)
                .GET();
        question.headers().forEach(request::header);
        if (access.isOwn(address)) {
            access.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        return request.build();
    }

    private static URI target(URI from, HttpResponse<?> response) throws IOException {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("it redirects without saying where"));
        URI target;
        try {
            target = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("it redirects to something that is no address", e);
        }
        boolean safe = "https".equalsIgnoreCase(target.getScheme())
                || ("http".equalsIgnoreCase(target.getScheme()) && "http".equalsIgnoreCase(from.getScheme()));
        if (!safe || target.getHost() == null) {
            throw new IOException(
                    "it redirects to " + target.getScheme() + "://" + target.getHost() + ", which is not safe");
        }
        return target;
    }

    /** Nobody looks at the body of a redirect. */
    @SuppressWarnings("NullAway")
    private static <T> BodyHandler<T> unlessRedirected(BodyHandler<T> body, Duration patience) {
        return head -> isRedirect(head.statusCode())
                ? new TimedBody<>(BodySubscribers.mapping(BodySubscribers.discarding(), ignored -> null), patience)
                : body.apply(head);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }
}
