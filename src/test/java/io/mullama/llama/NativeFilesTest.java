package io.mullama.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativeFilesTest {
    private static final String HINT = "reinstall mullama, or build it again with mvn package";

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path folder = files.getPath("/opt/mullama/lib/native");
    private final StringBuilder sums = new StringBuilder();

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(folder);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @ParameterizedTest
    @CsvSource({
        "libggml-base.so, libggml.so, libllama.so",
        "libggml-base.v0.4.0.so, libggml.v0.4.0.so, libllama.v0.4.0.so",
        "libggml-base.dylib, libggml.dylib, libllama.dylib",
        "ggml-base.dll, ggml.dll, llama.dll",
    })
    void theLibrariesAreFoundWhateverThePlatformCallsThem(String base, String ggml, String llama) throws Exception {
        library("libggml-cpu-haswell.so");
        library(base);
        library(llama);
        library(ggml);

        assertThat(verified())
                .isEqualTo(new NativeFiles(folder, folder.resolve(base), folder.resolve(ggml), folder.resolve(llama)));
    }

    @Test
    void aFileThatDiffersIsRefused() throws Exception {
        all();
        Files.writeString(folder.resolve("libllama.so"), "another release");

        assertRefused(folder.resolve("libllama.so") + " is not the file that mullama was built with");
    }

    @Test
    void aFileThatIsMissingIsNamed() throws Exception {
        all();
        Files.delete(folder.resolve("libggml.so"));

        assertRefused("the native library file " + folder.resolve("libggml.so") + " is missing");
    }

    @Test
    void aListThatIsMissingIsNamed() {
        assertThatThrownBy(() -> NativeFiles.verified(folder))
                .hasMessage("the native library file " + folder.resolve("SHA256SUMS") + " is missing");
    }

    @Test
    void aListWithoutALibraryIsRefused() throws Exception {
        library("libggml-base.so");
        library("libggml.so");

        assertRefused(folder.resolve("SHA256SUMS") + " names no library 'llama'");
    }

    @Test
    void anotherReleaseIsRefused() {
        LlamaLibrary.checkRelease("0.4.0-dev");

        assertThatThrownBy(() -> LlamaLibrary.checkRelease("0.5.0"))
                .isInstanceOfSatisfying(
                        LlamaException.class, e -> assertThat(e.kind()).isEqualTo(LlamaException.Kind.LIBRARY))
                .hasMessage("the llama.cpp library is release 0.5.0, and mullama needs 0.4.0-dev");
    }

    private void all() throws IOException {
        library("libggml-base.so");
        library("libggml.so");
        library("libllama.so");
    }

    private void library(String name) throws IOException {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(name), content);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            sums.append(HexFormat.of().formatHex(digest))
                    .append("  ")
                    .append(name)
                    .append('\n');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private NativeFiles verified() throws IOException {
        Files.writeString(folder.resolve("SHA256SUMS"), sums);
        return NativeFiles.verified(folder);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::verified).isInstanceOfSatisfying(LlamaException.class, e -> {
            assertThat(e.kind()).isEqualTo(LlamaException.Kind.LIBRARY);
            assertThat(e).hasMessage(message);
            assertThat(e.hint()).isEqualTo(HINT);
        });
    }
}
