package io.mullama.hub;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** A request that came, and what became of its answer so far. Thread-safe. */
public final class FakeExchange {
    private final String method;
    private final String address;
    private final Map<String, List<String>> headers;
    private final Wire wire;
    private final FakeTarget target;
    private final FakeDelivery delivery = new FakeDelivery();
    private final AtomicLong bytesSent = new AtomicLong();
    private volatile String file = "";
    private volatile String repository = "";
    private volatile Optional<AskedRange> range = Optional.empty();
    private volatile int status;
    private volatile boolean finished;

    FakeExchange(String method, String address, Map<String, List<String>> headers, Wire wire) {
        this.method = method;
        this.address = address;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.wire = wire;
        target = FakeTarget.of(address, wire.contentHost());
        repository = target.repository();
        file = target.file();
    }

    public RequestKind kind() {
        return target.kind();
    }

    /** Whether it came to the content host. */
    public boolean onContentHost() {
        return wire.contentHost();
    }

    public String method() {
        return method;
    }

    /** Path and query as they were sent. */
    public String address() {
        return address;
    }

    /** The parameters behind the question mark, decoded. */
    public Map<String, String> query() {
        return target.query();
    }

    /** {@code ORG/REPO}; empty for a search. */
    public String repository() {
        return repository;
    }

    /** The branch, tag or commit that was asked for. */
    public String revision() {
        return target.revision();
    }

    /** The path within the repository, on the content host too; empty where none was named. */
    public String file() {
        return file;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** By name, in any case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** What was asked for, where the file's size let it be made out. */
    public Optional<AskedRange> range() {
        return range;
    }

    public boolean http2() {
        return wire.http2();
    }

    boolean secure() {
        return wire.secure();
    }

    /** Which connection of its host it came on, from 0. */
    public int connection() {
        return wire.connection();
    }

    /** 0 while there is none, and where the connection was dropped before. */
    public int status() {
        return status;
    }

    /** Bytes of the body that were handed to the connection. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Whether the host is done with it, whether well or not. */
    public boolean finished() {
        return finished;
    }

    @Override
    public String toString() {
        String bytes = header("Range").map(value -> " " + value).orElse("");
        return String.format(Locale.ROOT, "%s %s%s -> %d, %d bytes", method, address, bytes, status, bytesSent());
    }

    /** On the content host, what the address names. */
    String digest() {
        return target.file();
    }

    FakeDelivery delivery() {
        return delivery;
    }

    void concerns(String repositoryName, String fileName) {
        repository = repositoryName;
        file = fileName;
    }

    void range(AskedRange asked) {
        range = Optional.of(asked);
    }

    void status(int newStatus) {
        status = newStatus;
    }

    void sent(long count) {
        bytesSent.addAndGet(count);
    }

    void finish() {
        finished = true;
    }

    /** How it came. */
    record Wire(boolean contentHost, boolean secure, boolean http2, int connection) {}
}
