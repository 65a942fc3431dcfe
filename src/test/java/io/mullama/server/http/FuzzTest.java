package io.mullama.server.http;

import static io.mullama.server.http.RawClient.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mullama.server.http.TestServer.Endpoint;
import io.mullama.server.http.TestServer.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class FuzzTest {
    private static final int ROUNDS = 4000;
    private static final String HEX = "0123456789abcdef";
    private static final List<String> SEEDS = List.of(
            lines("GET /a?b=c%20d HTTP/1.1", "Host: h", ""),
            lines("POST /a HTTP/1.1", "Host: h", "Content-Length: 5", "", "hel"),
            lines("POST /a HTTP/1.1", "Host: h", "Transfer-Encoding: chunked", "", "5;x=y", "hello", "0", "T: t", ""),
            lines("POST /a HTTP/1.1", "Host: h", "Expect: 100-continue", "Content-Length: 2", "", ""),
            lines("GET http://h/a HTTP/1.0", "Connection: keep-alive", "X: y", ""));

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void noBytesHangAThreadOrKillTheServer(Endpoint endpoint) throws IOException {
        Random random = new Random(20_260_101);
        Logger log = Logger.getLogger("io.mullama.server.http");
        FaultCount faults = new FaultCount();
        log.addHandler(faults);
        try (TestServer server =
                new TestServer(TestServer::echo, new Limits().headMillis(500).bodyMillis(500))) {
            for (int round = 0; round < ROUNDS; round++) {
                send(server, endpoint, random);
            }
            try (RawClient client = server.connect(endpoint)) {
                assertThat(client.get("/alive").body()).isEqualTo("GET /alive ");
            }
            await().untilAsserted(() -> assertThat(busyThreads()).isZero());
        } finally {
            log.removeHandler(faults);
        }
        assertThat(faults.count).hasValue(0);
    }

    /** Ends the client's half, so that an answer or the connection's end must come at once. */
    private static void send(TestServer server, Endpoint endpoint, Random random) throws IOException {
        byte[] bytes = random.nextInt(5) == 0 ? noise(random) : mutated(random);
        try (RawClient client = server.connect(endpoint)) {
            client.send(bytes);
            if (random.nextBoolean()) {
                client.endOutput();
                client.rest();
            }
        } catch (IOException e) {
            // The server may close before everything was sent or read.
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(6000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(Random random) {
        String requests = SEEDS.get(random.nextInt(SEEDS.size())) + SEEDS.get(random.nextInt(SEEDS.size()));
        byte[] bytes = requests.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(6); i > 0; i--) {
            bytes = mutatedOnce(bytes, random);
        }
        return bytes;
    }

    private static byte[] mutatedOnce(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        byte[] copy = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) "\r\n :;,%/".charAt(random.nextInt(8));
            case 2 -> copy[at] = (byte) HEX.charAt(random.nextInt(16));
            case 3 -> copy = Arrays.copyOf(bytes, at + 1);
            default -> System.arraycopy(bytes, at / 2, copy, at, Math.min(bytes.length - at, 20));
        }
        return copy;
    }

    private static long busyThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith("http-"))
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(Connection.class.getName())))
                .count();
    }

    /** Counts what the package logs as its own failure; thread-safe. */
    private static final class FaultCount extends Handler {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                count.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
