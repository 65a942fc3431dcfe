package io.mullama.server.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The answer to one request, whole or streamed; for the handler's thread alone. */
public final class HttpExchange {
    private static final String JSON = "application/json";

    /** What a daemon has too much of passes soon, and clients wait longer each time. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "content-type", "date", "server", "transfer-encoding", "keep-alive");

    private final Wire wire;
    private final HttpSetup setup;
    private final Framing framing;
    private final @Nullable HttpRequest request;
    private Deadline end = Deadline.after(HttpLimits.LONGEST);
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private IntConsumer beforeAnswer = status -> {};

    /** The headers that an answer has whoever gives it. */
    private Map<String, String> lasting = Map.of("Access-Control-Allow-Origin", "*");

    private @Nullable ResponseStream stream;
    private boolean committed;
    private boolean keepAlive;

    /** What comes next on the connection cannot be told from this request's body. */
    private boolean bodyUnread;

    /** An exchange; {@code request} is null where none could be read. */
    HttpExchange(Wire wire, HttpSetup setup, Framing framing, @Nullable HttpRequest request) {
        this.wire = wire;
        this.setup = setup;
        this.framing = framing;
        this.request = request;
        headers.putAll(lasting);
    }

    /**
     * Sets a header of the answer, before that is sent; those of framing and identity are not the handler's.
     * {@code Access-Control-Allow-Origin} is {@code *} and a 503's {@code Retry-After} is 1 unless they are set.
     */
    public HttpExchange header(String name, String value) {
        if (!RequestHead.isToken(name) || !RequestHead.isFieldValue(value)) {
            throw new IllegalArgumentException("not a header: " + name);
        }
        if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the server sets this header: " + name);
        }
        requireUnsent();
        headers.put(name, value);
        return this;
    }

    /** Takes back a header that was set, or that is sent by default. */
    public HttpExchange withoutHeader(String name) {
        requireUnsent();
        headers.remove(name);
        return this;
    }

    /** Has the headers that are set by now stay on the answer, also where its handler fails. */
    void keepHeaders() {
        lasting = Map.copyOf(headers);
    }

    /** Whether the request has a body that nobody has read. */
    void bodyUnread(boolean unread) {
        bodyUnread = unread;
    }

    boolean isBodyUnread() {
        return bodyUnread;
    }

    /**
     * Bounds how long a client that does not read is waited for, from now to the answer's end; the server's own bound
     * stays. What can be sent without waiting is sent after that too.
     *
     * @param time at most a year
     */
    public void timeLimit(Duration time) {
        end = Deadline.after(time);
    }

    /** Has the status of a whole answer told before that is sent; nothing is told of a stream. */
    public void beforeAnswer(IntConsumer listener) {
        beforeAnswer = listener;
    }

    /**
     * Sends a whole answer.
     *
     * @param contentType empty for none, as with a 204
     */
    public void respond(int status, String contentType, byte[] body) throws IOException {
        requireUnsent();
        stream = null;
        ResponseHead head = head(status, contentType);
        if (allowsBody(status)) {
            head.add("Content-Length", Integer.toString(body.length));
        }
        byte[] content = framing.bodyless() || !allowsBody(status) ? new byte[0] : body;
        beforeAnswer.accept(status);
        send(head.toBytes(), content);
    }

    /**
     * Begins an answer that is sent in pieces. The head goes out with the first piece; until then
     * {@link #respond} may still answer something else.
     */
    public ResponseStream stream(int status, String contentType) {
        requireUnsent();
        if (!allowsBody(status)) {
            throw new IllegalArgumentException("an answer with status " + status + " has no body");
        }
        ResponseStream begun = new ResponseStream(this, framing, status, contentType);
        stream = begun;
        return begun;
    }

    /**
     * Whether the client has closed the connection, or its sending half of it: no client of an HTTP API is known to close
     * half and to wait for an answer, and the two look alike. Never waits, costs one system call, and keeps the bytes of
     * requests that come early; behind more than 16 KiB of those the end is not seen.
     */
    public boolean peerGone() {
        return wire.peerGone();
    }

    /** Whether a part of the answer was sent, so that another status is out of reach. */
    public boolean isCommitted() {
        return committed;
    }

    /** Answers with an error in the words of the request's dialect. */
    public void fail(HttpError error) throws IOException {
        HttpErrors.Worded worded = setup.errors().word(error, request);
        worded.headers().forEach(this::header);
        respond(error.status(), JSON, worded.json());
    }

    void fail(HttpFault fault) throws IOException {
        fail(fault.error());
    }

    /** Answers for a handler that failed, and whose headers no longer apply. */
    void failInternally() throws IOException {
        headers.clear();
        headers.putAll(lasting);
        fail(HttpFault.internal());
    }

    /** Completes the answer once its handler has returned. */
    void finish() throws IOException {
        if (stream != null) {
            stream.end();
        } else if (!committed) {
            throw new IllegalStateException("the handler returned without an answer");
        }
    }

    /** Whether the connection stays open after this answer; known once that is committed. */
    boolean keepsAlive() {
        return keepAlive;
    }

    /** The fields that every answer has. */
    ResponseHead head(int status, String contentType) {
        requireUnsent();
        ResponseHead head = new ResponseHead(status, setup.serverName());
        if (!contentType.isEmpty()) {
            head.add("Content-Type", contentType);
        }
        if (status == 503) {
            headers.putIfAbsent("Retry-After", RETRY_AFTER_SECONDS);
        }
        headers.forEach(head::add);
        boolean lengthKnown = stream == null || framing.http11();
        keepAlive = framing.keepAlive().getAsBoolean() && lengthKnown && !bodyUnread;
        if (!keepAlive) {
            head.add("Connection", "close");
        } else if (!framing.http11()) {
            head.add("Connection", "keep-alive");
        }
        return head;
    }

    /** Sends two parts as one. */
    void send(byte[] head, byte[] content) throws IOException {
        committed = true;
        byte[] bytes = new byte[head.length + content.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(content, 0, bytes, head.length, content.length);
        Duration left = Duration.ofMillis(end.millisLeft());
        Duration most = setup.limits().writeTimeout();
        wire.write(bytes, left.compareTo(most) < 0 ? left : most);
    }

    private void requireUnsent() {
        if (committed) {
            throw new IllegalStateException("the answer was sent already");
        }
    }

    private static boolean allowsBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }
}
