package io.mullama.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.mullama.server.http.TestServer.Endpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class LoadTest {
    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void oneConnectionServesTenThousandRequests(Endpoint endpoint) throws IOException {
        try (TestServer server = new TestServer(TestServer::echo);
                RawClient client = server.connect(endpoint)) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(client.post("/x", "" + i).body()).isEqualTo("POST /x " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void sixtyFourClientsAreServedAtTheSameTime(Endpoint endpoint) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(64);
        try (TestServer server = new TestServer(LoadTest::stream)) {
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String path = "/client" + i;
                work.add(() -> streamed(server, endpoint, path));
            }
            List<Future<String>> results = clients.invokeAll(work);
            for (int i = 0; i < 64; i++) {
                assertThat(results.get(i).get()).isEqualTo(("/client" + i).repeat(20));
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            clients.shutdownNow();
        }
    }

    private static void stream(HttpRequest request, HttpExchange exchange) throws IOException {
        ResponseStream stream = exchange.stream(200, "text/plain");
        for (int i = 0; i < 20; i++) {
            assertThat(exchange.peerGone()).isFalse();
            stream.write(TestServer.bytes(request.path()));
        }
    }

    private static String streamed(TestServer server, Endpoint endpoint, String path) throws IOException {
        try (RawClient client = server.connect(endpoint)) {
            for (int i = 0; i < 20; i++) {
                client.get(path);
            }
            return client.get(path).body();
        }
    }

    @Test
    void threadsAndDescriptorsGoWithTheirConnections() throws IOException {
        long before = openDescriptors();
        try (TestServer server = new TestServer(TestServer::echo)) {
            for (int i = 0; i < 500; i++) {
                try (RawClient client = server.connect(i % 2 == 0 ? Endpoint.TCP : Endpoint.UNIX)) {
                    client.get("/");
                }
            }
            await().untilAsserted(() -> assertThat(threads()).isLessThan(20));
            await().untilAsserted(() -> assertThat(openDescriptors()).isLessThan(before + 50));
        }
    }

    /** 0 where the platform does not tell. */
    private static long openDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("http-"))
                .count();
    }
}
