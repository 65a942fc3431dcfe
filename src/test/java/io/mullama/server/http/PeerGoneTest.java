package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.server.http.TestServer.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
final class PeerGoneTest {
    private static final String GET = lines("GET /compute HTTP/1.1", "Host: h", "");

    private final CountDownLatch computing = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final LinkedBlockingQueue<Boolean> seen = new LinkedBlockingQueue<>();
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(this::compute);
    }

    @AfterEach
    void stop() throws IOException {
        done.countDown();
        server.close();
    }

    /** Polls while it computes, as a generation does between its steps. */
    private void compute(HttpRequest request, HttpExchange exchange) throws Exception {
        if (request.path().equals("/compute")) {
            computing.countDown();
            boolean gone = exchange.peerGone();
            while (!gone && !done.await(2, TimeUnit.MILLISECONDS)) {
                gone = exchange.peerGone();
            }
            seen.add(gone);
        }
        TestServer.echo(request, exchange);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aClientThatClosesWhileTheHandlerComputesIsNoticed(Endpoint endpoint) throws Exception {
        try (RawClient client = server.connect(endpoint)) {
            client.send(GET);
            computing.await();
        }
        assertThat(seen.take()).isTrue();
    }

    @Test
    void aClientThatResetsIsNoticed() throws Exception {
        try (RawClient client = server.connect().thatResets()) {
            client.send(GET);
            computing.await();
        }
        assertThat(seen.take()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aClientThatClosesItsSendingHalfCountsAsGoneButStillGetsWhatIsSent(Endpoint endpoint) throws Exception {
        try (RawClient client = server.connect(endpoint).send(GET)) {
            client.endOutput();
            assertThat(seen.take()).isTrue();
            assertThat(client.receive().body()).isEqualTo("GET /compute ");
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aWaitingClientIsNotGoneAndItsEarlyRequestsAreKept(Endpoint endpoint) throws Exception {
        String next = lines("POST /next HTTP/1.1", "Host: h", "Content-Length: 4", "") + "body";
        try (RawClient client = server.connect(endpoint).send(GET)) {
            computing.await();
            client.send(next.substring(0, 30));
            assertNeverSeen();
            client.send(next.substring(30) + next);
            assertNeverSeen();
            done.countDown();
            assertThat(seen.take()).isFalse();
            assertThat(client.receive().body()).isEqualTo("GET /compute ");
            assertThat(client.receive().body()).isEqualTo("POST /next body");
            assertThat(client.receive().body()).isEqualTo("POST /next body");
        }
    }

    @Test
    void moreEarlyBytesThanAreReadAheadAreKeptToo() throws Exception {
        String body = "b".repeat(200_000);
        try (RawClient client = server.connect().send(GET)) {
            computing.await();
            client.send(lines("POST /next HTTP/1.1", "Host: h", "Content-Length: 200000", "") + body);
            done.countDown();
            assertThat(client.receive().body()).isEqualTo("GET /compute ");
            assertThat(client.receive().body()).isEqualTo("POST /next " + body);
        }
    }

    private void assertNeverSeen() {
        try {
            await().during(Duration.ofMillis(50))
                    .atMost(Duration.ofMillis(200))
                    .pollInterval(Duration.ofMillis(5))
                    .until(seen::isEmpty);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the client was taken for gone", e);
        }
    }
}
