package io.mullama.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.hub.HubReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that can go wrong with an answer. */
final class FaultTest {
    private static final String MODEL = "/api/models/org/Model-GGUF";
    private static final String BIG = "/org/Model-GGUF/resolve/main/m.gguf";
    private static final FakeContent WEIGHTS = FakeContent.generated(300_000, 1);

    private static HubReader reader(Line line) throws IOException {
        HubReader reader = HubReader.over(line);
        reader.hub.repository("org/Model-GGUF").file("m.gguf", WEIGHTS).file("n.gguf", WEIGHTS);
        return reader;
    }

    @ParameterizedTest
    @EnumSource
    void aStatusComesInsteadOfTheAnswer(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            for (int status : new int[] {401, 403, 404, 416, 429, 500, 502, 503}) {
                reader.hub.fault(Fault.status(status)).on(RequestKind.MODEL).next(1);
                assertThat(reader.get(MODEL).statusCode()).isEqualTo(status);
            }
            assertThat(reader.get(MODEL).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRuleIsForSomeAnswersOnly(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            FaultRule rule = reader.hub
                    .fault(Fault.status(503))
                    .on(RequestKind.CONTENT)
                    .file("m.gguf")
                    .after(1)
                    .next(2);
            String address = reader.contentAddress(BIG);
            String other = reader.contentAddress(BIG.replace("m.gguf", "n.gguf"));

            assertThat(reader.get(address).statusCode()).isEqualTo(200);
            assertThat(reader.get(address).statusCode()).isEqualTo(503);
            assertThat(reader.get(other).statusCode()).isEqualTo(200);
            assertThat(reader.get(address).statusCode()).isEqualTo(503);
            assertThat(reader.get(address).statusCode()).isEqualTo(200);
            assertThat(rule.hits()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRuleCanBeEnded(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            FaultRule rule = reader.hub.fault(Fault.status(500)).always();
            assertThat(reader.get(MODEL).statusCode()).isEqualTo(500);
            rule.end();

            assertThat(reader.get(MODEL).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooManyRequestsSaysWhenToComeBack(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.fault(Fault.tooManyRequests(Duration.ofSeconds(7))).next(1);
            assertThat(reader.get(MODEL).headers().firstValue("Retry-After")).contains("7");
            reader.hub
                    .fault(Fault.tooManyRequestsUntil(Instant.parse("2026-03-04T05:06:07Z")))
                    .next(1);
            assertThat(reader.get(MODEL).headers().firstValue("Retry-After")).contains("Wed, 04 Mar 2026 05:06:07 GMT");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDroppedConnectionGivesNoAnswer(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.fault(Fault.dropped()).on(RequestKind.MODEL).always();

            assertThatThrownBy(() -> reader.get(MODEL)).isInstanceOf(IOException.class);
            assertThat(reader.hub.requests(RequestKind.MODEL))
                    .isNotEmpty()
                    .allMatch(exchange -> exchange.status() == 0 && exchange.finished());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutAnswerEndsEarly(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.cutAfter(12_345)).on(RequestKind.CONTENT).next(1);

            assertThatThrownBy(() -> reader.get(address)).isInstanceOf(IOException.class);
            assertThat(reader.hub.contentBytesSent()).isEqualTo(12_345);
            assertThat(reader.get(address).body()).isEqualTo(WEIGHTS.bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostConnectionTakesItsOtherAnswersAlong(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.stallAfter(100)).on(RequestKind.CONTENT).next(1);
            CompletableFuture<HttpResponse<byte[]>> neighbour = reader.begin(address);
            Awaitility.await().until(() -> reader.hub.stalled() == 1);
            reader.hub
                    .fault(Fault.connectionLostAfter(500))
                    .on(RequestKind.CONTENT)
                    .next(1);

            assertThatThrownBy(() -> reader.get(address)).isInstanceOf(IOException.class);
            if (line == Line.HTTP_2) {
                assertThatThrownBy(neighbour::get).isInstanceOf(ExecutionException.class);
            } else {
                reader.hub.release();
                assertThat(neighbour.get().body()).isEqualTo(WEIGHTS.bytes());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostLineBreaksAllThatIsOpen(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.stallAfter(100)).on(RequestKind.CONTENT).next(1);
            CompletableFuture<HttpResponse<byte[]>> answer = reader.begin(address);
            Awaitility.await().until(() -> reader.hub.stalled() == 1);
            reader.hub.loseConnections();

            assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class);
            assertThat(reader.get(address).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStalledAnswerSeesItsReaderGo(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.stallAfter(100)).on(RequestKind.CONTENT).next(1);
            try (InputStream body = reader.open(address).body()) {
                assertThat(body.readNBytes(100)).isEqualTo(WEIGHTS.bytes(0, 100));
                Awaitility.await().until(() -> reader.hub.stalled() == 1);
            }

            Awaitility.await().until(() -> reader.hub.stalled() == 0);
            Awaitility.await().until(() -> reader.hub.contentRequestsNow() == 0);
            assertThat(reader.hub.contentBytesSent()).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHubThatIsClosedDoesNotWaitForItsReaders(Line line) throws Exception {
        HubReader reader = reader(line);
        reader.hub.fault(Fault.stallAfter(100)).on(RequestKind.CONTENT).always();
        CompletableFuture<HttpResponse<byte[]>> answer = reader.begin(reader.contentAddress(BIG));
        Awaitility.await().until(() -> reader.hub.stalled() == 1);
        long before = System.nanoTime();
        reader.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aSlowAnswerTakesItsTime(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.slow(10_000)).on(RequestKind.CONTENT).next(1);
            long before = System.nanoTime();

            assertThat(reader.get(address, "Range", "bytes=0-4999").body()).isEqualTo(WEIGHTS.bytes(0, 5000));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(400));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesAreWrongWhereTheyAreToBe(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.wrongByteAt(150)).on(RequestKind.CONTENT).next(2);
            byte[] sound = WEIGHTS.bytes(100, 100);

            byte[] wrong = reader.get(address, "Range", "bytes=100-199").body();
            assertThat(wrong).isNotEqualTo(sound);
            wrong[50] = sound[50];
            assertThat(wrong).isEqualTo(sound);
            assertThat(reader.get(address, "Range", "bytes=200-299").body()).isEqualTo(WEIGHTS.bytes(200, 100));
            reader.hub.fault(Fault.wrongBytes()).on(RequestKind.CONTENT).next(1);
            assertThat(reader.get(address).body()).hasSize(300_000).isNotEqualTo(WEIGHTS.bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesCanBeIgnored(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.rangesIgnored()).on(RequestKind.CONTENT).next(1);
            HttpResponse<byte[]> answer = reader.get(address, "Range", "bytes=100-199");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(WEIGHTS.bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreThanWasPromisedComes(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.surplus(50)).on(RequestKind.CONTENT).next(1);
            HttpResponse<byte[]> answer = reader.get(address, "Range", "bytes=100-199");

            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 100-199/300000");
            assertThat(answer.body()).hasSize(150).startsWith(WEIGHTS.bytes(100, 100));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectLeadsToItself(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.fault(Fault.redirectLoop()).on(RequestKind.RESOLVE).always();

            assertThat(reader.get(BIG).statusCode()).isEqualTo(302);
            assertThat(reader.contentAddress(BIG)).isEqualTo(BIG);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureExpiresForOneRequest(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub.fault(Fault.expiredSignature()).on(RequestKind.CONTENT).next(1);

            assertThat(reader.get(address).statusCode()).isEqualTo(403);
            assertThat(reader.get(address).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsReplacedBetweenTwoRequests(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            FakeRepository repository = reader.hub.repository("org/Model-GGUF");
            FakeContent other = FakeContent.generated(300_000, 2);
            String old = reader.json(MODEL).get("sha").textValue();
            reader.hub
                    .fault(Fault.meanwhile(() -> repository.file("m.gguf", other)))
                    .on(RequestKind.RESOLVE)
                    .next(1);
            HttpResponse<byte[]> now = reader.get(BIG);
            HttpResponse<byte[]> pinned = reader.get(BIG.replace("main", old));

            assertThat(now.headers().firstValue("X-Repo-Commit"))
                    .contains(repository.commit())
                    .isNotEqualTo(pinned.headers().firstValue("X-Repo-Commit"));
            assertThat(now.headers().firstValue("X-Linked-Etag")).contains('"' + other.sha256() + '"');
            assertThat(pinned.headers().firstValue("X-Linked-Etag")).contains('"' + WEIGHTS.sha256() + '"');
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressHasSomethingElseWithAnotherTag(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            FakeContent other = FakeContent.generated(300_000, 2);
            String address = reader.contentAddress(BIG);
            String etag = reader.head(address).headers().firstValue("ETag").orElseThrow();
            reader.hub.fault(Fault.otherContent(other)).on(RequestKind.CONTENT).always();
            HttpResponse<byte[]> answer = reader.get(address, "Range", "bytes=0-9", "If-Range", etag);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(other.bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoFaultsCanComeTogether(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            String address = reader.contentAddress(BIG);
            reader.hub
                    .fault(Fault.rangesIgnored().and(Fault.cutAfter(5)))
                    .on(RequestKind.CONTENT)
                    .next(1);

            assertThatThrownBy(() -> reader.get(address, "Range", "bytes=0-1")).isInstanceOf(IOException.class);
            assertThat(reader.hub.contentBytesSent()).isEqualTo(5);
        }
    }
}
