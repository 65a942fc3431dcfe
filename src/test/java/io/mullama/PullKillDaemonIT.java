package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.hub.FakeContent;
import io.mullama.hub.FakeHub;
import io.mullama.hub.Fault;
import io.mullama.hub.RequestKind;
import io.mullama.hub.download.DownloadLimits;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A download whose daemon is killed again and again. */
final class PullKillDaemonIT {
    private static final long SIZE = (384L << 20) + 12_345;
    private static final int KILLS = 20;
    private static final int CONNECTIONS = 4;

    /** Bytes that come between two kills at the most; what a life brings on average must not end the download. */
    private static final int LONGEST_LIFE = 40 << 20;

    private static final String PULL = "{\"name\":\"hf:org/Big\",\"stream\":true}";

    private final Sandbox sandbox = new Sandbox();
    private final FakeContent model = FakeContent.gguf(SIZE, 1);
    private FakeHub hub;

    @BeforeEach
    void startHub() throws IOException {
        hub = FakeHub.start();
        hub.repository("org/Big").file("big.gguf", model);
        sandbox.with("HF_ENDPOINT", hub.endpoint().toString());
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
        hub.close();
    }

    @Test
    void whateverMomentTheDaemonIsKilledAtTheModelIsWholeInTheEnd() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("PullKillDaemonIT: seed " + seed);
        Random random = new Random(seed);
        var slow = hub.fault(Fault.slow(40 << 20)).on(RequestKind.CONTENT);
        slow.always();

        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(random.nextInt(LONGEST_LIFE));
            assertThat(sandbox.cache().resolve("org/Big/big.gguf"))
                    .as("after kill %d", kill)
                    .doesNotExist();
            assertThat(sandbox.home().resolve("models"))
                    .satisfiesAnyOf(
                            folder -> assertThat(folder).doesNotExist(),
                            folder -> assertThat(folder).isEmptyDirectory());
        }
        slow.end();
        serve();
        HttpProbe.Answer answer = probe().post("/api/models/pull", PULL);

        assertThat(answer.body()).as("seed %d", seed).endsWith("\"size_bytes\":" + SIZE + "}\n");
        assertThat(sha256(sandbox.cache().resolve("org/Big/big.gguf"))).isEqualTo(model.sha256());
        assertThat(hub.contentBytesSent())
                .isLessThanOrEqualTo(SIZE + (long) KILLS * CONNECTIONS * DownloadLimits.CHUNK_SIZE);
        try (Stream<Path> files = Files.list(sandbox.cache().resolve("org/Big"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** Kills a daemon that pulls once so many bytes have come. */
    private void killAfter(long bytes) throws Exception {
        serve();
        long before = hub.contentBytesSent();
        try (SocketChannel pull = probe().send("POST", "/api/models/pull", PULL)) {
            assertThat(pull.isConnected()).isTrue();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> hub.contentBytesSent() - before >= bytes);
            ProcessHandle daemon = sandbox.daemon().orElseThrow();
            daemon.destroyForcibly();
            daemon.onExit().get(10, TimeUnit.SECONDS);
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> hub.contentRequestsNow() == 0);
    }

    private void serve() throws IOException {
        sandbox.start("serve");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> probe().get("/health").status() == 200);
    }

    private HttpProbe probe() {
        return HttpProbe.unix(sandbox.socket());
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(file)) {
            byte[] piece = new byte[1 << 20];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                digest.update(piece, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
