package io.mullama.server.http;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request; immutable but for the body's bytes, which are its handler's. */
public final class HttpRequest {
    private final RequestHead head;
    private final byte[] body;
    private final InputStream stream;
    private final @Nullable InetAddress client;
    private final String pathVariable;

    /** A request whose body is not read; {@code client} is null for one over the Unix socket. */
    HttpRequest(RequestHead head, @Nullable InetAddress client) {
        this(head, new byte[0], InputStream.nullInputStream(), client, "");
    }

    private HttpRequest(
            RequestHead head, byte[] body, InputStream stream, @Nullable InetAddress client, String pathVariable) {
        this.head = head;
        this.body = body;
        this.stream = stream;
        this.client = client;
        this.pathVariable = pathVariable;
    }

    HttpRequest withBody(byte[] bytes) {
        return new HttpRequest(head, bytes, stream, client, pathVariable);
    }

    HttpRequest withStream(InputStream bytes) {
        return new HttpRequest(head, body, bytes, client, pathVariable);
    }

    HttpRequest withPathVariable(String value) {
        return new HttpRequest(head, body, stream, client, value);
    }

    RequestHead head() {
        return head;
    }

    public String method() {
        return head.method();
    }

    /** The percent-decoded path without the query; dot segments are left as they are. */
    public String path() {
        return head.target().path();
    }

    /** What the variable part of the route's pattern stands for, percent-decoded; empty where it has none. */
    public String pathVariable() {
        return pathVariable;
    }

    /** The first value of a query parameter, percent-decoded. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(head.target().query().get(name));
    }

    /** What the client calls this server, of which a whole address as target says more than {@code Host} (RFC 9112, 3.2.2). */
    public Optional<String> host() {
        return head.target().authority().or(() -> header("Host"));
    }

    /** What may stand in {@link #query}, in no order. */
    public Set<String> queryNames() {
        return head.target().query().keySet();
    }

    /** A header by its name in any case; repeated ones are joined by commas. */
    public Optional<String> header(String name) {
        return head.fields().value(name);
    }

    /** Empty where the request has none, and as long as it was not read. */
    public byte[] body() {
        return body;
    }

    /** The body of a request whose handler reads it as it comes; nothing for others. */
    public InputStream stream() {
        return stream;
    }

    /** Whether the request came over the Unix socket, which only its owner can reach. */
    public boolean isLocalSocket() {
        return client == null;
    }

    /** Where the request came from; empty for the Unix socket. */
    public Optional<InetAddress> client() {
        return Optional.ofNullable(client);
    }
}
