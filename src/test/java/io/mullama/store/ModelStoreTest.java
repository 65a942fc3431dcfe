package io.mullama.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.gguf.ValueType;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.foreign.ForeignCaches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelStoreTest {
    /** Held, because the platform holds loggers only weakly; what is left out is expected here. */
    private static final Logger LOG = Logger.getLogger(ModelStore.class.getName());

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path bundled = files.getPath("/opt/mullama/models");
    private final ModelStore store = store(bundled);

    @BeforeEach
    void makeFolder() throws IOException {
        LOG.setLevel(Level.OFF);
        Files.createDirectories(bundled);
    }

    @AfterEach
    void close() throws IOException {
        LOG.setLevel(null);
        files.close();
    }

    @Test
    void modelsAreListedInTheOrderOfTheirNames() throws IOException {
        write("b.gguf", model("llama"));
        write("c-1.gguf", model("qwen2"));
        write("a.gguf", model("gemma"));
        write("readme.md", new byte[3]);
        write("d.gguf.part", new byte[3]);

        assertThat(store.list()).extracting(StoredModel::name).containsExactly("a", "b", "c-1");
        assertThat(store.list())
                .extracting(model -> model.header().architecture().orElseThrow())
                .containsExactly("gemma", "llama", "qwen2");
    }

    @Test
    void anEmptyFolderListsNothing() {
        assertThat(store.list()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereListsNothing() {
        ModelStore nowhere = store(files.getPath("/nowhere"));

        assertThat(nowhere.list()).isEmpty();
        assertThatThrownBy(() -> find(nowhere, "tiny")).hasMessage("Model 'tiny' not found");
    }

    @Test
    void aModelIsFoundByItsNameWithAndWithoutTheDefaultTag() throws IOException {
        Path file = write("tiny.gguf", model("llama"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-02T03:04:05Z")));

        StoredModel model = find("tiny");

        assertThat(model.name()).isEqualTo("tiny");
        assertThat(model.file()).isEqualTo(file);
        assertThat(model.sizeBytes()).isEqualTo(Files.size(file));
        assertThat(model.modified()).isEqualTo(Instant.parse("2025-01-02T03:04:05Z"));
        assertThat(find("tiny:latest")).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/x.gguf", "/data/../data/./x.gguf", "//data/x.gguf"})
    void aModelIsFoundByItsPath(String path) throws IOException {
        Files.createDirectories(files.getPath("/data"));
        Files.write(files.getPath("/data/x.gguf"), model("llama"));

        StoredModel model = find(path);

        assertThat(model.file()).isEqualTo(files.getPath("/data/x.gguf"));
        assertThat(model.name()).isEqualTo(path);
    }

    @Test
    void aDamagedFileIsNotListedAndRefusedWithTheReason() throws IOException {
        write("whole.gguf", model("llama"));
        write("short.gguf", Arrays.copyOf(model("llama"), 60));
        write("other.gguf", "PK\u0003\u0004 a zip archive, by its first bytes".getBytes(StandardCharsets.US_ASCII));
        write("empty.gguf", new byte[0]);

        assertThat(store.list()).extracting(StoredModel::name).containsExactly("whole");
        assertRefused(
                "short",
                ErrorCode.INVALID_MODEL_FILE,
                "/opt/mullama/models/short.gguf: truncated",
                "get the file again");
        assertRefused("other", ErrorCode.INVALID_MODEL_FILE, "/opt/mullama/models/other.gguf: ", "give a GGUF file");
        assertThatThrownBy(() -> find("empty")).hasMessageStartingWith("/opt/mullama/models/empty.gguf: ");
    }

    @ParameterizedTest
    @CsvSource({
        "big-00001-of-00002, 'part 2 of 2, big-00002-of-00002.gguf, is missing', get all parts into one folder",
        "big-00002-of-00002, 'it is part 2 of 2 of a model, which begins with big-00001-of-00002.gguf', give the first part"
    })
    void aPartOfAModelThatIsNotWholeIsSaid(String name, String message, String hint) throws IOException {
        write(name + ".gguf", part(name.contains("00001-") ? 0 : 1));

        assertThatThrownBy(() -> store.find(ModelName.parse(name)))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
                    assertThat(e.hint()).hasValue(hint);
                })
                .hasMessage("/opt/mullama/models/" + name + ".gguf: " + message);
    }

    @Test
    void theSizeOfAModelInPartsIsThatOfAll() throws IOException {
        write("big-00001-of-00002.gguf", part(0));
        write("big-00002-of-00002.gguf", part(1));

        assertThat(find("big-00001-of-00002").sizeBytes()).isEqualTo(part(0).length + part(1).length);
    }

    private static byte[] part(int number) {
        return new GgufBuilder()
                .text("general.architecture", "llama")
                .key("split.count", ValueType.U16, new byte[] {2, 0})
                .key("split.no", ValueType.U16, new byte[] {(byte) number, 0})
                .tensor("blk." + number + ".attn_q.weight", GgmlType.F32, 64, 64)
                .build();
    }

    @Test
    void aFileThatChangedIsReadAgain() throws IOException {
        Path file = write("m.gguf", model("llama"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        assertThat(find("m").header().architecture()).hasValue("llama");

        Files.write(file, model("gemma"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(2000));
        assertThat(find("m").header().architecture()).hasValue("gemma");

        Files.write(file, model("gemma".repeat(20)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(2000));
        assertThat(find("m").header().architecture()).hasValue("gemma".repeat(20));
    }

    @Test
    void aFileThatStayedIsNotReadAgain() throws IOException {
        Path file = write("m.gguf", model("llama"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        StoredModel before = find("m");

        Files.write(file, model("gemma"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));

        assertThat(find("m").header()).isSameAs(before.header());
    }

    @Test
    void aNameNearAKnownOneIsGuessed() throws IOException {
        write("tiny.gguf", model("llama"));
        write("big.gguf", model("llama"));

        assertRefused("tinny", ErrorCode.MODEL_NOT_FOUND, "Model 'tinny' not found", "did you mean tiny?");
        assertRefused(
                "nothing-like-it",
                ErrorCode.MODEL_NOT_FOUND,
                "Model 'nothing-like-it' not found",
                "there is big, tiny, and any GGUF file by its path");
    }

    @Test
    void withoutAnyModelThereIsOnlyAPathToGive() {
        assertRefused("tiny", ErrorCode.MODEL_NOT_FOUND, "Model 'tiny' not found", "give the path of a GGUF file");
    }

    @Test
    void aPathWithoutAFileIsNotFound() {
        assertRefused(
                "/data/gone.gguf",
                ErrorCode.MODEL_NOT_FOUND,
                "there is no file /data/gone.gguf",
                "give the path of a GGUF file");
    }

    @Test
    void aFolderIsNoModel() throws IOException {
        Files.createDirectories(bundled.resolve("folder.gguf"));

        assertThat(store.list()).isEmpty();
        assertRefused(
                "folder",
                ErrorCode.INVALID_MODEL_FILE,
                "/opt/mullama/models/folder.gguf is not a regular file",
                "give the path of a GGUF file");
        assertRefused("/", ErrorCode.INVALID_MODEL_FILE, "/ is not a regular file", "give the path of a GGUF file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", ".", "../secret", "../secret.gguf", "x/../../secret", "..\\secret", "*", "~/x", "tiny/"})
    void aHostileNameNeverLeavesTheFolder(String name) throws IOException {
        write("tiny.gguf", model("llama"));
        Files.write(files.getPath("/opt/mullama/secret.gguf"), model("secret"));

        assertThatThrownBy(() -> find(name))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private StoredModel find(String name) {
        return find(store, name);
    }

    private static StoredModel find(ModelStore in, String name) {
        ModelName parsed = ModelName.parse(name);
        return in.find(parsed).orElseThrow(() -> in.unknown(parsed));
    }

    private ForeignCaches noOthers() {
        return ForeignCaches.of(files, Map.of(), files.getPath("/home"));
    }

    private ModelStore store(Path models) {
        return new ModelStore(files.getPath("/names"), files.getPath("/cache"), models, noOthers(), Clock.systemUTC());
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(bundled.resolve(name), content);
    }

    private static byte[] model(String architecture) {
        return new GgufBuilder()
                .text("general.architecture", architecture)
                .tensor("output_norm.weight", GgmlType.F32, 64)
                .build();
    }

    private void assertRefused(String name, ErrorCode code, String message, String hint) {
        assertThatThrownBy(() -> find(name)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).startsWith(message);
            assertThat(e.hint()).hasValue(hint);
        });
    }
}
