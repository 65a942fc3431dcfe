package io.mullama.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.Digest;
import io.mullama.model.ModelRecipe;
import io.mullama.model.ModelRecipe.Parameter;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.model.ModelRecipe.Turn;
import io.mullama.store.Manifest.ManifestFile;
import io.mullama.store.Manifest.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestJsonTest {
    private static final Optional<Digest> DIGEST = Optional.of(new Digest("0123456789abcdef".repeat(4)));

    private final StoreFixture disk = StoreFixture.unix();

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    private static ManifestFile file(Role role, Path path, float scale) {
        return new ManifestFile(role, path, 1L << 40, DIGEST, StoreFixture.NOW, scale);
    }

    private static Manifest of(Path path) {
        return new Manifest(
                "m", Optional.empty(), List.of(file(Role.MODEL, path, 1)), ModelRecipe.NONE, StoreFixture.NOW);
    }

    private static void assertRoundTrip(ManifestJson json, Manifest manifest) throws IOException {
        assertThat(json.read(json.write(manifest))).isEqualTo(manifest);
    }

    @Test
    void everythingIsReadBackAsItWasWritten() throws IOException {
        ModelRecipe recipe = new ModelRecipe(
                List.of(new Parameter("stop", "\n"), new Parameter("stop", "é\u0000"), new Parameter("seed", "1")),
                "{{ .Prompt }}",
                "Say \"hi\".",
                List.of(new Turn("user", "u"), new Turn("assistant", "")),
                List.of("MIT", "long text"),
                new Traits("Ada", "<think>", "hermes", List.of("tools", "vision"), -1, false));
        Manifest manifest = new Manifest(
                "hf:Org/Repo:Q4_K_M",
                Optional.of(new Manifest.Source("Org/Repo", "c0ffee")),
                List.of(
                        file(Role.MODEL, disk.cache.resolve("Org/Repo/x-00001-of-00002.gguf"), 1),
                        file(Role.MODEL, disk.cache.resolve("Org/Repo/x-00002-of-00002.gguf"), 1),
                        file(Role.PROJECTOR, disk.home.resolve("mmproj.gguf"), 1),
                        file(Role.ADAPTER, disk.home.resolve("a.gguf"), 0.1f)),
                recipe,
                StoreFixture.NOW);

        assertRoundTrip(new ManifestJson(disk.cache), manifest);
    }

    @Test
    void whatIsNotSaidIsReadBackAsNotSaid() throws IOException {
        ManifestFile file =
                new ManifestFile(Role.MODEL, disk.home.resolve("x.gguf"), 0, Optional.empty(), StoreFixture.NOW, 1);

        assertRoundTrip(
                new ManifestJson(disk.cache),
                new Manifest("m", Optional.empty(), List.of(file), ModelRecipe.NONE, StoreFixture.NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "/cache/o/r/x.gguf, o/r/x.gguf",
        "/home/x.gguf, /home/x.gguf",
        "/cache2/x.gguf, /cache2/x.gguf",
        "'/cache/a b/é.gguf', 'a b/é.gguf'",
        "/cache/../home/x.gguf, /home/x.gguf"
    })
    void pathsBelowTheCacheAreRelative(String path, String written) {
        Path file = disk.names.getFileSystem().getPath(path);

        assertThat(new ManifestJson(disk.cache).write(of(file))).contains("\"path\" : \"" + written + "\"");
    }

    @Test
    void aBackslashIsALetterWhereItSeparatesNothing() throws IOException {
        assertRoundTrip(new ManifestJson(disk.cache), of(disk.home.resolve("odd\\name.gguf")));
        assertRoundTrip(new ManifestJson(disk.cache), of(disk.cache.resolve("odd\\name.gguf")));
    }

    @Test
    void windowsPathsAreReadBack() throws IOException {
        try (StoreFixture windows = StoreFixture.windows()) {
            ManifestJson json = new ManifestJson(windows.cache);
            Path other = windows.names.getFileSystem().getPath("C:\\models\\x.gguf");

            assertRoundTrip(json, of(windows.cache.resolve("o\\r\\x.gguf")));
            assertThat(json.write(of(windows.cache.resolve("o\\r\\x.gguf")))).contains("\"o/r/x.gguf\"");
            assertRoundTrip(json, of(other));
            assertThat(json.write(of(other))).contains("\"C:/models/x.gguf\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\" : 1 | \"version\" : 2 | it is of version 2, and this one is known: 1",
                "\"version\" : 1, | `` | it does not say its version, and this one is known: 1",
                "\"name\" : \"m\" | \"name\" : 5 | it has no name",
                "\"role\" : \"model\" | \"role\" : \"projector\" | m has no model file",
                "\"role\" : \"model\" | \"role\" : \"king\" | it has a file of the unknown role king",
                "\"path\" : \"x\" | \"path\" : null | it has no path",
                "\"modified\" : \"2026-01-02T03:04:05.678Z\" | \"modified\" : \"x\" | 'x' is no time",
                "\"created\" : \"2026-01-02T03:04:05.678Z\" | \"created\" : \"y\" | 'y' is no time",
                "\"size\" : 1099511627776 | \"size\" : | it is no JSON: line 7, column 13",
            })
    void whatIsWrongIsSaid(String right, String wrong, String message) {
        ManifestJson json = new ManifestJson(disk.cache);
        String text = json.write(of(disk.cache.resolve("x")));
        assertThat(text).contains(right);

        assertThatThrownBy(() -> json.read(text.replace(right, wrong)))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @Test
    void aPathThatTheSystemCannotHaveIsSaid() {
        ManifestJson json = new ManifestJson(disk.cache);
        String text = json.write(of(disk.cache.resolve("x"))).replace("\"path\" : \"x\"", "\"path\" : \"a\\u0000b\"");

        assertThatThrownBy(() -> json.read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void aManifestHasAModelFile() {
        assertThatThrownBy(() -> new Manifest("m", Optional.empty(), List.of(), ModelRecipe.NONE, StoreFixture.NOW))
                .hasMessage("m has no model file");
    }
}
