package io.mullama.store.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.model.Digest;
import io.mullama.model.ModelName;
import io.mullama.model.ModelRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OllamaCacheTest {
    private static final String LIBRARY = "manifests/registry.ollama.ai/library/";
    private static final String LIST = "application/vnd.ollama.manifest.list.v2+json";

    private final ForeignFiles disk = ForeignFiles.unix();
    private final Path folder = disk.home.resolve(".ollama").resolve("models");

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private Path blob(String content) {
        return disk.write(folder.resolve("blobs").resolve("sha256-" + ForeignFiles.sha256(content)), content);
    }

    /** A layer of that content, which becomes a blob. */
    private String layer(String type, String content) {
        blob(content);
        return missingLayer(type, content);
    }

    private static String missingLayer(String type, String content) {
        return "{\"mediaType\": \"application/vnd.ollama.image.%s\", \"digest\": \"sha256:%s\", \"size\": %d}"
                .formatted(type, ForeignFiles.sha256(content), content.length());
    }

    private static String manifest(String... layers) {
        return "{\"schemaVersion\": 2, \"layers\": [" + String.join(", ", layers) + "]}";
    }

    private Path model(String path, String... layers) {
        return disk.write(folder.resolve(path), manifest(layers));
    }

    private ForeignModel only() {
        List<ForeignModel> models = disk.caches(Map.of()).list();
        assertThat(models).hasSize(1);
        return models.get(0);
    }

    @Test
    void aModelIsWhatItsManifestSays() throws IOException {
        Path manifest = model(
                LIBRARY + "llama3.2/1b",
                layer("model", "weights"),
                layer("projector", "projector"),
                layer("adapter", "adapter 1"),
                layer("adapter", "adapter 2"),
                layer("template", "{{ .Prompt }}"),
                layer("system", "Be brief."),
                layer(
                        "params",
                        "{\"temperature\": 0.7, \"stop\": [\"<|a|>\", \"<|b|>\"], \"num_ctx\": 4096, \"x\": null}"),
                layer("license", "MIT"),
                layer("license", "Llama"),
                layer("messages", "[{\"role\": \"user\", \"content\": \"Hi\"}]"));
        Instant downloaded = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(manifest, FileTime.from(downloaded));
        ModelRecipe recipe = new ModelRecipe(
                List.of(
                        new ModelRecipe.Parameter("temperature", "0.7"),
                        new ModelRecipe.Parameter("stop", "<|a|>"),
                        new ModelRecipe.Parameter("stop", "<|b|>"),
                        new ModelRecipe.Parameter("num_ctx", "4096")),
                "{{ .Prompt }}",
                "Be brief.",
                List.of(new ModelRecipe.Turn("user", "Hi")),
                List.of("MIT", "Llama"),
                ModelRecipe.Traits.NONE);

        assertThat(only())
                .isEqualTo(new ForeignModel(
                        ModelName.parse("llama3.2:1b"),
                        Origin.OLLAMA,
                        List.of(blob("weights")),
                        Optional.of(blob("projector")),
                        List.of(blob("adapter 1"), blob("adapter 2")),
                        Digest.parse(ForeignFiles.sha256("weights")),
                        recipe,
                        downloaded));
    }

    @ParameterizedTest
    @CsvSource({
        "registry.ollama.ai/library/llama3/latest, llama3",
        "registry.ollama.ai/library/llama3/8b-q4_K_M, llama3:8b-q4_K_M",
        "ollama.com/library/llama3/8b, llama3:8b",
        "registry.ollama.ai/ada/llama3/8b, hf:ada/llama3:8b",
        "registry.ollama.ai/ada/llama3/latest, hf:ada/llama3",
        "hf.co/org/repo-GGUF/Q4_K_M, hf:org/repo-GGUF:Q4_K_M",
        "huggingface.co/org/repo-GGUF/latest, hf:org/repo-GGUF",
    })
    void theNameIsTheOneThatOllamaWouldTake(String path, String name) {
        model("manifests/" + path, layer("model", "weights"));

        assertThat(disk.names()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.example.org/library/llama3/8b", "registry.ollama.ai/library/my model/latest"})
    void aModelThatNobodyCouldNameGoesByItsFile(String path) {
        model("manifests/" + path, layer("model", "weights"));

        assertThat(disk.names()).containsExactly(blob("weights").toString());
    }

    @Test
    void olderReleasesCalledTheTemplatePrompt() {
        model(LIBRARY + "old/latest", layer("model", "weights"), layer("prompt", "{{ .Prompt }}"));

        assertThat(only().recipe().template()).isEqualTo("{{ .Prompt }}");
    }

    @Test
    void layersThatNobodyKnowsAreNoHindrance() {
        model(
                LIBRARY + "new/latest",
                layer("model", "weights"),
                missingLayer("embed", "x"),
                "{\"mediaType\": \"other\", \"digest\": \"sha256:" + ForeignFiles.sha256("y") + "\"}");

        assertThat(disk.names()).containsExactly("new");
    }

    @Test
    void severalLayersOfWeightsAreTheFilesOfOneModel() {
        model(LIBRARY + "big/latest", layer("model", "part 1"), layer("model", "part 2"));

        assertThat(only().files()).containsExactly(blob("part 1"), blob("part 2"));
        assertThat(only().digest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "projector", "adapter", "template", "system", "params", "license", "messages"})
    void aModelThatLacksABlobIsLeftOut(String type) {
        List<String> layers = new ArrayList<>();
        layers.add(layer("model", "weights"));
        layers.add(missingLayer(type, "gone"));
        disk.write(folder.resolve("blobs/sha256-" + ForeignFiles.sha256("gone") + "-partial"), "go");
        model(LIBRARY + "broken/latest", layers.toArray(String[]::new));

        assertThat(disk.names()).isEmpty();
    }

    @Test
    void aModelWhoseBlobIsTooShortIsLeftOut() {
        model(LIBRARY + "broken/latest", layer("model", "weights"));
        disk.write(folder.resolve("blobs/sha256-" + ForeignFiles.sha256("weights")), "weig");

        assertThat(disk.names()).isEmpty();
    }

    @Test
    void whatIsNoGgufIsLeftOut() {
        model(LIBRARY + "tensors/latest", layer("tensor", "weights"), layer("json", "{}"));
        disk.write(folder.resolve(LIBRARY + "config/latest"), """
                {"config": {"digest": "sha256:%s"}, "layers": [%s]}""".formatted(
                        ForeignFiles.sha256("{\"model_format\": \"safetensors\"}"), layer("model", "weights")));
        blob("{\"model_format\": \"safetensors\"}");
        disk.write(
                folder.resolve(LIBRARY + "format/latest"),
                "{\"format\": \"safetensors\", \"layers\": [" + layer("model", "weights") + "]}");
        model(LIBRARY + "cloud/latest");

        assertThat(disk.names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "damaged",
                "[]",
                "null",
                "{\"layers\": 3}",
                "{\"layers\": [{\"mediaType\": \"application/vnd.ollama.image.model\", \"digest\": \"sha256:../../x\"}]}"
            })
    void aDamagedManifestIsLeftOut(String content) {
        disk.write(folder.resolve(LIBRARY + "damaged/latest"), content);
        model(LIBRARY + "whole/latest", layer("model", "weights"));

        assertThat(disk.names()).containsExactly("whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"params", "messages"})
    void aModelWhoseRecipeIsDamagedIsLeftOut(String type) {
        model(LIBRARY + "damaged/latest", layer("model", "weights"), layer(type, "\"damaged\""));

        assertThat(disk.names()).isEmpty();
    }

    @Test
    void newerManifestsAreLinksToBlobsAndWinOverOlderOnes() {
        Path manifest = blob(manifest(layer("model", "new")));
        Path link = folder.resolve("manifests-v2/ollama.com/library/llama3/8b");
        disk.linkRelatively(link, manifest);
        model(LIBRARY + "llama3/8b", layer("model", "old"));
        model(LIBRARY + "other/latest", layer("model", "old"));

        assertThat(disk.names()).containsExactly("llama3:8b", "other");
        assertThat(disk.caches(Map.of()).list().get(0).files()).containsExactly(blob("new"));
    }

    @Test
    void ofAListOfManifestsTheOneForGgufIsTaken() {
        String inside = manifest(layer("model", "inside"));
        String referred = manifest(layer("model", "referred"));
        String digest = ForeignFiles.sha256(referred);
        blob(referred);
        disk.write(
                folder.resolve(LIBRARY + "a/latest"),
                "{\"mediaType\": \"%s\", \"manifests\": [{\"runner\": \"mlx\"}, {\"runner\": \"ollama\", %s]}"
                        .formatted(LIST, inside.substring(1)));
        disk.write(
                folder.resolve(LIBRARY + "b/latest"),
                "{\"mediaType\": \"%s\", \"manifests\": [{\"runner\": \"llamacpp\", \"digest\": \"sha256:%s\"}]}"
                        .formatted(LIST, digest));
        disk.write(
                folder.resolve(LIBRARY + "c/latest"),
                "{\"mediaType\": \"%s\", \"manifests\": [{\"runner\": \"mlx\"}]}".formatted(LIST));

        assertThat(disk.caches(Map.of()).list())
                .extracting(ForeignModel::files)
                .containsExactly(List.of(blob("inside")), List.of(blob("referred")));
    }

    @Test
    void theServiceKeepsItsModelsInAFolderOfItsOwn() {
        Path service = disk.files.getPath("/usr/share/ollama/.ollama/models");
        disk.write(service.resolve("blobs/sha256-" + ForeignFiles.sha256("weights")), "weights");
        disk.write(service.resolve(LIBRARY + "llama3/latest"), manifest(missingLayer("model", "weights")));

        assertThat(disk.names()).containsExactly("llama3");
    }
}
