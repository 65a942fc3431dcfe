package io.mullama.hub.download;

import io.mullama.hub.http.HubHttp;
import io.mullama.hub.http.HubRefusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
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
            requireWhole(response);
            requireUnchanged(response);
            throw new RangesIgnoredException();
        }
        requireRange(response, span);
    }

    /** Asks for the whole file, of which the span takes what it lacks. */
    void fetchWhole(Span span) throws IOException, InterruptedException, ChangedFileException {
        HttpResponse<Void> response = ask(span, Map.of(), 200);
        requireWhole(response);
        requireUnchanged(response);
        if (!span.isDone()) {
            throw new IOException("the answer is another one than the whole file");
        }
    }

    /** What is not as long is a page of a proxy or of a login, say. */
    private void requireWhole(HttpResponse<Void> response) throws IOException {
        long length = length(response.headers());
        if (response.statusCode() == 200 && length != size) {
            throw new IOException("the answer has " + length + " bytes, and the file " + size);
        }
    }

    /** That of the file where the answer does not say. */
    private long length(HttpHeaders headers) {
        return headers.firstValueAsLong("Content-Length").orElse(size);
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
        HttpResponse<Void> response;
        try {
            response = send(from == null ? address : from, span, headers, wanted);
        } catch (IOException e) {
            // The hub may know a better place.
            location = null;
            throw e;
        }
        HubRefusal refusal = HubRefusal.of(response, clock.instant());
        // The hub's own refusals stay; those of other places may be about an address that has become too old.
        boolean elsewhere = from != null || !hub.access().isOwn(response.uri());
        if (elsewhere && refusal.isExpiry()) {
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
                boolean usable = head.statusCode() == wanted
                        && (wanted == 200 ? length(head.headers()) == size : isRange(head, start));
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

    /** Whether the bytes are those that are wanted, of the file that was begun. */
    private boolean isRange(ResponseInfo head, long start) {
        Matcher range =
                CONTENT_RANGE.matcher(head.headers().firstValue("Content-Range").orElse(""));
        String known = etag;
        String now = head.headers().firstValue("ETag").orElse("");
        return range.matches()
                && Long.parseLong(range.group(1)) == start
                && Long.parseLong(range.group(3)) == size
                && (known == null || !isStrong(now) || now.equals(known));
    }

    /** A weak one does not promise the same bytes. */
    private static boolean isStrong(String tag) {
        return tag.startsWith("\"");
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
        requireUnchanged(response);
        if (!span.isDone()) {
            throw new IOException("the answer has other bytes than were asked for: " + text);
        }
    }

    private void requireUnchanged(HttpResponse<Void> response) throws ChangedFileException {
        String now = response.headers().firstValue("ETag").orElse("");
        String known = etag;
        if (known != null && isStrong(now) && !now.equals(known)) {
            throw new ChangedFileException("it was " + known + ", and is " + now);
        }
        if (known == null && isStrong(now)) {
            etag = now;
        }
    }
}
