package io.mullama.store.foreign;

import static io.mullama.store.foreign.ForeignFiles.COMMIT;
import static io.mullama.store.foreign.ForeignFiles.OLD_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.ModelName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignCachesTest {
    private final ForeignFiles disk = ForeignFiles.unix();

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private List<String> folders(Origin origin, Map<String, String> environment) {
        return folders(disk, origin, environment);
    }

    private static List<String> folders(ForeignFiles disk, Origin origin, Map<String, String> environment) {
        return disk.caches(environment).caches().stream()
                .filter(cache -> cache.origin() == origin)
                .map(cache -> cache.folder().toString())
                .toList();
    }

    private Optional<String> find(String name) {
        return disk.caches(Map.of())
                .find(ModelName.parse(name))
                .map(model -> model.name().text());
    }

    @Test
    void aDiskWithoutOtherToolsHasNoModels() {
        assertThat(disk.names()).isEmpty();
        assertThat(find("tiny")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/a, /b, /c, /d, /a",
                "-, /b, /c, /d, /b",
                "-, -, /c, /d, /c/hub",
                "-, -, -, /d, /d/huggingface/hub",
                "' ', -, -, -, /home/ada/.cache/huggingface/hub",
                "~/hf, -, -, -, /home/ada/hf",
                "hf/../x, -, -, -, /work/x",
            })
    void huggingFacesVariablesMoveItsCache(String hub, String older, String home, String cache, String folder) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HF_HUB_CACHE", hub);
        environment.put("HUGGINGFACE_HUB_CACHE", older);
        environment.put("HF_HOME", home);
        environment.put("XDG_CACHE_HOME", cache);
        environment.values().removeIf(Objects::isNull);

        assertThat(folders(Origin.HUGGING_FACE, environment)).containsExactly(folder);
    }

    @Test
    void llamaCppsVariableMovesBothOfItsLayouts() {
        assertThat(folders(Origin.LLAMA_CPP, Map.of("LLAMA_CACHE", "/a"))).containsExactly("/a", "/a");
        assertThat(folders(Origin.LLAMA_CPP, Map.of("LLAMA_CACHE", "/a", "HF_HUB_CACHE", "/a")))
                .containsExactly("/a");
        assertThat(folders(Origin.LLAMA_CPP, Map.of("XDG_CACHE_HOME", "/c")))
                .containsExactly("/c/llama.cpp", "/home/ada/Library/Caches/llama.cpp");
    }

    @Test
    void theHubsLayoutInLlamaCppsFolderIsLlamaCpps() {
        disk.write("/a/models--org--repo/refs/main", COMMIT);
        disk.write("/a/models--org--repo/snapshots/" + COMMIT + "/model-Q4_0.gguf", "GGUF");
        disk.write("/a/model.gguf", "GGUF");

        assertThat(disk.caches(Map.of("LLAMA_CACHE", "/a")).list())
                .extracting(model -> model.name().text() + " " + model.origin().text())
                .containsExactly("hf:org/repo:Q4_0 llama.cpp", "model llama.cpp");
    }

    @Test
    void ollamasVariableMovesItsModels() {
        assertThat(folders(Origin.OLLAMA, Map.of("OLLAMA_MODELS", "/o"))).containsExactly("/o");
        assertThat(folders(Origin.OLLAMA, Map.of()))
                .containsExactly("/home/ada/.ollama/models", "/usr/share/ollama/.ollama/models");
    }

    @Test
    void lmStudioMayLiveElsewhere() {
        disk.write(disk.home.resolve(".lmstudio-home-pointer"), "/data/studio\n");
        disk.write("/data/studio/settings.json", "{\"downloadsFolder\": \"/data/models\"}");
        disk.write(disk.home.resolve(".lmstudio/settings.json"), "damaged");

        assertThat(folders(Origin.LM_STUDIO, Map.of()))
                .containsExactly(
                        "/data/models",
                        "/data/studio/models",
                        "/home/ada/.lmstudio/models",
                        "/home/ada/.cache/lm-studio/models");
    }

    @Test
    void aFolderThatIsALinkToAnotherIsReadOnce() {
        disk.write(disk.home.resolve(".lmstudio/models/org/repo/model-Q4_0.gguf"), "GGUF");
        disk.link(disk.home.resolve(".cache/lm-studio"), disk.home.resolve(".lmstudio"));

        assertThat(disk.names()).containsExactly("hf:org/repo:Q4_0");
    }

    @Test
    void windowsHasFoldersOfItsOwn() throws IOException {
        try (ForeignFiles windows = ForeignFiles.windows()) {
            Map<String, String> environment = Map.of("LOCALAPPDATA", "C:\\Users\\ada\\AppData\\Local");

            assertThat(folders(windows, Origin.HUGGING_FACE, environment))
                    .containsExactly("C:\\Users\\ada\\.cache\\huggingface\\hub");
            assertThat(folders(windows, Origin.LLAMA_CPP, environment))
                    .contains("C:\\Users\\ada\\AppData\\Local\\llama.cpp");
            assertThat(folders(windows, Origin.OLLAMA, environment)).containsExactly("C:\\Users\\ada\\.ollama\\models");
        }
    }

    @Test
    void aVariableThatIsNoPathIsAsIfItWereNotSet() {
        assertThat(folders(Origin.OLLAMA, Map.of("OLLAMA_MODELS", "a\0b"))).contains("/home/ada/.ollama/models");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf:org/repo", "org/repo", "hf.co/ORG/repo:latest", "hf:org/repo@main"})
    void aRepositoryIsItsModelOfThePreferredQuantization(String name) {
        disk.main("org/repo", COMMIT);
        disk.hubFile("org/repo", COMMIT, "model-Q8_0.gguf");
        disk.hubFile("org/repo", COMMIT, "model-Q4_0.gguf");
        disk.hubFile("org/repo", COMMIT, "model-IQ4_XS.gguf");
        disk.hubFile("org/other", COMMIT, "model-Q4_K_M.gguf");
        disk.hubFile("org/repo", OLD_COMMIT, "model-Q4_K_M.gguf");

        assertThat(find(name)).contains("hf:org/repo:Q4_0");
    }

    @Test
    void aRepositoryWithoutAPreferredQuantizationIsItsOnlyModel() {
        disk.main("org/repo", COMMIT);
        disk.hubFile("org/repo", COMMIT, "model-IQ4_XS.gguf");

        assertThat(find("org/repo")).contains("hf:org/repo:IQ4_XS");

        disk.hubFile("org/repo", COMMIT, "model-Q3_K_L.gguf");

        assertThat(find("org/repo")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hf:org/repo:f16, hf:org/repo:F16",
        "hf:org/repo:FP16, hf:org/repo:F16",
        "hf:org/repo/Model-FP16.gguf, hf:org/repo:F16",
        "hf:org/repo:odd.gguf, hf:org/repo:odd.gguf",
        "hf:org/repo:flat/flat-Q6_K.gguf, hf:org/repo:Q6_K",
    })
    void aModelIsFoundByItsQuantizationAndByItsFile(String wanted, String name) {
        disk.main("org/repo", COMMIT);
        disk.hubFile("org/repo", COMMIT, "model-fp16.gguf");
        disk.hubFile("org/repo", COMMIT, "odd.gguf");
        Path flat = disk.home.resolve(".cache/llama.cpp");
        disk.write(flat.resolve("org_repo_flat_flat-Q6_K.gguf"), "GGUF");
        disk.write(flat.resolve("manifest=org=repo=latest.json"), "{}");

        assertThat(find(wanted)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf:org/repo:Q8_0", "hf:org/repo:el-fp16.gguf", "hf:org/repo:F16@" + OLD_COMMIT, "repo"})
    void whatIsNotHereIsNotFound(String name) {
        disk.main("org/repo", COMMIT);
        disk.hubFile("org/repo", COMMIT, "model-fp16.gguf");

        assertThat(find(name)).isEmpty();
    }

    @Test
    void aRevisionIsFoundByItsCommit() {
        disk.main("org/repo", COMMIT);
        disk.hubFile("org/repo", COMMIT, "model-Q8_0.gguf");
        disk.hubFile("org/repo", OLD_COMMIT, "model-Q8_0.gguf", ForeignFiles.sha256("old"));

        assertThat(find("hf:org/repo:Q8_0@" + OLD_COMMIT)).contains("hf:org/repo:Q8_0@" + OLD_COMMIT);
        assertThat(find("hf:org/repo@" + COMMIT)).contains("hf:org/repo:Q8_0");
    }

    @Test
    void aPlainNameIsFoundWithoutRegardToCaseOrTheDefaultTag() {
        disk.write(disk.home.resolve(".cache/llama.cpp/TinyLlama.gguf"), "GGUF");

        assertThat(find("tinyllama:latest")).contains("TinyLlama");
        assertThat(find("tinyllama:1b")).isEmpty();
    }

    @Test
    void theFirstToolThatHasAModelGivesIt() {
        disk.write(disk.home.resolve(".lmstudio/models/org/repo/model-Q4_0.gguf"), "GGUF");
        disk.main("org/repo", COMMIT);
        disk.hubFile("org/repo", COMMIT, "model-Q4_0.gguf");

        assertThat(disk.names()).containsExactly("hf:org/repo:Q4_0", "hf:org/repo:Q4_0");
        assertThat(disk.caches(Map.of())
                        .find(ModelName.parse("org/repo"))
                        .orElseThrow()
                        .origin())
                .isEqualTo(Origin.HUGGING_FACE);
    }

    @Test
    void whatIsLeftOutIsSaidInTheLogOnce() {
        Path manifests = disk.home.resolve(".ollama/models/manifests/registry.ollama.ai/library");
        disk.write(manifests.resolve("damaged/8b"), "damaged");
        disk.write(manifests.resolve("empty/8b"), "{}");
        disk.write(manifests.resolve("gone/8b"), """
                {"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:%s"}]}""".formatted(ForeignFiles.sha256("gone")));

        List<String> lines = linesOf(() -> assertThat(disk.names()).isEmpty());

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("FINE left out " + manifests.resolve("damaged/8b"));
        assertThat(lines.get(0)).contains("is not JSON").doesNotContain("\n");
        assertThat(lines.get(1)).contains("it has no GGUF file");
        assertThat(lines.get(2)).contains("gone/8b: java.nio.file.NoSuchFileException: ");
    }

    private static List<String> linesOf(Runnable action) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(CacheReader.class.getName());
        Level before = logger.getLevel();
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        return lines;
    }

    @Test
    void aThousandModelsAreListedQuickly() {
        for (int i = 0; i < 1000; i++) {
            disk.main("org/model-" + i, COMMIT);
            disk.hubFile("org/model-" + i, COMMIT, "model-Q4_K_M.gguf");
        }
        ForeignCaches caches = disk.caches(Map.of());
        long start = System.nanoTime();

        assertThat(caches.list()).hasSize(1000);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
