package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.server.http.RawClient.Response;
import io.mullama.server.http.TestServer.Endpoint;
import io.mullama.server.http.TestServer.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
final class ConnectionBoundTest {
    private final Semaphore busy = new Semaphore(0);
    private final CountDownLatch done = new CountDownLatch(1);
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(this::answer, new Limits().maxConnections(2));
    }

    @AfterEach
    void stop() throws IOException {
        done.countDown();
        server.close();
    }

    private void answer(HttpRequest request, HttpExchange exchange) throws Exception {
        if (request.path().equals("/busy")) {
            busy.release();
            done.await();
        }
        TestServer.echo(request, exchange);
    }

    private RawClient busyClient(Endpoint endpoint) throws Exception {
        RawClient client = server.connect(endpoint).send(lines("GET /busy HTTP/1.1", "Host: h", ""));
        busy.acquire();
        return client;
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aNewcomerIsRefusedWhenEveryConnectionIsBusy(Endpoint endpoint) throws Exception {
        try (RawClient first = busyClient(endpoint);
                RawClient second = busyClient(endpoint);
                RawClient newcomer = server.connect(endpoint)) {
            Response refusal = newcomer.post("/", "x".repeat(100_000));
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.body()).contains("overloaded");
            assertThat(refusal.header("Connection")).isEqualTo("close");
            assertThat(newcomer.atEnd()).isTrue();
            done.countDown();
            assertThat(first.receive().status()).isEqualTo(200);
            assertThat(second.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void theConnectionThatHasBeenIdleLongestMakesRoom() throws Exception {
        try (RawClient oldest = server.connect();
                RawClient newer = server.connect()) {
            assertThat(oldest.get("/").status()).isEqualTo(200);
            for (int i = 0; i < 100; i++) {
                assertThat(newer.get("/").status()).isEqualTo(200);
            }
            try (RawClient newcomer = server.connect()) {
                assertThat(newcomer.get("/").status()).isEqualTo(200);
                assertThat(oldest.atEnd()).isTrue();
                assertThat(newer.get("/").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aConnectionThatWasNeverUsedMakesRoomOnlyAfterAWhile() throws Exception {
        try (RawClient unused = server.connect();
                RawClient working = busyClient(Endpoint.TCP);
                RawClient early = server.connect()) {
            assertThat(early.get("/").status()).isEqualTo(503);
            await().untilAsserted(() -> {
                try (RawClient later = server.connect()) {
                    assertThat(later.get("/").status()).isEqualTo(200);
                }
            });
            assertThat(unused.atEnd()).isTrue();
            done.countDown();
            assertThat(working.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void placesAreFreeAgainAfterTheirClientsLeft() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawClient client = server.connect()) {
                assertThat(client.send(lines("GET /x HTTP/1.1", "Host: h", "Connection: close", ""))
                                .receive()
                                .status())
                        .isEqualTo(200);
                assertThat(client.atEnd()).isTrue();
            }
        }
    }

    @Test
    void aFloodOfNewcomersIsSurvived() throws Exception {
        List<RawClient> flood = new ArrayList<>();
        try (RawClient first = busyClient(Endpoint.TCP);
                RawClient second = busyClient(Endpoint.UNIX)) {
            for (int i = 0; i < 300; i++) {
                flood.add(server.connect());
            }
            for (RawClient client : flood) {
                client.close();
            }
            done.countDown();
            assertThat(first.receive().status()).isEqualTo(200);
            assertThat(second.receive().status()).isEqualTo(200);
            await().untilAsserted(() -> {
                try (RawClient later = server.connect()) {
                    assertThat(later.get("/").status()).isEqualTo(200);
                }
            });
        }
    }
}
