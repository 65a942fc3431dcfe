package io.mullama.server.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts requests to models, and how long they took, from their arrival to the last byte of their answer. Thread-safe;
 * recording takes no lock.
 */
public final class RequestMetrics {
    /** Of a request whose client was gone before its answer, as nginx has it. */
    public static final int CLIENT_GONE = 499;

    /** More than there are pairs of path and status. */
    private static final int MOST_RESPONSES = 200;

    private static final Buckets BUCKETS = Buckets.seconds(
            "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "30.0", "60.0",
            "120.0", "300.0", "600.0");

    private final AtomicInteger active = new AtomicInteger();

    private final Map<Endpoint, LongAdder> totals = new EnumMap<>(
            Stream.of(Endpoint.values()).collect(Collectors.toMap(Function.identity(), each -> new LongAdder())));

    private final Histogram duration = new Histogram(BUCKETS);

    /** By their labels. */
    private final Labelled<LongAdder> responses = new Labelled<>(MOST_RESPONSES, LongAdder::new);

    RequestMetrics() {}

    /** A request under way. For one thread. */
    public final class Running {
        private final Endpoint endpoint;
        private final String path;
        private final long startNanos = System.nanoTime();
        private boolean over;

        private Running(Endpoint endpoint, String path) {
            this.endpoint = endpoint;
            this.path = path;
        }

        /** It has its answer, or will never have one; the first time counts. */
        public void end(int status) {
            if (!over) {
                over = true;
                RequestMetrics.this.end(endpoint, path, status, System.nanoTime() - startNanos);
            }
        }
    }

    /** A request was read that came by that path. */
    public Running begin(Endpoint endpoint, String path) {
        active.incrementAndGet();
        return new Running(endpoint, path);
    }

    /** A request that had begun has ended after so many nanoseconds. */
    void end(Endpoint endpoint, String path, int status, long nanos) {
        Objects.requireNonNull(totals.get(endpoint)).increment();
        duration.record(nanos);
        responses
                .of(Labels.of("path", path)
                        .and("status", Integer.toString(status))
                        .text())
                .increment();
        active.decrementAndGet();
    }

    /** Those under way. */
    public int active() {
        return active.get();
    }

    /** Those that have ended. */
    public long total() {
        return totals.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void writeTotals(Exposition text) {
        String name = "mullama_requests_total";
        text.family(name, Exposition.Type.COUNTER, "Total number of requests processed");
        totals.forEach((endpoint, count) -> text.sample(name, Labels.of("endpoint", endpoint.label()), count.sum()));
        text.gauge("mullama_requests_active", "Currently active requests", active.get());
    }

    void writeDuration(Exposition text) {
        String name = "mullama_request_duration_seconds";
        text.family(name, Exposition.Type.HISTOGRAM, "Request processing duration");
        duration.writeTo(text, name, Labels.NONE);
    }

    void writeResponses(Exposition text) {
        String name = "mullama_responses_total";
        text.family(
                name,
                Exposition.Type.COUNTER,
                "Answers to requests by path and HTTP status; 499: the client was gone before its answer");
        responses.all().forEach((labels, count) -> text.sample(name, new Labels(labels), count.sum()));
    }
}
