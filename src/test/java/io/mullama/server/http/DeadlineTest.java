package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.server.http.RawClient.Response;
import io.mullama.server.http.TestServer.Endpoint;
import io.mullama.server.http.TestServer.Limits;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
final class DeadlineTest {
    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aHeadThatDoesNotComeToItsEndIsA408(Endpoint endpoint) throws IOException {
        try (TestServer server = new TestServer(TestServer::echo, new Limits().headMillis(150));
                RawClient client = server.connect(endpoint)) {
            assertTimedOut(client.send("GET / HTTP/1.1\r\nHost:"));
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aBodyThatDoesNotComeToItsEndIsA408(Endpoint endpoint) throws IOException {
        try (TestServer server = new TestServer(TestServer::echo, new Limits().bodyMillis(150));
                RawClient client = server.connect(endpoint);
                RawClient chunked = server.connect(endpoint)) {
            client.send(lines("POST / HTTP/1.1", "Host: h", "Content-Length: 10", "", "half"));
            chunked.send(lines("POST / HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "", "5", "x"));
            assertTimedOut(client);
            assertTimedOut(chunked);
        }
    }

    @Test
    void aClientThatDripsIsCutOffAtTheDeadlineOfTheWhole() throws Exception {
        try (TestServer server = new TestServer(TestServer::echo, new Limits().headMillis(300));
                RawClient client = server.connect()) {
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> receive(client));
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX: ");
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                client.send("x");
                return answer.isDone();
            });
            assertThat(answer.join().status()).isEqualTo(408);
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aConnectionThatNeverAsksIsClosedSilently(Endpoint endpoint) throws IOException {
        try (TestServer server = new TestServer(TestServer::echo, new Limits().headMillis(100));
                RawClient client = server.connect(endpoint)) {
            assertThat(client.atEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void anIdleConnectionIsClosedSilently(Endpoint endpoint) throws IOException {
        try (TestServer server = new TestServer(TestServer::echo, new Limits().idleMillis(100));
                RawClient client = server.connect(endpoint)) {
            assertThat(client.get("/").status()).isEqualTo(200);
            assertThat(client.atEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aClientThatStopsReadingIsCutOff(Endpoint endpoint) throws Exception {
        CompletableFuture<Exception> end = new CompletableFuture<>();
        HttpHandler flooding = (request, exchange) -> flood(exchange, end);
        try (TestServer server = new TestServer(flooding, new Limits().writeMillis(200));
                RawClient client = server.connect(endpoint)) {
            client.send(lines("GET / HTTP/1.1", "Host: h", ""));
            assertThat(end.get()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static void flood(HttpExchange exchange, CompletableFuture<Exception> end) throws IOException {
        ResponseStream stream = exchange.stream(200, "text/plain");
        try {
            while (true) {
                stream.write(new byte[100_000]);
            }
        } catch (IOException e) {
            end.complete(e);
            throw e;
        }
    }

    private static void assertTimedOut(RawClient client) throws IOException {
        Response response = client.receive();
        assertThat(response.status()).isEqualTo(408);
        assertThat(response.body()).contains("timeout");
        assertThat(client.atEnd()).isTrue();
    }

    private static Response receive(RawClient client) {
        try {
            return client.receive();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
