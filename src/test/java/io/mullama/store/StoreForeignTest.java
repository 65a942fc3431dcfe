package io.mullama.store;

import static io.mullama.store.StoreFixture.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other tools have downloaded: used, and never written. */
final class StoreForeignTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final StoreFixture disk = StoreFixture.unix();
    private final ModelStore store = disk.store;
    private final LogLines log = new LogLines(ModelStore.class);

    @AfterEach
    void close() throws IOException {
        log.close();
        disk.close();
    }

    private Path lmStudio(String file, byte[] content) {
        return disk.write(disk.home.resolve(".lmstudio/models/o/r").resolve(file), content);
    }

    private Path huggingFace(String file, byte[] content) {
        Path repository = disk.home.resolve(".cache/huggingface/hub/models--o--r");
        disk.write(repository.resolve("refs/main"), COMMIT.getBytes(StandardCharsets.US_ASCII));
        return disk.write(repository.resolve("snapshots").resolve(COMMIT).resolve(file), content);
    }

    private Map<Path, Long> tree() throws IOException {
        Map<Path, Long> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(disk.home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return tree;
    }

    @Test
    void theyAreFoundAndListedWithTheirOrigin() throws IOException {
        Path file = lmStudio("x-Q4_K_M.gguf", model("llama"));
        Path projector = lmStudio("mmproj-x-F16.gguf", model("clip"));

        StoredModel model = disk.find("hf:O/R:q4_k_m");

        assertThat(model.name()).isEqualTo("hf:o/r:Q4_K_M");
        assertThat(model.origin().text()).isEqualTo("LM Studio");
        assertThat(model.file()).isEqualTo(file);
        assertThat(model.files().projector()).hasValue(projector);
        assertThat(model.sizeBytes()).isEqualTo(Files.size(file) + Files.size(projector));
        assertThat(store.listElsewhere()).containsExactly(model);
        assertThat(store.list()).isEmpty();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void theOneThatIsFoundIsTheOneThatIsListed() {
        huggingFace("x-Q4_K_M.gguf", model("llama"));
        lmStudio("x-Q4_K_M.gguf", model("gemma"));

        assertThat(store.listElsewhere()).containsExactly(disk.find("hf:o/r:Q4_K_M"));
    }

    @Test
    void aDamagedOneIsLeftOutAndSaidInTheLog() {
        Path file = lmStudio("x-Q4_K_M.gguf", new byte[60]);

        assertThat(store.listElsewhere()).isEmpty();
        assertThat(log.lines()).singleElement().asString().startsWith("hf:o/r:Q4_K_M is left out: " + file);
    }

    @Test
    void theyAreNotOursToRemove() throws IOException {
        Path file = lmStudio("x-Q4_K_M.gguf", model("llama"));
        Map<Path, Long> before = tree();

        assertThatThrownBy(() -> disk.remove("hf:o/r"))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.hint()).hasValue("remove it there: it lies at " + file);
                })
                .hasMessage("hf:o/r belongs to LM Studio, and is only read");
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void aNameOfOursForOneGoesWithoutIt() throws IOException {
        Path file = lmStudio("x-Q4_K_M.gguf", model("llama"));
        Map<Path, Long> before = tree();

        store.copy(disk.find("hf:o/r"), ModelName.parse("mine"));
        assertThat(disk.find("mine").file()).isEqualTo(file);
        assertThat(store.needed().all()).containsExactly(file);
        assertThat(disk.remove("mine")).isEmpty();

        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void oursComesFirst() {
        lmStudio("x-Q4_K_M.gguf", model("llama"));
        Path own = disk.cached("o/r/x-Q4_K_M.gguf", "gemma");
        disk.put("hf:o/r:Q4_K_M", own);

        assertThat(disk.find("hf:o/r:Q4_K_M").file()).isEqualTo(own);
        assertThat(disk.remove("hf:o/r:Q4_K_M")).isEqualTo(List.of(own));
        assertThat(disk.find("hf:o/r:Q4_K_M").origin().text()).isEqualTo("LM Studio");
    }
}
