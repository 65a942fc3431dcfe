package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.hub.FakeContent;
import io.mullama.hub.FakeHub;
import io.mullama.hub.FakeProxy;
import io.mullama.hub.Fault;
import io.mullama.hub.FaultRule;
import io.mullama.hub.RequestKind;
import io.mullama.hub.download.DownloadLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /api/models/pull}, from a hub in this process. */
final class PullDaemonIT {
    private static final int SIZE = 40_000_000;
    private static final String BIG = "hf:org/Big";
    private static final String BIG_FILE = "org/Big/big.gguf";

    private final Sandbox sandbox = new Sandbox();
    private FakeHub hub;

    @BeforeEach
    void startHub() throws IOException {
        hub = FakeHub.start();
        hub.repository("org/Big").file("big.gguf", FakeContent.gguf(SIZE, 1));
        hub.repository("org/Tiny").file("tiny-F16.gguf", FakeContent.of(Installation.tiny()));
        sandbox.with("HF_ENDPOINT", hub.endpoint().toString());
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
        hub.close();
    }

    @Test
    void aPullAnswersWithWhatCameAndTheModelCanBeUsed() throws Exception {
        serve();
        long size = Files.size(Installation.tiny());

        HttpProbe.Answer answer = pull("{\"name\":\"org/Tiny\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"success\",\"model\":\"hf:org/Tiny\",\"repo\":\"org/Tiny\",\"size_bytes\":"
                        + size + "}");
        HttpProbe.Answer chat = probe().post(
                        "/api/chat",
                        "{\"model\":\"hf:org/Tiny\",\"messages\":[{\"role\":\"user\","
                                + "\"content\":\"What is the capital of France?\"}]}");
        assertThat(chat.status()).as(chat.body()).isEqualTo(200);
        assertThat(chat.json().get("message").get("content").asText()).contains("Paris");
        assertThat(names()).contains("hf:org/Tiny");
    }

    @Test
    void aStreamedPullTellsEachStepAndTheLastLineIsSuccess() throws Exception {
        serve();

        HttpProbe.Answer answer = pull("{\"name\":\"hf:org/Big\",\"stream\":true}");

        assertThat(answer.head()).contains("Content-Type: application/x-ndjson");
        List<JsonNode> lines = answer.lines();
        List<String> statuses =
                lines.stream().map(line -> line.get("status").asText()).toList();
        int count = lines.size();
        assertThat(statuses.subList(0, count - 2)).containsOnly("downloading");
        assertThat(statuses.subList(count - 2, count)).containsExactly("verifying", "success");
        assertThat(lines.get(count - 2)).hasToString("{\"status\":\"verifying\"}");
        assertThat(lines.get(count - 1))
                .hasToString("{\"status\":\"success\",\"model\":\"hf:org/Big\",\"repo\":\"org/Big\",\"size_bytes\":"
                        + SIZE + "}");
        List<JsonNode> downloading = lines.subList(0, count - 2);
        assertThat(downloading)
                .extracting(line -> line.get("total_bytes").asLong())
                .containsOnly((long) SIZE);
        assertThat(downloading)
                .extracting(line -> line.get("downloaded_bytes").asLong())
                .isSorted();
        assertThat(downloading)
                .extracting(line -> line.get("progress").asDouble())
                .isSorted();
        assertThat(downloading.get(0).get("progress").isDouble()).isTrue();
        assertThat(downloading.get(count - 3).get("progress").asDouble()).isEqualTo(1.0);
        assertThat(downloading.get(count - 3).get("files"))
                .hasToString("[{\"name\":\"big.gguf\",\"total_bytes\":40000000,\"downloaded_bytes\":40000000}]");
    }

    @Test
    void whatIsHereIsPulledWithoutAByte() throws Exception {
        serve();
        pull("{\"name\":\"hf:org/Tiny\"}");
        long before = hub.contentBytesSent();

        HttpProbe.Answer answer = pull("{\"name\":\"hf:org/Tiny\",\"stream\":true}");

        assertThat(answer.lines())
                .extracting(line -> line.get("status").asText())
                .containsExactly("downloading", "verifying", "success");
        assertThat(hub.contentBytesSent()).isEqualTo(before);
    }

    @Test
    void anErrorBeforeTheFirstByteIsAStatus() throws Exception {
        hub.account("hf_x")
                .repository("org/Gated")
                .file("m.gguf", FakeContent.gguf(1000, 1))
                .gated("auto");
        serve();

        assertError(pull("{\"name\":\"hf:org/None\",\"stream\":true}"), 404, "not_found", "model_not_found");
        assertError(pull("{\"name\":\"hf:org/Big:Q9\"}"), 404, "not_found", "model_not_found");
        assertError(pull("{\"name\":\"hf:org/Gated\",\"stream\":true}"), 403, "invalid_request", "access_denied");
        assertError(pull("{\"name\":\"../evil\"}"), 400, "invalid_request", "invalid_request");
        assertError(pull("{\"name\":\"/a/file.gguf\"}"), 400, "invalid_request", "invalid_request");
        assertError(pull("{\"stream\":true}"), 400, "invalid_request", "invalid_request");
        assertError(pull("{\"name\":\"hf:org/Big\",\"token\":\"hf_a\\nb\"}"), 403, "invalid_request", "access_denied");
        hub.fault(Fault.status(451)).on(RequestKind.MODEL).always();
        assertError(pull("{\"name\":\"hf:org/Big\",\"stream\":true}"), 502, "internal_error", "download_failed");
    }

    @Test
    void anErrorAfterTheFirstByteIsTheLastLine() throws Exception {
        serve();
        hub.fault(Fault.status(451)).on(RequestKind.CONTENT).always();

        HttpProbe.Answer streamed = pull("{\"name\":\"hf:org/Big\",\"stream\":true}");

        assertThat(streamed.status()).isEqualTo(200);
        List<JsonNode> lines = streamed.lines();
        assertThat(lines.get(0).get("status").asText()).isEqualTo("downloading");
        JsonNode error = lines.get(lines.size() - 1).get("error");
        assertThat(error.get("message").asText()).isEqualTo("127.0.0.1 answered 451 for hf:org/Big");
        assertThat(error.get("code").asText()).isEqualTo("download_failed");
        assertError(pull("{\"name\":\"hf:org/Big\"}"), 502, "internal_error", "download_failed");
        assertThat(names()).doesNotContain(BIG);
    }

    @Test
    void fiveClientsAtOnceAreOneDownload() throws Exception {
        serve();
        FaultRule stalled = stall(0);
        List<CompletableFuture<HttpProbe.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String body = "{\"name\":\"hf:org/Big\",\"stream\":" + (i % 2 == 0) + "}";
            answers.add(CompletableFuture.supplyAsync(() -> pull(body)));
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 5);
        goOn(stalled);

        for (CompletableFuture<HttpProbe.Answer> answer : answers) {
            List<JsonNode> lines = answer.get(60, TimeUnit.SECONDS).lines();
            assertThat(lines.get(lines.size() - 1).get("status").asText()).isEqualTo("success");
        }
        assertThat(hub.contentBytesSent()).isEqualTo(SIZE);
        assertThat(hub.requests(RequestKind.MODEL)).hasSize(1);
    }

    @Test
    void aClientThatHangsUpEndsItAndTheNextOneGoesOn() throws Exception {
        serve();
        FaultRule stalled = stall(3);
        SocketChannel first = probe().send("POST", "/api/models/pull", "{\"name\":\"hf:org/Big\",\"stream\":true}");
        SocketChannel second = probe().send("POST", "/api/models/pull", "{\"name\":\"hf:org/Big\"}");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 2 && hub.stalled() == 2);

        first.close();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 1);
        assertThat(hub.stalled()).isEqualTo(2);
        second.close();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> active() == 0 && hub.contentRequestsNow() == 0);

        assertThat(sandbox.cache().resolve(BIG_FILE + ".part")).exists();
        assertThat(names()).doesNotContain(BIG);
        long before = hub.contentBytesSent();
        goOn(stalled);
        assertThat(pull("{\"name\":\"hf:org/Big\"}").status()).isEqualTo(200);
        assertThat(hub.contentBytesSent() - before).isLessThanOrEqualTo(SIZE - 3L * DownloadLimits.CHUNK_SIZE);
    }

    @Test
    void aStoppedDaemonEndsPullsAtOnceAndKeepsWhatCame() throws Exception {
        Sandbox.Started daemon = serve();
        stall(3);
        CompletableFuture<HttpProbe.Answer> answer =
                CompletableFuture.supplyAsync(() -> pull("{\"name\":\"hf:org/Big\",\"stream\":true}"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> hub.stalled() == 2);
        long begin = System.nanoTime();

        daemon.process().destroy();
        assertThat(daemon.process().waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        List<JsonNode> lines = answer.get(10, TimeUnit.SECONDS).lines();
        JsonNode error = lines.get(lines.size() - 1).get("error");
        assertThat(error.get("code").asText()).isEqualTo("shutting_down");
        assertThat(error.get("hint").asText()).isEqualTo("pull it again: what came is kept");
        assertThat(sandbox.cache().resolve(BIG_FILE + ".part.journal")).exists();
        assertThat(sandbox.cache().resolve(BIG_FILE)).doesNotExist();
    }

    @Test
    void theTokenOfTheRequestReachesTheHubAndNobodyElse() throws Exception {
        hub.requireToken("hf_own");
        Sandbox.Started daemon = serve();

        assertError(pull("{\"name\":\"hf:org/Tiny\"}"), 404, "not_found", "model_not_found");
        assertThat(pull("{\"name\":\"hf:org/Tiny\",\"token\":\"hf_own\"}").status())
                .isEqualTo(200);

        assertThat(hub.contentHostSawToken()).isFalse();
        assertThat(hub.contentBytesSent()).isPositive();
        assertThat(daemon.err() + sandbox.log()).doesNotContain("hf_own");
    }

    @Test
    void theTokenThatTheHubsOwnToolHasLeftIsUsed() throws Exception {
        hub.requireToken("hf_left");
        Files.createDirectories(sandbox.folder().resolve("hf"));
        Files.writeString(sandbox.folder().resolve("hf/token"), "hf_left\n");
        serve();

        assertThat(pull("{\"name\":\"hf:org/Tiny\"}").status()).isEqualTo(200);
    }

    @Test
    void offlineNothingIsAskedOfTheHub() throws Exception {
        sandbox.with("HF_HUB_OFFLINE", "1");
        serve();

        HttpProbe.Answer answer = pull("{\"name\":\"hf:org/Tiny\"}");

        assertError(answer, 502, "internal_error", "download_failed");
        assertThat(answer.body()).contains("because HF_HUB_OFFLINE is set");
        assertThat(hub.requests()).isEmpty();
    }

    @Test
    void aProxyWithPasswordIsGoneThroughForPlainHttp() throws Exception {
        try (FakeProxy proxy = new FakeProxy("me:p@ss")) {
            sandbox.with("HF_ENDPOINT", hub.proxiedEndpoint().toString())
                    .with("HTTP_PROXY", "http://me:p%40ss@127.0.0.1:" + proxy.port());
            serve();

            HttpProbe.Answer answer = pull("{\"name\":\"hf:org/Tiny\"}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(proxy.passed()).isNotEmpty().allMatch(line -> line.startsWith("GET " + hub.proxiedEndpoint()));
        }
    }

    @Test
    void aProxyWithPasswordIsGoneThroughForTls() throws Exception {
        Path trusted = sandbox.folder().resolve("trusted.p12");
        try (FakeHub secure = FakeHub.startTls();
                FakeProxy proxy = new FakeProxy("me:p@ss")) {
            secure.repository("org/Tiny").file("tiny.gguf", FakeContent.of(Installation.tiny()));
            secure.writeTrustStore(trusted, "changeit");
            sandbox.with("HF_ENDPOINT", secure.proxiedEndpoint().toString())
                    .with("HTTPS_PROXY", "http://me:p%40ss@127.0.0.1:" + proxy.port())
                    .with(
                            "JDK_JAVA_OPTIONS",
                            "-Djavax.net.ssl.trustStore=" + trusted + " -Djavax.net.ssl.trustStorePassword=changeit");
            serve();

            HttpProbe.Answer answer = pull("{\"name\":\"hf:org/Tiny\"}");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(proxy.passed()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT hub.test:"));
            assertThat(secure.requests(RequestKind.MODEL)).isNotEmpty();
        }
    }

    private static void assertError(HttpProbe.Answer answer, int status, String type, String code) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode error = answer.json().get("error");
        assertThat(error.get("type").asText()).isEqualTo(type);
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("message").asText()).isNotBlank();
    }

    /** All answers of content but the first ones, of a chunk each, stop in the middle. */
    private FaultRule stall(int passes) {
        return hub.fault(Fault.stallAfter(1_000_000))
                .on(RequestKind.CONTENT)
                .after(passes)
                .always();
    }

    private void goOn(FaultRule stalled) {
        stalled.end();
        hub.release();
    }

    private Sandbox.Started serve() throws Exception {
        Sandbox.Started daemon = sandbox.start("serve");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> probe().get("/health").status() == 200);
        return daemon;
    }

    private HttpProbe probe() {
        return HttpProbe.unix(sandbox.socket());
    }

    private HttpProbe.Answer pull(String body) {
        try {
            return probe().post("/api/models/pull", body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        probe().get("/api/models")
                .json()
                .get("models")
                .forEach(model -> names.add(model.get("alias").asText()));
        return names;
    }

    private int active() throws IOException {
        return probe().get("/status").json().get("active_requests").asInt();
    }
}
