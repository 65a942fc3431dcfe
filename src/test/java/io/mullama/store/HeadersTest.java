package io.mullama.store;

import static io.mullama.store.StoreFixture.model;
import static io.mullama.store.StoreFixture.part;
import static io.mullama.store.StoreFixture.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.gguf.GgufHeader;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HeadersTest {
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private final StoreFixture disk = StoreFixture.unix();
    private final Headers headers = new Headers();
    private final Path first = disk.home.resolve("big-00001-of-00002.gguf");
    private final Path second = disk.home.resolve("big-00002-of-00002.gguf");

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private GgufHeader header(Path file) {
        return headers.read(file).header();
    }

    @Test
    void aFileIsReadOnceForAsLongAsItStays() {
        Path file = disk.write(disk.home.resolve("x.gguf"), model("llama"));

        GgufHeader header = header(file);

        assertThat(header(file)).isSameAs(header);
        touch(file, LATER);
        assertThat(header(file)).isNotSameAs(header);
        assertThat(headers.read(file).modified()).isEqualTo(LATER);
    }

    @Test
    void aFileThatGrewIsReadAgain() {
        Path file = disk.write(disk.home.resolve("x.gguf"), model("llama"));
        touch(file, LATER);
        GgufHeader header = header(file);

        disk.write(file, model("gemma".repeat(20)));
        touch(file, LATER);

        assertThat(header(file).architecture()).isNotEqualTo(header.architecture());
    }

    @Test
    void theHeadersOfAllPartsAreReadOnce() throws IOException {
        disk.write(first, part(0, 64));
        disk.write(second, part(1, 64));

        GgufHeader header = header(first);

        assertThat(header.fileSize()).isEqualTo(Files.size(first) + Files.size(second));
        assertThat(header(first)).isSameAs(header);
    }

    @Test
    void aLaterPartThatIsTouchedIsReadAgain() {
        disk.write(first, part(0, 64));
        disk.write(second, part(1, 64));
        GgufHeader header = header(first);

        touch(second, LATER);

        assertThat(header(first)).isNotSameAs(header);
    }

    @Test
    void aLaterPartThatShrinksIsNoticed() throws IOException {
        disk.write(first, part(0, 64));
        disk.write(second, part(1, 64));
        GgufHeader header = header(first);
        Instant time = Files.getLastModifiedTime(second).toInstant();

        disk.write(second, part(1, 32));
        touch(second, time);

        assertThat(header(first).fileSize()).isLessThan(header.fileSize());
    }

    @Test
    void aLaterPartThatIsGoneIsSaid() throws IOException {
        disk.write(first, part(0, 64));
        disk.write(second, part(1, 64));
        GgufHeader unused = header(first);

        Files.delete(second);

        assertRefused(
                first,
                ErrorCode.INVALID_MODEL_FILE,
                first + ": part 2 of 2, big-00002-of-00002.gguf, is missing",
                "get all parts into one folder");
    }

    @Test
    void aFileThatIsGoneIsSaidAndForgotten() throws IOException {
        Path file = disk.write(disk.home.resolve("x.gguf"), model("llama"));
        GgufHeader header = header(file);

        Files.delete(file);

        assertRefused(file, ErrorCode.MODEL_NOT_FOUND, "there is no file " + file, "give the path of a GGUF file");
        disk.write(file, model("llama"));
        assertThat(header(file)).isNotSameAs(header);
    }

    private void assertRefused(Path file, ErrorCode code, String message, String hint) {
        assertThatThrownBy(() -> headers.read(file))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.hint()).hasValue(hint);
                })
                .hasMessage(message);
    }
}
