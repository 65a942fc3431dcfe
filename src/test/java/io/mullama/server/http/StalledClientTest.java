package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mullama.server.http.RawClient.Response;
import io.mullama.server.http.TestServer.Endpoint;
import io.mullama.server.http.TestServer.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that leave an answer unread: they lose it when their place is needed, or the server's time is over. */
@Timeout(30)
final class StalledClientTest {
    private static final int PIECES = 80;
    private static final int PIECE_BYTES = 250_000;

    private final CompletableFuture<IOException> end = new CompletableFuture<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch working = new CountDownLatch(1);

    private void answer(HttpRequest request, HttpExchange exchange) throws Exception {
        switch (request.path()) {
            case "/long" -> flood(exchange);
            case "/short" -> {
                exchange.timeLimit(Duration.ofMillis(200));
                flood(exchange);
            }
            case "/busy" -> {
                working.countDown();
                busy.await();
                TestServer.echo(request, exchange);
            }
            default -> TestServer.echo(request, exchange);
        }
    }

    /** More than the sockets between the two hold. */
    private void flood(HttpExchange exchange) throws IOException {
        ResponseStream stream = exchange.stream(200, "text/plain");
        try {
            for (int i = 0; i < PIECES; i++) {
                stream.write(new byte[PIECE_BYTES]);
            }
        } catch (IOException e) {
            end.complete(e);
            throw e;
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void whoPausesFindsEverything(Endpoint endpoint) throws Exception {
        try (TestServer server = new TestServer(this::answer, new Limits().stallMillis(1));
                RawClient paused = stalled(server, endpoint)) {
            for (int i = 0; i < 20; i++) {
                try (RawClient other = server.connect(endpoint)) {
                    assertThat(other.get("/").status()).isEqualTo(200);
                }
            }
            assertThat(end).isNotDone();
            assertThat(received(paused)).isEqualTo(PIECES * PIECE_BYTES);
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aPlaceThatIsNeededIsTakenFromWhoDoesNotRead(Endpoint endpoint) throws Exception {
        try (TestServer server = new TestServer(
                        this::answer, new Limits().maxConnections(1).stallMillis(1));
                RawClient paused = stalled(server, endpoint)) {
            await().untilAsserted(() -> {
                try (RawClient newcomer = server.connect(endpoint)) {
                    assertThat(newcomer.get("/").status()).isEqualTo(200);
                }
            });
            assertThat(end.get()).isNotNull();
            assertThatThrownBy(() -> received(paused)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void withinTheGraceAPlaceIsKept() throws Exception {
        try (TestServer server = new TestServer(this::answer, new Limits().maxConnections(1));
                RawClient paused = stalled(server, Endpoint.TCP);
                RawClient newcomer = server.connect()) {
            Response refusal = newcomer.get("/");

            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.header("Retry-After")).isEqualTo("1");
            assertThat(received(paused)).isEqualTo(PIECES * PIECE_BYTES);
        }
    }

    @Test
    void anIdleConnectionMakesRoomBeforeAStalledOne() throws Exception {
        try (TestServer server = new TestServer(
                        this::answer, new Limits().maxConnections(2).stallMillis(1));
                RawClient paused = stalled(server, Endpoint.TCP);
                RawClient idle = server.connect()) {
            idle.get("/");
            await().until(StalledClientTest::somebodyWaitsForARequest);
            try (RawClient newcomer = server.connect()) {
                assertThat(newcomer.get("/").status()).isEqualTo(200);
            }
            assertThat(idle.atEnd()).isTrue();
            assertThat(received(paused)).isEqualTo(PIECES * PIECE_BYTES);
        }
    }

    @Test
    void theServerThatStopsDoesNotWaitForWhoDoesNotRead() throws Exception {
        TestServer server = new TestServer(this::answer, new Limits().stallMillis(1));
        try (RawClient paused = stalled(server, Endpoint.TCP);
                RawClient other = server.connect().send(lines("GET /busy HTTP/1.1", "Host: h", ""))) {
            working.await();
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> stop(server));
            assertThat(end.get()).isNotNull();
            assertThatThrownBy(() -> received(paused)).isInstanceOf(IOException.class);
            assertThat(stop).isNotDone();
            busy.countDown();
            assertThat(other.receive().status()).isEqualTo(200);
            stop.join();
        }
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aRequestsOwnTimeEndsItsAnswerSooner(Endpoint endpoint) throws Exception {
        try (TestServer server = new TestServer(this::answer);
                RawClient paused = server.connect(endpoint).send(lines("GET /short HTTP/1.1", "Host: h", ""))) {
            assertThat(end.get()).isNotNull();
            assertThat(paused.receiveHead().status()).isEqualTo(200);
        }
    }

    private static boolean somebodyWaitsForARequest() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getMethodName().equals("awaitFirstByte"));
    }

    /** A client that has read the head alone, once the server waits for it. */
    private static RawClient stalled(TestServer server, Endpoint endpoint) throws IOException {
        RawClient client = server.connect(endpoint).send(lines("GET /long HTTP/1.1", "Host: h", ""));
        client.receiveHead();
        return client;
    }

    private static int received(RawClient client) throws IOException {
        int sum = 0;
        for (String chunk = client.chunk(); !chunk.isEmpty(); chunk = client.chunk()) {
            sum += chunk.length();
        }
        return sum;
    }

    private static void stop(TestServer server) {
        try {
            server.http().stop(Duration.ofSeconds(20));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
