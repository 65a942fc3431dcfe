package io.mullama.hub.download;

import io.mullama.hub.http.HubHttp;
import io.mullama.hub.http.HubRefusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of one file come from: the hub, which points at a content host, whose address is kept for as long as
 * that accepts it. Thread-safe.
 */
final class ContentSource {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final HubHttp hub;
    private final URI address;
    private final long size;
    private final InstantSource clock;
    private final Set<RangeBody> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable URI location;
    private volatile @Nullable String etag;

    ContentSource(HubHttp hub, URI address, long size, InstantSource clock) {
        this.hub = hub;
        this.address = address;
        this.size = size;
        this.clock = clock;
    }

    /**
     * Asks for what is left of a span, and returns when that is there.
     *
     * @throws HubRefusal if the answer is another one than bytes
     * @throws ChangedFileException if the bytes would be those of another file
     * @throws RangesIgnoredException if the host sends nothing but whole files
     * @throws IOException if it ended early
     */
    void fetch(Span span) throws IOException, InterruptedException, ChangedFileException, RangesIgnoredException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Range", "bytes=" + span.position() + "-" + (span.end() - 1));
        String known = etag;
        if (known != null) {
            headers.put("If-Range", known);
        }
        HttpResponse<Void> response = ask(span, headers, 206);
        if (response.statusCode() == 200) {
            requireUnchanged(response);
            throw new RangesIgnoredException();
        }
        requireRange(response, span);
    }

    /** Asks for the whole file, of which the span takes what it lacks. */
    void fetchWhole(Span span) throws IOException, InterruptedException, ChangedFileException {
        requireUnchanged(ask(span, Map.of(), 200));
    }

    /** Ends what has been silent for too long. */
    void stopSilent(long limitNanos) {
        open.forEach(body -> {
            if (body.silenceNanos() > limitNanos) {
                body.stop(new IOException("nothing came for " + limitNanos / 1_000_000_000 + " seconds"));
            }
        });
    }

    private HttpResponse<Void> ask(Span span, Map<String, String> headers, int wanted)
            throws IOException, InterruptedException, ChangedFileException {
        URI from = location;
        HttpResponse<Void> response = send(from == null ? address : from, span, headers, wanted);
        HubRefusal refusal = HubRefusal.of(response, clock.instant());
        // The hub's own refusals stay; a content host's may be about an address that has become too old.
        if (!hub.access().isOwn(response.uri()) && refusal.isExpiry()) {
            location = null;
            response = send(address, span, headers, wanted);
            refusal = HubRefusal.of(response, clock.instant());
        }
        if (response.statusCode() == 416) {
            throw new ChangedFileException("it is shorter than it was");
        }
        if (response.statusCode() != 200 && response.statusCode() != 206) {
            throw refusal;
        }
        if (!response.uri().equals(address)) {
            location = response.uri();
        }
        return response;
    }

    private HttpResponse<Void> send(URI at, Span span, Map<String, String> headers, int wanted)
            throws IOException, InterruptedException {
        long start = span.position();
        RangeBody body = new RangeBody(span);
        try {
            // Over HTTP/1.1, where each range has a connection of its own: one is slower on a line that loses packets.
            return hub.get(new HubHttp.Question(at, headers, HttpClient.Version.HTTP_1_1), head -> {
                String range = head.headers().firstValue("Content-Range").orElse("");
                boolean usable = head.statusCode() == wanted && (wanted == 200 || begins(range, start));
                if (usable) {
                    open.add(body);
                }
                return usable ? body : new RefusedBody();
            });
        } catch (IOException e) {
            // The client wraps what a body throws.
            throw e.getCause() instanceof DiskException disk ? disk : e;
        } finally {
            open.remove(body);
            // Its last bytes may still be on their way to a file that is about to be closed.
            body.stop(new IOException("nobody waits for it"));
        }
    }

    private static boolean begins(String contentRange, long start) {
        Matcher range = CONTENT_RANGE.matcher(contentRange);
        return range.matches() && Long.parseLong(range.group(1)) == start;
    }

    private void requireRange(HttpResponse<Void> response, Span span) throws IOException, ChangedFileException {
        String text = response.headers().firstValue("Content-Range").orElse("");
        Matcher range = CONTENT_RANGE.matcher(text);
        if (!range.matches()) {
            throw new IOException("the answer does not say which bytes it has");
        }
        if (Long.parseLong(range.group(3)) != size) {
            throw new ChangedFileException("it has " + range.group(3) + " bytes now, and had " + size);
        }
        if (!span.isDone()) {
            throw new IOException("the answer has other bytes than were asked for: " + text);
        }
        requireUnchanged(response);
    }

    private void requireUnchanged(HttpResponse<Void> response) throws ChangedFileException {
        String now = response.headers().firstValue("ETag").orElse("");
        String known = etag;
        if (known != null && !now.isEmpty() && !now.equals(known)) {
            throw new ChangedFileException("it was " + known + ", and is " + now);
        }
        // A weak one does not promise the same bytes.
        if (known == null && now.startsWith("\"")) {
            etag = now;
        }
    }
}
