package io.mullama.server.http;

import java.util.Optional;

/** One request, read to its end; immutable but for the body's bytes, which are its handler's. */
public final class HttpRequest {
    private final RequestHead head;
    private final byte[] body;
    private final boolean localSocket;
    private final String pathVariable;

    HttpRequest(RequestHead head, byte[] body, boolean localSocket) {
        this(head, body, localSocket, "");
    }

    private HttpRequest(RequestHead head, byte[] body, boolean localSocket, String pathVariable) {
        this.head = head;
        this.body = body;
        this.localSocket = localSocket;
        this.pathVariable = pathVariable;
    }

    HttpRequest withPathVariable(String value) {
        return new HttpRequest(head, body, localSocket, value);
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

    /** A header by its name in any case; repeated ones are joined by commas. */
    public Optional<String> header(String name) {
        return head.fields().value(name);
    }

    /** Empty where the request has none. */
    public byte[] body() {
        return body;
    }

    /** Whether the request came over the Unix socket, which only its owner can reach. */
    public boolean isLocalSocket() {
        return localSocket;
    }
}
