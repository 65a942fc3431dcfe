package io.mullama.hub;

import static io.mullama.hub.PullFixture.CHUNK;
import static io.mullama.hub.PullFixture.FILE;
import static io.mullama.hub.PullFixture.NAME;
import static io.mullama.hub.PullFixture.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.hub.PullStatus.Downloading;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PullsTest {
    @TempDir
    private Path folder;

    private PullFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new PullFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void fiveWhoWantTheSameWatchOneDownload() {
        FaultRule stalled = stall();
        List<Pulls.Watch> watches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            watches.add(fixture.watch(i % 2 == 0 ? NAME : "ORG/model"));
        }
        goOn(stalled);

        assertThat(watches)
                .allSatisfy(watch -> assertThat(PullFixture.end(watch)).isInstanceOf(PullStatus.Done.class));
        assertThat(fixture.hub.contentBytesSent()).isEqualTo(SIZE);
        assertThat(fixture.hub.requests(RequestKind.MODEL)).hasSize(1);
    }

    @Test
    void oneWhoTurnsAwayDoesNotStopIt() {
        FaultRule stalled = stall();
        Pulls.Watch first = fixture.watch(NAME);
        Pulls.Watch second = fixture.watch(NAME);
        awaitStalled();

        first.close();
        first.close();
        goOn(stalled);

        assertThat(PullFixture.end(second)).isInstanceOf(PullStatus.Done.class);
    }

    @Test
    void whenTheLastTurnsAwayItEndsAndWhatCameIsKept() throws IOException {
        FaultRule stalled = fixture.hub
                .fault(Fault.stallAfter(CHUNK / 2))
                .on(RequestKind.CONTENT)
                .after(3)
                .always();
        Pulls.Watch first = fixture.watch(NAME);
        Pulls.Watch second = fixture.watch(NAME);
        awaitStalled();

        first.close();
        second.close();

        Awaitility.await().until(() -> fixture.pulls.names().isEmpty());
        assertThat(fixture.cached())
                .containsExactly("org/Model/" + FILE + ".part", "org/Model/" + FILE + ".part.journal");
        assertThat(fixture.store.list()).isEmpty();
        assertThat(second.status()).isInstanceOfSatisfying(PullStatus.Failed.class, end -> cancelled(end.error()));
        long before = fixture.hub.contentBytesSent();
        goOn(stalled);
        fixture.pulled(NAME);
        assertThat(fixture.hub.contentBytesSent() - before).isLessThan(SIZE);
        assertThat(fixture.cached()).containsExactly("org/Model/" + FILE);
    }

    @Test
    void whoeverComesWhenItIsCancelledBeginsItAnew() {
        FaultRule stalled = stall();
        Pulls.Watch first = fixture.watch(NAME);
        awaitStalled();

        first.close();
        Pulls.Watch second = fixture.watch(NAME);
        goOn(stalled);

        assertThat(PullFixture.end(second)).isInstanceOf(PullStatus.Done.class);
        assertThat(PullFixture.end(first)).isInstanceOf(PullStatus.Failed.class);
    }

    @Test
    void twoNamesOfTheSameFileFetchItOnce() throws IOException {
        FaultRule stalled = stall();
        Pulls.Watch first = fixture.watch(NAME);
        awaitStalled();
        Pulls.Watch second = fixture.watch(NAME + ":Q8_0");
        Awaitility.await().until(() -> second.status() instanceof Downloading);
        goOn(stalled);

        assertThat(PullFixture.end(first)).isInstanceOf(PullStatus.Done.class);
        assertThat(PullFixture.end(second)).isInstanceOf(PullStatus.Done.class);
        assertThat(fixture.hub.contentBytesSent()).isEqualTo(SIZE);
        assertThat(fixture.cached()).containsExactly("org/Model/" + FILE);
        assertThat(fixture.store.names()).containsExactly(NAME, NAME + ":Q8_0");
    }

    @Test
    void oneWhoWaitsForAnothersFileGoesOnWithItWhenThatOneIsCancelled() {
        FaultRule stalled = fixture.hub
                .fault(Fault.stallAfter(CHUNK / 2))
                .on(RequestKind.CONTENT)
                .after(3)
                .always();
        Pulls.Watch first = fixture.watch(NAME);
        awaitStalled();
        Pulls.Watch second = fixture.watch(NAME + ":Q8_0");
        Awaitility.await().until(() -> second.status() instanceof Downloading);
        first.close();
        goOn(stalled);

        assertThat(PullFixture.end(second)).isInstanceOf(PullStatus.Done.class);
        assertThat(fixture.hub.contentBytesSent()).isLessThan(SIZE + 20L * CHUNK);
    }

    @Test
    void theEndOfAllPullsCancelsThemAndThoseThatComeLater() {
        stall();
        Pulls.Watch first = fixture.watch(NAME);
        awaitStalled();
        assertThat(fixture.pulls.names()).containsExactly(ModelName.parse(NAME));

        fixture.pulls.close();
        Pulls.Watch late = fixture.watch(NAME);

        assertThat(PullFixture.end(first))
                .isInstanceOfSatisfying(PullStatus.Failed.class, end -> cancelled(end.error()));
        assertThat(PullFixture.end(late))
                .isInstanceOfSatisfying(PullStatus.Failed.class, end -> cancelled(end.error()));
    }

    @Test
    void theTokenOfTheOneWhoBeginsItIsUsed() {
        fixture.hub.requireToken("hf_own");

        try (Pulls.Watch watch = fixture.watch(NAME, Optional.of("hf_own"))) {
            assertThat(PullFixture.end(watch)).isInstanceOf(PullStatus.Done.class);
        }
        assertThat(fixture.hub.contentHostSawToken()).isFalse();
    }

    @Test
    void aTokenThatCannotBeOneIsRefusedAtOnce() {
        assertThatThrownBy(() -> fixture.watch(NAME, Optional.of("hf_a\nb")))
                .isInstanceOf(MullamaException.class)
                .hasMessageEndingWith("holds a character that no token has");
        assertThat(fixture.pulls.names()).isEmpty();
    }

    @Test
    void everyStepIsSeenInItsOrderAndProgressGrows() throws Exception {
        FaultRule stalled = stall();
        List<PullStatus> seen = new ArrayList<>();
        try (Pulls.Watch watch = fixture.watch(NAME)) {
            seen.add(watch.status());
            awaitStalled();
            goOn(stalled);
            while (!seen.get(seen.size() - 1).isEnd()) {
                seen.add(watch.await(Duration.ofMillis(1)));
            }
        }

        assertThat(seen.get(0)).isEqualTo(new PullStatus.Resolving());
        assertThat(seen)
                .extracting(status -> status.getClass().getSimpleName())
                .isSortedAccordingTo((a, b) -> Integer.compare(order(a), order(b)));
        List<Downloading> downloading = seen.stream()
                .filter(Downloading.class::isInstance)
                .map(Downloading.class::cast)
                .toList();
        assertThat(downloading)
                .extracting(Downloading::receivedBytes)
                .isSorted()
                .startsWith(0L)
                .endsWith((long) SIZE);
        assertThat(downloading).extracting(Downloading::totalBytes).containsOnly((long) SIZE);
        assertThat(seen).contains(new PullStatus.Verifying());
        assertThat(seen).endsWith(new PullStatus.Done(NAME, "org/Model", SIZE));
    }

    @Test
    void whoeverLooksLateSeesTheEndOfTheDownloadToo() throws Exception {
        try (Pulls.Watch watch = fixture.watch(NAME)) {
            Awaitility.await().until(() -> fixture.pulls.names().isEmpty());

            assertThat(watch.await(Duration.ofSeconds(1))).isEqualTo(new PullStatus.Resolving());
            assertThat(watch.await(Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(
                            Downloading.class,
                            status -> assertThat(status.receivedBytes()).isEqualTo(SIZE));
            assertThat(watch.await(Duration.ofSeconds(1))).isEqualTo(new PullStatus.Verifying());
            assertThat(watch.await(Duration.ofSeconds(1))).isInstanceOf(PullStatus.Done.class);
            assertThat(watch.await(Duration.ofSeconds(1))).isInstanceOf(PullStatus.Done.class);
        }
    }

    @Test
    void aPullThatFailsIsOverAndTheNextOneTriesAgain() {
        fixture.hub.fault(Fault.status(451)).on(RequestKind.MODEL).next(1);

        assertThat(fixture.failed(NAME).code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
        Awaitility.await().until(() -> fixture.pulls.names().isEmpty());
        fixture.pulled(NAME);
    }

    private static int order(String status) {
        return List.of("Resolving", "Downloading", "Verifying", "Done").indexOf(status);
    }

    private static void cancelled(MullamaException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
        assertThat(e).hasMessage("the daemon stops, and breaks off the pull of " + NAME);
        assertThat(e.hint()).contains("pull it again: what came is kept");
    }

    /** Lets no byte of content come. */
    private FaultRule stall() {
        return fixture.hub.fault(Fault.stallAfter(0)).on(RequestKind.CONTENT).always();
    }

    private void goOn(FaultRule stalled) {
        stalled.end();
        fixture.hub.release();
    }

    private void awaitStalled() {
        Awaitility.await().until(() -> fixture.hub.stalled() == 4);
    }
}
