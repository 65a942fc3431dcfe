package io.mullama.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.gguf.GgufReader;
import io.mullama.hub.HubReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where files come from, whole and in parts. */
final class FakeContentHostTest {
    private static final String BIG = "/org/Model-GGUF/resolve/main/m.gguf";
    private static final FakeContent WEIGHTS = FakeContent.generated(300_000, 1);

    private static HubReader reader(Line line, FakeContent content) throws IOException {
        HubReader reader = HubReader.over(line);
        reader.hub.repository("org/Model-GGUF").file("m.gguf", content).file("a folder/config.json", "{\"some\": 1}");
        return reader;
    }

    @ParameterizedTest
    @EnumSource
    void aBigFileIsSomewhereElse(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            HttpResponse<byte[]> head = reader.head(BIG);
            URI location = URI.create(head.headers().firstValue("Location").orElseThrow());
            HttpResponse<byte[]> content = reader.get(location.toString());

            assertThat(head.statusCode()).isEqualTo(302);
            assertThat(head.headers().firstValue("X-Repo-Commit"))
                    .contains(reader.hub.repository("org/Model-GGUF").commit());
            assertThat(head.headers().firstValue("X-Linked-Etag")).contains('"' + WEIGHTS.sha256() + '"');
            assertThat(head.headers().firstValue("X-Linked-Size")).contains("300000");
            assertThat(location.getPort()).isNotEqualTo(reader.hub.endpoint().getPort());
            assertThat(content.body()).isEqualTo(WEIGHTS.bytes());
            assertThat(content.headers().firstValue("Accept-Ranges")).contains("bytes");
            assertThat(content.headers().firstValue("ETag")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSmallFileIsElsewhereOnTheHub(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            HttpResponse<byte[]> redirect = reader.get("/org/Model-GGUF/resolve/main/a%20folder/config.json");
            String location = redirect.headers().firstValue("Location").orElseThrow();
            HttpResponse<byte[]> file = reader.get(location);
            String etag = file.headers().firstValue("ETag").orElseThrow();

            assertThat(redirect.statusCode()).isEqualTo(307);
            assertThat(location).startsWith("/api/resolve-cache/models/org/Model-GGUF/");
            assertThat(file.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"some\": 1}");
            assertThat(etag).matches("\"[0-9a-f]{40}\"");
            assertThat(reader.get(location, "If-None-Match", etag).statusCode()).isEqualTo(304);
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsComeAsTheyAreAskedFor(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            String address = reader.contentAddress(BIG);

            part(reader.get(address, "Range", "bytes=100-199"), 100, 199);
            part(reader.get(address, "Range", "bytes=299990-"), 299_990, 299_999);
            part(reader.get(address, "Range", "bytes=-10"), 299_990, 299_999);
            part(reader.get(address, "Range", "bytes=299990-400000"), 299_990, 299_999);
            assertThat(reader.get(address, "Range", "lines=1-2").statusCode()).isEqualTo(200);
            HttpResponse<byte[]> behind = reader.get(address, "Range", "bytes=300000-");
            assertThat(behind.statusCode()).isEqualTo(416);
            assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */300000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPartOfSomethingElseIsNotGiven(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            String address = reader.contentAddress(BIG);
            String etag = reader.head(address).headers().firstValue("ETag").orElseThrow();

            assertThat(reader.get(address, "Range", "bytes=0-9", "If-Range", etag)
                            .statusCode())
                    .isEqualTo(206);
            assertThat(reader.get(address, "Range", "bytes=0-9", "If-Range", "\"other\"")
                            .body())
                    .hasSize(300_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressIsGoodOnlyWithItsSignatureAndForAWhile(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            String address = reader.contentAddress(BIG);

            assertThat(reader.get(address.replaceFirst("signature=\\d+", "signature=9"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(reader.get(address).statusCode()).isEqualTo(200);
            reader.hub.expireSignatures();
            assertThat(reader.get(address).statusCode()).isEqualTo(403);
            assertThat(reader.get(reader.contentAddress(BIG)).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatComesToTheContentHostIsSeen(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            reader.hub.account("hf_x");
            String address = reader.get(BIG, "Authorization", "Bearer hf_x")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();

            reader.get(address);
            assertThat(reader.hub.contentHostSawToken()).isFalse();
            reader.get(address, "Authorization", "Bearer hf_x");
            assertThat(reader.hub.contentHostSawToken()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsAndBytesAreRecorded(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            reader.get(reader.contentAddress(BIG), "Range", "bytes=1000-1999");
            FakeExchange exchange = reader.hub.requests(RequestKind.CONTENT).get(0);
            Awaitility.await().until(exchange::finished);

            assertThat(exchange.method()).isEqualTo("GET");
            assertThat(exchange.repository()).isEqualTo("org/Model-GGUF");
            assertThat(exchange.file()).isEqualTo("m.gguf");
            assertThat(exchange.query()).containsEntry("signature", "1");
            assertThat(exchange.header("range")).contains("bytes=1000-1999");
            assertThat(exchange.range()).contains(new AskedRange(1000, 1999));
            assertThat(exchange.status()).isEqualTo(206);
            assertThat(exchange.bytesSent()).isEqualTo(1000);
            assertThat(reader.hub.contentBytesSent()).isEqualTo(1000);
            assertThat(reader.hub.requests(RequestKind.RESOLVE)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoReadsAtTheSameTimeIsCounted(Line line) throws Exception {
        try (HubReader reader = reader(line, WEIGHTS)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.stallAfter(10)).on(RequestKind.CONTENT).always();
            CompletableFuture<HttpResponse<byte[]>> first = reader.begin(address);
            CompletableFuture<HttpResponse<byte[]>> second = reader.begin(address);
            Awaitility.await().until(() -> reader.hub.stalled() == 2);
            assertThat(reader.hub.contentRequestsNow()).isEqualTo(2);
            reader.hub.release();

            assertThat(first.get().body()).isEqualTo(WEIGHTS.bytes());
            assertThat(second.get().body()).isEqualTo(WEIGHTS.bytes());
            Awaitility.await().until(() -> reader.hub.contentRequestsNow() == 0);
            assertThat(reader.hub.mostContentRequestsAtOnce()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyReadsIsNotSent(Line line) throws Exception {
        try (HubReader reader = reader(line, FakeContent.generated(256 << 20, 3))) {
            try (InputStream body = reader.open(reader.contentAddress(BIG)).body()) {
                body.readNBytes(1000);
                Awaitility.await()
                        .during(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> reader.hub.contentBytesSent() < 64 << 20);

                assertThat(reader.hub.contentBytesSent()).isLessThan(64 << 20);
            }
            Awaitility.await().until(() -> reader.hub.contentRequestsNow() == 0);
        }
    }

    @Test
    void contentIsTheSameFromWhereverItIsRead(@TempDir Path folder) throws Exception {
        byte[] bytes = WEIGHTS.bytes();
        Path file = Files.write(folder.resolve("m.gguf"), bytes);

        assertThat(WEIGHTS.bytes(12_345, 100)).isEqualTo(Arrays.copyOfRange(bytes, 12_345, 12_445));
        assertThat(FakeContent.of(file).bytes(12_345, 100)).isEqualTo(WEIGHTS.bytes(12_345, 100));
        assertThat(FakeContent.of(file).sha256()).isEqualTo(WEIGHTS.sha256());
        assertThat(WEIGHTS.sha256()).isEqualTo(sha256(bytes));
        assertThat(FakeContent.of("hello\n".getBytes(StandardCharsets.UTF_8)).gitBlobId())
                .isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
    }

    @Test
    void aGgufFileOfAWantedSizeIsSound(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("m.gguf"), FakeContent.gguf(1_000_003, 5).bytes());

        assertThat(Files.size(file)).isEqualTo(1_000_003);
        assertThat(GgufReader.read(file).tensors()).hasSize(1);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void part(HttpResponse<byte[]> response, int from, int to) {
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes " + from + "-" + to + "/300000");
        assertThat(response.body()).isEqualTo(WEIGHTS.bytes(from, to - from + 1));
    }
}
