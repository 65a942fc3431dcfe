package io.mullama.hub;

import static io.mullama.hub.PullFixture.FILE;
import static io.mullama.hub.PullFixture.NAME;
import static io.mullama.hub.PullFixture.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.SplitModel;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PullWorkTest {
    private static final String PLACE = "org/Model/" + FILE;

    @TempDir
    private Path folder;

    private PullFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new PullFixture(
                folder, Map.of("HF_HUB_CACHE", folder.resolve("hf").toString()));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aModelIsHereByItsNameAndRemembersWhereItCameFrom() throws IOException {
        PullStatus.Done done = fixture.pulled(NAME);

        assertThat(done).isEqualTo(new PullStatus.Done(NAME, "org/Model", SIZE));
        Manifest manifest = fixture.manifest(NAME);
        assertThat(manifest.source()).contains(new Manifest.Source("org/Model", fixture.repository.commit()));
        ManifestFile file = manifest.files().get(0);
        assertThat(file.path()).isEqualTo(fixture.cache.resolve(PLACE)).hasSize(SIZE);
        assertThat(file.digest()).contains(new Digest(fixture.model.sha256()));
        assertThat(fixture.store.find(ModelName.parse(NAME)).map(StoredModel::sizeBytes))
                .contains((long) SIZE);
        assertThat(fixture.cached()).containsExactly(PLACE);
    }

    @Test
    void whatIsHereIsNotFetchedAgain() {
        fixture.pulled(NAME);
        long requests = fixture.hub.requests(RequestKind.CONTENT).size();

        assertThat(fixture.pulled(NAME).sizeBytes()).isEqualTo(SIZE);
        assertThat(fixture.pulled(NAME + ":q8_0").sizeBytes()).isEqualTo(SIZE);

        assertThat(fixture.hub.requests(RequestKind.CONTENT)).hasSize((int) requests);
        assertThat(fixture.hub.requests(RequestKind.MODEL)).hasSize(3);
    }

    @Test
    void aFileWhoseNameWasLostIsFoundByItsContent() throws IOException {
        Path file = fixture.cache.resolve(PLACE);
        Files.createDirectories(file.getParent());
        Files.write(file, fixture.model.bytes());

        fixture.pulled(NAME);

        assertThat(fixture.hub.requests(RequestKind.CONTENT)).isEmpty();
    }

    @Test
    void aDamagedFileInItsPlaceIsFetchedAgain() throws IOException {
        Path file = fixture.cache.resolve(PLACE);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[SIZE]);

        fixture.pulled(NAME);

        assertThat(file).hasBinaryContent(fixture.model.bytes());
        assertThat(fixture.cached()).containsExactly(PLACE);
    }

    @Test
    void aFileThatWasChangedHereIsFetchedAgain() throws IOException {
        fixture.pulled(NAME);
        Files.write(fixture.cache.resolve(PLACE), new byte[SIZE]);

        fixture.pulled(NAME);

        assertThat(fixture.manifest(NAME).files().get(0).path()).hasBinaryContent(fixture.model.bytes());
        assertThat(fixture.cached()).hasSize(1);
    }

    @Test
    void aRevisionLiesBesideTheNewest() throws IOException {
        String old = fixture.repository.commit();
        fixture.repository.branch("v1").file(FILE, FakeContent.gguf(SIZE / 2, 2));

        fixture.pulled(NAME);
        fixture.pulled(NAME + "@v1");

        assertThat(fixture.cached()).containsExactly(PLACE, "org/Model@" + old + "/" + FILE);
        assertThat(fixture.manifest(NAME + "@v1").files().get(0).size()).isEqualTo(SIZE);
    }

    @Test
    void aNewerModelReplacesTheOlderOne() throws IOException {
        FakeContent newer = FakeContent.gguf(SIZE + 99, 2);
        fixture.pulled(NAME);
        fixture.repository.file(FILE, newer);

        assertThat(fixture.pulled(NAME).sizeBytes()).isEqualTo(SIZE + 99);

        assertThat(fixture.cached()).hasSize(1);
        assertThat(fixture.manifest(NAME).files().get(0).path()).hasBinaryContent(newer.bytes());
        fixture.repository.file(FILE, fixture.model);
        fixture.pulled(NAME);
        assertThat(fixture.cached()).containsExactly(PLACE);
    }

    @Test
    void anOlderModelStaysForThoseWhoseNameItHas() throws IOException {
        fixture.pulled(NAME);
        fixture.store.put(fixture.manifest(NAME).named("mine", Instant.EPOCH));
        fixture.repository.file(FILE, FakeContent.gguf(SIZE + 99, 2));

        fixture.pulled(NAME);

        assertThat(fixture.cached()).hasSize(2);
        assertThat(fixture.manifest("mine").files().get(0).path()).hasBinaryContent(fixture.model.bytes());
    }

    @Test
    void aModelThatCanSeeComesWithItsProjector() {
        FakeContent projector = FakeContent.gguf(5000, 3);
        fixture.repository.file("mmproj-F16.gguf", projector).file("mmproj-F32.gguf", FakeContent.gguf(9000, 4));

        PullStatus.Done done = fixture.pulled(NAME);

        assertThat(done.sizeBytes()).isEqualTo(SIZE + 5000);
        assertThat(fixture.manifest(NAME).files())
                .extracting(ManifestFile::role)
                .containsExactly(Role.MODEL, Role.PROJECTOR);
        assertThat(fixture.manifest(NAME).files().get(1).path())
                .isEqualTo(fixture.cache.resolve("org/Model/mmproj-F16.gguf"));
    }

    @Test
    void allPartsOfASplitModelAreHere() throws Exception {
        GgufBuilder builder = new GgufBuilder().text("general.architecture", "llama");
        for (int i = 0; i < 6; i++) {
            builder.tensor("blk." + i, GgmlType.F32, 100);
        }
        Path whole = Files.write(folder.resolve("whole.gguf"), builder.build());
        SplitModel.write(whole, folder, "s", 3);
        FakeRepository split = fixture.hub.repository("org/Split");
        for (int i = 0; i < 3; i++) {
            Path part = SplitModel.part(folder, "s", i, 3);
            split.file("Q4_K_M/" + part.getFileName(), FakeContent.of(part));
        }

        fixture.pulled("hf:org/Split:Q4_K_M");

        assertThat(fixture.cached())
                .containsExactly(
                        "org/Split/Q4_K_M/s-00001-of-00003.gguf",
                        "org/Split/Q4_K_M/s-00002-of-00003.gguf",
                        "org/Split/Q4_K_M/s-00003-of-00003.gguf");
        StoredModel model =
                fixture.store.find(ModelName.parse("hf:org/Split:Q4_K_M")).orElseThrow();
        assertThat(model.files().parts()).hasSize(3);
        assertThat(model.header().tensors()).hasSize(6);
    }

    @Test
    void whatTheHubsOwnToolHasIsUsedWhereItLies() throws IOException {
        Path file = inTheHubsCache(fixture.model.bytes(), fixture.model.sha256());

        fixture.pulled(NAME);

        assertThat(fixture.hub.requests(RequestKind.CONTENT)).isEmpty();
        assertThat(fixture.manifest(NAME).files().get(0).path()).isEqualTo(file);
        assertThat(fixture.cached()).isEmpty();
    }

    @Test
    void whatTheHubsOwnToolHasDamagedIsFetchedAnewAndNeverDeleted() throws IOException {
        Path file = inTheHubsCache(new byte[SIZE], fixture.model.sha256());

        fixture.pulled(NAME);

        assertThat(fixture.hub.requests(RequestKind.CONTENT)).isNotEmpty();
        assertThat(fixture.manifest(NAME).files().get(0).path()).isNotEqualTo(file);
        assertThat(file).exists();
    }

    private Path inTheHubsCache(byte[] content, String sha256) throws IOException {
        Path repository = folder.resolve("hf/models--org--Model");
        Path blob = repository.resolve("blobs").resolve(sha256);
        Path link = repository
                .resolve("snapshots/0123456789abcdef0123456789abcdef01234567")
                .resolve(FILE);
        Files.createDirectories(blob.getParent());
        Files.createDirectories(link.getParent());
        Files.write(blob, content);
        return Files.createSymbolicLink(link, Path.of("../../blobs", sha256));
    }

    @Test
    void aFileThatChangesMeanwhileIsResolvedAgain() throws IOException {
        fixture.hub
                .fault(Fault.otherContent(FakeContent.gguf(SIZE, 5)))
                .on(RequestKind.CONTENT)
                .after(3)
                .next(1);

        fixture.pulled(NAME);

        assertThat(fixture.hub.requests(RequestKind.MODEL)).hasSize(2);
        assertThat(fixture.cache.resolve(PLACE)).hasBinaryContent(fixture.model.bytes());
    }

    @Test
    void aRepositoryThatNeverRestsIsGivenUp() {
        fixture.hub
                .fault(Fault.otherContent(FakeContent.gguf(SIZE / 2, 5)))
                .on(RequestKind.CONTENT)
                .always();

        assertError(
                fixture.failed(NAME),
                ErrorCode.DOWNLOAD_FAILED,
                NAME + " changed 3 times while it was downloaded",
                "pull it again later, or name a revision behind an at-sign");
    }

    @Test
    void aFileThatIsGoneMeanwhileIsSaid() {
        fixture.hub
                .fault(Fault.status(404).header("X-Error-Code", "EntryNotFound"))
                .on(RequestKind.RESOLVE)
                .always();

        assertError(
                fixture.failed(NAME),
                ErrorCode.MODEL_NOT_FOUND,
                NAME + " is no longer in its repository",
                "pull it again");
    }

    @Test
    void aFileThatCameDamagedIsFetchedOnceMore() throws IOException {
        fixture.hub.fault(Fault.wrongBytes()).on(RequestKind.CONTENT).next(1);

        fixture.pulled(NAME);

        assertThat(fixture.hub.contentBytesSent()).isEqualTo(2L * SIZE);
        assertThat(fixture.cache.resolve(PLACE)).hasBinaryContent(fixture.model.bytes());
    }

    @Test
    void aFileThatCameDamagedTwiceIsRefused() throws IOException {
        fixture.hub.fault(Fault.wrongByteAt(5)).on(RequestKind.CONTENT).always();

        MullamaException e = fixture.failed(NAME);

        assertThat(e.code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
        assertThat(e)
                .hasMessageMatching(FILE + " came damaged twice: its digest is sha256:[0-9a-f]{64},"
                        + " and not the one that the hub names");
        assertThat(e.hint()).contains("pull it again later; if that does not help, tell the owner of org/Model");
        assertThat(fixture.cached()).isEmpty();
    }

    @Test
    void aModelWhoseTensorsLieBeyondItsEndIsRefusedAndDeleted() throws IOException {
        byte[] whole = fixture.model.bytes();
        fixture.repository.file(FILE, Arrays.copyOf(whole, whole.length - 1000));

        MullamaException e = fixture.failed(NAME);

        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
        assertThat(e).hasMessageStartingWith(fixture.cache.resolve(PLACE) + " would not load: ");
        assertThat(e.hint()).contains("take another file");
        assertThat(fixture.cached()).isEmpty();
        assertThat(fixture.store.names()).isEmpty();
    }

    @Test
    void whatIsNoGgufOrNoModelIsRefusedAndDeleted() throws IOException {
        fixture.repository
                .file("a.gguf", "This is not what it is called. ".repeat(10))
                .file("b.gguf", new GgufBuilder().tensor("x", GgmlType.F32, 4).build());

        assertThat(fixture.failed(NAME + ":a"))
                .hasMessageStartingWith(fixture.cache.resolve("org/Model/a.gguf") + " would not load: ");
        assertError(
                fixture.failed(NAME + ":b"),
                ErrorCode.INVALID_MODEL_FILE,
                fixture.cache.resolve("org/Model/b.gguf")
                        + " would not load: it does not say of what architecture it is",
                "take another file");
        assertThat(fixture.cached()).isEmpty();
    }

    @Test
    void whoeverMayNotReadTheFilesIsToldWhatToAccept() {
        fixture.hub.account("hf_x");
        fixture.repository.gated("auto");

        try (Pulls.Watch watch = fixture.watch(NAME, Optional.of("hf_x"))) {
            PullStatus.Failed failed = (PullStatus.Failed) PullFixture.end(watch);
            assertError(
                    failed.error(),
                    ErrorCode.ACCESS_DENIED,
                    NAME + " is gated, and the account of your token has not accepted its licence",
                    "accept it at " + fixture.hub.endpoint() + "/org/Model");
        }
    }

    @Test
    void aLineThatStaysDeadIsSaidWithHowFarItWas() throws IOException {
        fixture.hub.fault(Fault.cutAfter(0)).on(RequestKind.CONTENT).after(4).always();

        MullamaException e = fixture.failed(NAME);

        assertThat(e.code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
        assertThat(e).hasMessageMatching("the download of " + FILE + " broke off at [1-9]\\d?%: .+");
        assertThat(e.hint()).contains("pull it again: it goes on from there");
        assertThat(fixture.cached()).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(fixture.cache, "not a folder");

        MullamaException e = fixture.failed(NAME);

        assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(e).hasMessageStartingWith("cannot write to " + fixture.cache.resolve("org/Model") + ": ");
        assertThat(e.hint()).contains("give yourself write access to it, or set MULLAMA_CACHE_DIR to another folder");
    }

    @Test
    void thereMustBeRoomBeforeTheFirstByteComes() throws IOException {
        try (FileSystem small = disk(1_000_000);
                PullFixture onIt = new PullFixture(small.getPath("/data"))) {
            onIt.repository.file("big-Q4_0.gguf", FakeContent.gguf(3_000_000, 1));

            assertError(
                    onIt.failed(NAME + ":Q4_0"),
                    ErrorCode.DISK_FULL,
                    "3.0 MB is missing, and 1.0 MB is free at /data",
                    "make room, or set MULLAMA_CACHE_DIR to a folder on another disk");
            assertThat(onIt.hub.requests(RequestKind.RESOLVE)).isEmpty();
        }
    }

    @Test
    void aDiskThatFillsUpMeanwhileIsSaidAndTheNextPullGoesOn() throws IOException {
        try (FileSystem full = disk(70_000_000);
                PullFixture onIt = new PullFixture(full.getPath("/data"))) {
            Path other = full.getPath("/other");
            onIt.hub
                    .fault(Fault.meanwhile(() -> fill(other)))
                    .on(RequestKind.CONTENT)
                    .always();

            assertError(
                    onIt.failed(NAME),
                    ErrorCode.DISK_FULL,
                    "the disk of /data/cache/org/Model is full",
                    "make room and pull again: what came is kept");
            Files.write(other, new byte[1]);
            onIt.pulled(NAME);
            assertThat(onIt.cached()).containsExactly(PLACE);
        }
    }

    /** Once, while all others wait. */
    private static synchronized void fill(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try (var out = Files.newOutputStream(file)) {
            byte[] bytes = new byte[8192];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    private static FileSystem disk(long size) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setMaxSize(size)
                .setWorkingDirectory("/")
                .build());
    }

    private static void assertError(MullamaException e, ErrorCode code, String message, String hint) {
        assertThat(e).hasMessage(message);
        assertThat(e.hint()).contains(hint);
        assertThat(e.code()).isEqualTo(code);
    }
}
