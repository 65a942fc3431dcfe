package io.mullama.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.HttpProbe;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real daemon as one client's test sees it: through a port of the test's own, where all is recorded. Thread-safe. */
final class SdkDaemon implements AutoCloseable {
    /** The bundled model: it answers "What is the capital of France?" and calls tools. */
    static final String TINY = "tiny";

    /** A model that never ends an answer. */
    static final String SLOW = "slow";

    static final String QUESTION = "What is the capital of France?";
    static final String ANSWER = "The capital of France is Paris.";

    private static final int REQUESTS = 200;
    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpProbe probe;
    private final WireTee tee;

    SdkDaemon(HttpProbe probe, WireTee tee) {
        this.probe = probe;
        this.tee = tee;
    }

    /** Opens an answer of {@link #SLOW}, reads its first piece, and returns what breaks it off. */
    @FunctionalInterface
    interface Opening {
        AutoCloseable open() throws Exception;
    }

    /** Without a slash at its end. */
    String url() {
        return "http://127.0.0.1:" + tee.port();
    }

    /** Speaks to the daemon beside the record. */
    HttpProbe probe() {
        return probe;
    }

    /** How many requests for answers the daemon works on. */
    int activeRequests() throws IOException {
        return probe.get("/status").json().get("active_requests").asInt();
    }

    /** What was said on this test's port so far. */
    List<WireExchange> exchanges() {
        return tee.exchanges();
    }

    /** Breaking an answer off in mid-stream must end the daemon's work on it. */
    void assertCancels(Opening opening) throws Exception {
        AutoCloseable answer = opening.open();
        int before = activeRequests();
        answer.close();
        assertThat(before).isEqualTo(1);
        Awaitility.await().atMost(PATIENCE).until(() -> activeRequests() == 0);
    }

    /** Two hundred requests, sixteen at a time, must all be answered, and at the first attempt. */
    void assertAnswersTwoHundred(Callable<?> request) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<?> answer : clients.invokeAll(Collections.nCopies(REQUESTS, request))) {
                assertThat(answer.get()).isNotNull();
            }
        } finally {
            clients.shutdownNow();
            assertThat(clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertTwoHundredWereAnswered();
    }

    /** That all on this port were two hundred requests that succeeded: an SDK would hide a failure by trying again. */
    void assertTwoHundredWereAnswered() {
        assertThat(exchanges()).hasSize(REQUESTS).allMatch(exchange -> exchange.status() == 200);
    }

    @Override
    public void close() throws IOException {
        tee.close();
    }
}
