package io.mullama.hub.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.hub.FakeContent;
import io.mullama.hub.FakeExchange;
import io.mullama.hub.FakeHub;
import io.mullama.hub.FakeRepository;
import io.mullama.hub.Fault;
import io.mullama.hub.RequestKind;
import io.mullama.hub.http.HubAccess;
import io.mullama.hub.http.HubHttp;
import io.mullama.hub.http.HubRefusal;
import io.mullama.model.Digest;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileDownloadTest {
    private static final int CHUNK = 64 << 10;
    private static final int SIZE = 40 * CHUNK + 12_345;
    private static final String FILE = "m.gguf";

    private final FakeContent content = FakeContent.generated(SIZE, 7);
    private final DownloadProgress progress = new DownloadProgress(SIZE);
    private FakeHub hub;
    private FakeRepository repository;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        hub = FakeHub.start();
        repository = hub.repository("org/Model").file(FILE, content);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aFileComesInSeveralRangesAtOnceAndIsHashed() throws Exception {
        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));

        assertThat(Files.readAllBytes(target())).isEqualTo(content.bytes());
        assertThat(folder).isDirectoryContaining(path -> path.endsWith(FILE));
        assertThat(leftovers()).isEmpty();
        assertThat(hub.contentBytesSent()).isEqualTo(SIZE);
        assertThat(hub.mostContentRequestsAtOnce()).isLessThanOrEqualTo(4);
        assertThat(progress.received()).isEqualTo(SIZE);
    }

    @Test
    void anEmptyFileComes() throws Exception {
        repository.file("empty.gguf", FakeContent.of(new byte[0]));

        Digest digest = new FileDownload(
                        http(client(), Optional.empty()),
                        URI.create(hub.endpoint() + "/org/Model/resolve/main/empty.gguf"),
                        target(),
                        new FileIdentity(0, "blob:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
                        limits(4),
                        new DownloadProgress(0))
                .run();

        assertThat(digest.hex()).startsWith("e3b0c44298fc1c14");
        assertThat(target()).isEmptyFile();
    }

    @Test
    void theTokenIsShownToTheHubAlone() throws Exception {
        hub.requireToken("hf_secret");

        download(client(), Optional.of("hf_secret"), 4).run();

        assertThat(hub.contentHostSawToken()).isFalse();
        assertThat(Files.size(target())).isEqualTo(SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aPassingRefusalIsAskedAgain(int status) throws Exception {
        hub.fault(Fault.status(status)).on(RequestKind.CONTENT).next(5);

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
    }

    @Test
    void aHostThatAsksForAPauseGetsIt() throws Exception {
        hub.fault(Fault.tooManyRequests(Duration.ofSeconds(1)))
                .on(RequestKind.CONTENT)
                .next(1);
        long begin = System.nanoTime();

        download(client(), Optional.empty(), 1).run();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPauseCanBeAskedForByDate() throws Exception {
        hub.fault(Fault.tooManyRequestsUntil(Instant.now().plusSeconds(1)))
                .on(RequestKind.CONTENT)
                .next(1);

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
    }

    @Test
    void aBodyThatEndsEarlyIsContinuedWhereItEnded() throws Exception {
        hub.fault(Fault.connectionLostAfter(CHUNK + 1000))
                .on(RequestKind.CONTENT)
                .next(6);

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(hub.contentBytesSent()).isLessThan(SIZE + 6L * CHUNK);
    }

    @Test
    void aStalledRangeIsAskedForAgain() throws Exception {
        hub.fault(Fault.stallAfter(1000)).on(RequestKind.CONTENT).next(3);

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
    }

    @Test
    void aHostThatKnowsNoRangesSendsTheWholeFile() throws Exception {
        hub.fault(Fault.rangesIgnored()).on(RequestKind.CONTENT).always();

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(Files.readAllBytes(target())).isEqualTo(content.bytes());
    }

    @Test
    void aHostThatKnowsNoRangesAnyLongerCompletesWhatCame() throws Exception {
        hub.fault(Fault.status(451)).on(RequestKind.CONTENT).after(8).always();
        assertThatThrownBy(() -> download().run()).isInstanceOf(HubRefusal.class);
        hub.close();
        start();
        hub.fault(Fault.rangesIgnored()).on(RequestKind.CONTENT).always();

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(Files.readAllBytes(target())).isEqualTo(content.bytes());
    }

    @Test
    void aHostThatKnowsNoRangesAndBreaksOffIsAskedForTheWholeFileAgain() throws Exception {
        hub.fault(Fault.rangesIgnored()).on(RequestKind.CONTENT).always();
        hub.fault(Fault.connectionLostAfter(10 * CHUNK))
                .on(RequestKind.CONTENT)
                .after(1)
                .next(2);

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
    }

    @Test
    void anExpiredAddressIsAskedForAnew() throws Exception {
        hub.fault(Fault.meanwhile(hub::expireSignatures))
                .on(RequestKind.CONTENT)
                .after(2)
                .next(1);

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(hub.requests(RequestKind.RESOLVE)).hasSizeGreaterThan(1);
    }

    @Test
    void moreBytesThanPromisedAreLeft() throws Exception {
        hub.fault(Fault.surplus(5000)).on(RequestKind.CONTENT).always();

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
    }

    @Test
    void aFileThatIsNotWhatWasPromisedIsThrownAway() {
        hub.fault(Fault.wrongByteAt(5L * CHUNK)).on(RequestKind.CONTENT).always();

        assertThatThrownBy(() -> download().run()).isInstanceOf(DamagedFileException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatChangesMeanwhileIsNotMixed() {
        hub.fault(Fault.otherContent(FakeContent.generated(SIZE, 8)))
                .on(RequestKind.CONTENT)
                .after(3)
                .always();

        assertThatThrownBy(() -> download().run()).isInstanceOf(ChangedFileException.class);
        assertThat(target()).doesNotExist();
    }

    @Test
    void aFileThatGetsAnotherSizeMeanwhileIsNotMixed() {
        hub.fault(Fault.otherContent(FakeContent.generated(SIZE / 2, 8)))
                .on(RequestKind.CONTENT)
                .after(3)
                .always();

        assertThatThrownBy(() -> download().run()).isInstanceOf(ChangedFileException.class);
        assertThat(target()).doesNotExist();
    }

    @Test
    void aRefusalThatStaysEndsTheDownloadAndKeepsWhatCame() throws IOException {
        hub.fault(Fault.status(451)).on(RequestKind.CONTENT).after(4).always();

        assertThatThrownBy(() -> download().run())
                .isInstanceOfSatisfying(
                        HubRefusal.class, e -> assertThat(e.status()).isEqualTo(451));
        assertThat(leftovers()).hasSize(2);
    }

    @Test
    void aLineThatStaysDeadIsGivenUp() {
        hub.fault(Fault.dropped()).on(RequestKind.CONTENT).after(4).always();

        assertThatThrownBy(() -> download().run()).isInstanceOf(IOException.class);
        assertThat(progress.note()).endsWith("; trying again");
    }

    @Test
    void anInterruptedDownloadIsContinuedByTheNextOne() throws Exception {
        hub.fault(Fault.stallAfter(CHUNK / 2)).on(RequestKind.CONTENT).after(4).always();
        long before = interruptOnceStalled();
        hub.release();

        hub.fault(Fault.status(200)).next(0);
        try (FakeHub other = FakeHub.start()) {
            other.repository("org/Model").file(FILE, content);
            hub.close();
            hub = other;
            DownloadProgress again = new DownloadProgress(SIZE);
            download(client(), Optional.empty(), 4, again).run();

            assertThat(Files.readAllBytes(target())).isEqualTo(content.bytes());
            assertThat(other.contentBytesSent()).isEqualTo(SIZE - before);
            hub = FakeHub.start();
        }
    }

    /** Bytes that are kept for good. */
    private long interruptOnceStalled() throws Exception {
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                new FileDownload(
                                http(client(), Optional.empty()),
                                address(),
                                target(),
                                identity(),
                                new DownloadLimits(4, CHUNK, Duration.ofMinutes(5), retries()),
                                progress)
                        .run();
            } catch (Exception e) {
                end.set(e);
            }
        });
        thread.start();
        Awaitility.await().until(() -> hub.stalled() == 4);
        thread.interrupt();
        thread.join(30_000);
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        return FileDownload.kept(target(), identity(), limits(4));
    }

    @Test
    void whatAnotherFileHasLeftIsNotContinued() throws Exception {
        Files.write(PartFile.of(target()), new byte[3 * CHUNK]);
        Files.writeString(
                PartFile.journalOf(target()),
                "mullama-download 1 %d %d blob:other\n0 00000000\n".formatted(SIZE, CHUNK));

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(hub.contentBytesSent()).isEqualTo(SIZE);
    }

    @Test
    void aChunkThatTheDiskHasLostComesAgain() throws Exception {
        hub.fault(Fault.status(451)).on(RequestKind.CONTENT).after(8).always();
        assertThatThrownBy(() -> download().run()).isInstanceOf(HubRefusal.class);
        try (RandomAccessFile part = new RandomAccessFile(PartFile.of(target()).toFile(), "rw")) {
            part.seek(CHUNK + 17);
            part.write(new byte[1000]);
        }
        hub.close();
        start();

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(Files.readAllBytes(target())).isEqualTo(content.bytes());
    }

    @Test
    void aLastChunkThatTheDiskHasLostComesAgainThoughNothingElseIsMissing() throws Exception {
        int last = leaveAllChunks();
        try (RandomAccessFile part = new RandomAccessFile(PartFile.of(target()).toFile(), "rw")) {
            part.seek((long) last * CHUNK);
            part.write(new byte[1000]);
        }

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(hub.contentBytesSent()).isEqualTo(SIZE - (long) last * CHUNK);
    }

    @Test
    void aJournalWhoseFileWasPublishedCountsForNothing() throws Exception {
        leaveAllChunks();
        Files.delete(PartFile.of(target()));

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(hub.contentBytesSent()).isEqualTo(SIZE);
    }

    /** What a download leaves that is killed before its last step; the number of the last chunk. */
    private int leaveAllChunks() throws IOException {
        try (PartFile part = PartFile.open(target(), identity(), CHUNK)) {
            Journal journal = part.journal();
            for (int chunk = 0; chunk < journal.count(); chunk++) {
                byte[] bytes = content.bytes(journal.start(chunk), journal.length(chunk));
                CRC32C checksum = new CRC32C();
                checksum.update(bytes);
                part.write(ByteBuffer.wrap(bytes), journal.start(chunk));
                journal.complete(chunk, (int) checksum.getValue());
            }
            return journal.count() - 1;
        }
    }

    @Test
    void aJournalThatWasCutShortCountsAsFarAsItIsWhole() throws Exception {
        hub.fault(Fault.status(451)).on(RequestKind.CONTENT).after(8).always();
        assertThatThrownBy(() -> download().run()).isInstanceOf(HubRefusal.class);
        Path journal = PartFile.journalOf(target());
        String text = Files.readString(journal);
        Files.writeString(journal, text.substring(0, text.length() - 4));
        hub.close();
        start();

        assertThat(download().run()).isEqualTo(new Digest(content.sha256()));
        assertThat(hub.contentBytesSent()).isLessThan(SIZE);
    }

    @Test
    void aFileThatAnotherProcessDownloadsIsLeftToIt() throws Exception {
        try (PartFile other = PartFile.open(target(), identity(), CHUNK)) {
            assertThatThrownBy(() -> download().run())
                    .isInstanceOf(MullamaException.class)
                    .hasMessage("another mullama is downloading m.gguf");
            assertThat(other.journal().chunks()).isEmpty();
        }
    }

    @Test
    void progressNeverRunsBackwards() throws Exception {
        hub.fault(Fault.connectionLostAfter(CHUNK / 2)).on(RequestKind.CONTENT).next(8);
        CompletableFuture<Boolean> monotonic = new CompletableFuture<>();
        Thread watcher = new Thread(() -> {
            long last = 0;
            boolean grew = true;
            while (last < SIZE && !Thread.currentThread().isInterrupted()) {
                long now = progress.received();
                grew &= now >= last;
                last = now;
            }
            monotonic.complete(grew);
        });
        watcher.start();

        download().run();

        assertThat(monotonic.get()).isTrue();
    }

    @Test
    void overTlsItIsTheSame() throws Exception {
        hub.close();
        hub = FakeHub.startTls();
        repository = hub.repository("org/Model").file(FILE, content);
        HttpClient client = HttpClient.newBuilder().sslContext(hub.clientTls()).build();

        assertThat(download(client, Optional.empty(), 4).run()).isEqualTo(new Digest(content.sha256()));
        assertThat(hub.requests(RequestKind.CONTENT)).noneMatch(FakeExchange::http2);
    }

    private List<Path> leftovers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(FILE)).toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private FileDownload download() {
        return download(client(), Optional.empty(), 4);
    }

    private FileDownload download(HttpClient client, Optional<String> token, int connections) {
        return download(client, token, connections, progress);
    }

    private FileDownload download(HttpClient client, Optional<String> token, int connections, DownloadProgress shown) {
        return new FileDownload(http(client, token), address(), target(), identity(), limits(connections), shown);
    }

    private HubHttp http(HttpClient client, Optional<String> token) {
        return new HubHttp(
                () -> client, new HubAccess(hub.endpoint(), token, false), "mullama/test", Duration.ofSeconds(20));
    }

    private static HttpClient client() {
        return HttpClient.newHttpClient();
    }

    private static DownloadLimits limits(int connections) {
        return new DownloadLimits(connections, CHUNK, Duration.ofMillis(400), retries());
    }

    private static RetryPolicy retries() {
        return new RetryPolicy(Duration.ofMillis(1), Duration.ofSeconds(5), 6);
    }

    private FileIdentity identity() {
        return new FileIdentity(SIZE, "sha256:" + content.sha256());
    }

    private URI address() {
        return URI.create(hub.endpoint() + "/org/Model/resolve/" + repository.commit() + "/" + FILE);
    }

    private Path target() {
        return folder.resolve(FILE);
    }
}
