package io.mullama.hub.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalTest {
    private static final int CHUNK = 1000;
    private static final FileIdentity FILE = new FileIdentity(3500, "blob:a");
    private static final String HEAD = "mullama-download 1 3500 1000 blob:a\n";

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("m.gguf.part.journal");
    }

    @Test
    void aFileIsMadeOfChunksOfWhichTheLastMayBeShorter() throws IOException {
        try (Journal journal = open()) {
            assertThat(journal.count()).isEqualTo(4);
            assertThat(journal.start(3)).isEqualTo(3000);
            assertThat(journal.length(2)).isEqualTo(1000);
            assertThat(journal.length(3)).isEqualTo(500);
            assertThat(journal.chunkAt(2999)).isEqualTo(2);
        }
    }

    @Test
    void completeChunksAreKnownToTheNextDownload() throws IOException {
        try (Journal journal = open()) {
            journal.complete(3, 0xcafe);
            journal.complete(0, -1);
        }

        try (Journal journal = open()) {
            assertThat(journal.chunks()).containsExactly(0, 3);
            assertThat(journal.completeBytes()).isEqualTo(1500);
            assertThat(journal.isComplete(0, -1)).isTrue();
            assertThat(journal.isComplete(0, 0xcafe)).isFalse();
            assertThat(journal.isComplete(1)).isFalse();
        }
        assertThat(path).hasContent(HEAD + "3 0000cafe\n0 ffffffff\n");
    }

    @Test
    void aDownloadGoesOnWritingWhereTheLastOneStopped() throws IOException {
        Files.writeString(path, HEAD + "0 00000001\n");

        try (Journal journal = open()) {
            journal.complete(1, 2);
        }

        assertThat(path).hasContent(HEAD + "0 00000001\n1 00000002\n");
    }

    @Test
    void aChunkThatCameAgainIsTheOneOfTheLastLine() throws IOException {
        try (Journal journal = open()) {
            journal.complete(1, 1);
            journal.forget(1);
            assertThat(journal.isComplete(1)).isFalse();
            journal.complete(1, 2);
        }

        try (Journal journal = open()) {
            assertThat(journal.isComplete(1, 2)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 0000", "1", "\0\0\0"})
    void aLastLineThatWasCutShortCountsForNothingAndIsRemoved(String rest) throws IOException {
        Files.writeString(path, HEAD + "0 00000001\n" + rest);

        try (Journal journal = open()) {
            assertThat(journal.chunks()).containsExactly(0);
            journal.complete(2, 3);
        }

        assertThat(path).hasContent(HEAD + "0 00000001\n2 00000003\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 00000001", "-1 00000001", "9999999999 00000001", "1 zzzzzzzz", "1 1", "", "\0\0\0"})
    void aLineThatMakesNoSenseIsPassedOver(String line) throws IOException {
        Files.writeString(path, HEAD + line + "\n0 00000001\n");

        try (Journal journal = open()) {
            assertThat(journal.chunks()).containsExactly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mullama-download 1 3500 1000 blob:b\n0 00000001\n",
                "mullama-download 1 3501 1000 blob:a\n0 00000001\n",
                "mullama-download 1 3500 500 blob:a\n0 00000001\n",
                "mullama-download 2 3500 1000 blob:a\n0 00000001\n",
                "mullama-download 1 3500 1000 blob:a"
            })
    void theJournalOfAnotherFileIsBegunAnew(String text) throws IOException {
        Files.writeString(path, text);

        try (Journal journal = open()) {
            assertThat(journal.chunks()).isEmpty();
        }

        assertThat(path).hasContent(HEAD);
    }

    @Test
    void lookingWhatIsKeptChangesNothing() throws IOException {
        String text = "mullama-download 1 3500 1000 blob:b\n0 00000001\n3 00000001\n1 0000";
        Files.writeString(path, text);

        assertThat(Journal.completeBytes(path, FILE, CHUNK)).isZero();
        assertThat(Journal.completeBytes(path, new FileIdentity(3500, "blob:b"), CHUNK))
                .isEqualTo(1500);
        assertThat(Journal.completeBytes(folder.resolve("none"), FILE, CHUNK)).isZero();

        assertThat(path).hasContent(text);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private Journal open() throws IOException {
        return Journal.open(path, FILE, CHUNK);
    }
}
