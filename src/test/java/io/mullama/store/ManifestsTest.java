package io.mullama.store;

import static io.mullama.store.StoreFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestsTest {
    @TempDir
    private static Path folder;

    private final StoreFixture disk = StoreFixture.unix();
    private final Manifests manifests = new Manifests(disk.names, disk.cache);
    private final Path file = disk.cached("o/r/x.gguf", "llama");
    private final LogLines log = new LogLines(Manifests.class);

    @AfterEach
    void close() throws IOException {
        log.close();
        disk.close();
    }

    private Manifest named(String name) {
        return manifest(name, file);
    }

    private static ModelName name(String text) {
        return ModelName.parse(text);
    }

    @Test
    void whereNothingWasWrittenNothingIsKnown() {
        assertThat(manifests.list()).isEmpty();
        assertThat(manifests.find(name("tiny"))).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whatIsWrittenIsFoundAndListed() {
        manifests.write(named("tiny"));
        manifests.write(named("hf:o/r:Q4_K_M@main"));

        assertThat(manifests.find(name("tiny"))).hasValue(named("tiny"));
        assertThat(manifests.list()).containsExactlyInAnyOrder(named("tiny"), named("hf:o/r:Q4_K_M@main"));
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        manifests.write(named("tiny"));

        manifests.delete(named("tiny"));
        manifests.delete(named("tiny"));

        assertThat(manifests.find(name("tiny"))).isEmpty();
        assertThat(manifests.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Tiny, tiny", "tiny:latest, TINY", "hf:Org/Repo:Q4_K_M, hf:org/repo:q4_k_m", "Mine:Small, mine:small"})
    void namesThatDifferInCaseAreOne(String first, String second) {
        manifests.write(named(first));
        manifests.write(named(second));

        assertThat(manifests.list()).containsExactly(named(second));
        assertThat(manifests.find(name(first))).hasValue(named(second));
    }

    @Test
    void whatAReaderHasOpenStaysWholeWhileItIsReplaced() throws IOException {
        Manifests real = new Manifests(folder.resolve("names"), folder.resolve("cache"));
        real.write(named("tiny"));
        Path tiny = folder.resolve("names/tiny.json");
        String before = Files.readString(tiny);

        try (BufferedReader reader = Files.newBufferedReader(tiny)) {
            real.write(named("tiny").named("tiny", Instant.EPOCH));

            assertThat(String.join("\n", reader.lines().toList()) + "\n").isEqualTo(before);
        }
        assertThat(real.find(name("tiny")).orElseThrow().created()).isEqualTo(Instant.EPOCH);
        assertThat(folder.resolve("names")).isDirectoryContaining(each -> each.equals(tiny));
        assertThat(folder.resolve("names")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatACrashLeftIsIgnoredAndReplaced() throws IOException {
        manifests.write(named("tiny"));
        Files.writeString(disk.names.resolve("tiny.json.part"), "{\"version\":1,\"na".repeat(1000));
        Files.writeString(disk.names.resolve("new.json.part"), "{");

        assertThat(manifests.list()).containsExactly(named("tiny"));
        assertThat(manifests.find(name("new"))).isEmpty();
        manifests.write(named("new"));
        assertThat(manifests.find(name("new"))).hasValue(named("new"));
        assertThat(log.lines()).isEmpty();
    }

    static Stream<byte[]> damaged() {
        return Stream.of(
                        "",
                        "{",
                        "null",
                        "[]",
                        "{}",
                        "{\"version\":2}",
                        "{\"version\":1}",
                        "{\"version\":1,\"name\":\"tiny\",\"created\":\"2026-01-01T00:00:00Z\",\"files\":[]}",
                        "\u0000".repeat(300),
                        "[".repeat(5000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedOneIsLeftOutWithOneLineAndSaidWhenItIsAskedFor(byte[] content) throws IOException {
        manifests.write(named("whole"));
        Path tiny = Files.write(disk.names.resolve("tiny.json"), content);

        assertThat(manifests.list()).containsExactly(named("whole"));
        assertThat(log.lines()).singleElement().asString().startsWith(tiny + " is left out: ");
        assertRefused(tiny);
    }

    @Test
    void onePieceThatIsNoUtf8IsDamage() throws IOException {
        manifests.write(named("tiny"));
        Path tiny = disk.names.resolve("tiny.json");
        byte[] content = Files.readAllBytes(tiny);
        content[content.length / 2] = (byte) 0xff;
        Files.write(tiny, content);

        assertRefused(tiny);
    }

    private void assertRefused(Path damaged) {
        assertThatThrownBy(() -> manifests.find(name("tiny"))).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL_FILE);
            assertThat(e.getMessage()).startsWith(damaged + " is no manifest: ");
            assertThat(e.getMessage().lines()).hasSize(1);
            assertThat(e.getMessage()).doesNotContain("Source").doesNotContain("Input length");
            assertThat(e.hint()).hasValue("pull or create the model again, or remove the file");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "../tiny", "a b"})
    void oneThatNamesAnotherModelIsDamaged(String other) throws IOException {
        manifests.write(named("tiny"));
        Path tiny = disk.names.resolve("tiny.json");
        Files.writeString(tiny, Files.readString(tiny).replace("\"tiny\"", "\"" + other + "\""));

        assertThat(manifests.list()).isEmpty();
        assertThatThrownBy(() -> manifests.find(name("tiny")))
                .hasMessage(tiny + " is no manifest: it is that of '" + other + "'");
    }

    static List<String> longestNames() {
        return List.of(
                "a".repeat(200),
                "a" + "+".repeat(199),
                "org/repo:" + "a/".repeat(3) + "b".repeat(182),
                "hf:o" + "+".repeat(90) + "/r" + "+".repeat(90) + ":a/b/c/d+e",
                "a".repeat(100) + ":" + "b".repeat(99));
    }

    @ParameterizedTest
    @MethodSource("longestNames")
    void everyLegalNameFitsIntoAFilesName(String text) {
        assertThat(text.length()).isLessThanOrEqualTo(200);
        Manifests real = new Manifests(folder.resolve("long"), folder.resolve("cache"));
        Manifest manifest = named(ModelName.parse(text).text());

        real.write(manifest);

        assertThat(real.find(name(text)).map(Manifest::name)).hasValue(manifest.name());
        assertThat(real.list()).extracting(Manifest::name).contains(manifest.name());
        real.delete(manifest);
        assertThat(real.find(name(text))).isEmpty();
    }

    @Test
    void longNamesThatDifferAtTheEndAloneAreTwo() {
        String first = "a" + "+".repeat(198) + "a";
        String second = "a" + "+".repeat(198) + "b";
        manifests.write(named(first));
        manifests.write(named(second));

        assertThat(manifests.find(name(first))).hasValue(named(first));
        assertThat(manifests.find(name(second))).hasValue(named(second));
    }

    @Test
    void aPathIsNoNameWhateverItsLength() {
        assertThat(manifests.find(new ModelName.File("/" + "x".repeat(3000)))).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(disk.names, "a file where a folder should be");

        assertThat(manifests.list()).isEmpty();
        assertThatThrownBy(() -> manifests.write(named("tiny"))).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
            assertThat(e.getMessage()).startsWith("cannot write to /names: ");
            assertThat(e.hint()).hasValue("give yourself write access to it, and room on its disk");
        });
    }

    @Test
    void aManifestIsReplacedOnlyWhereItIsStillTheOneThatWasRead() {
        Manifest first = named("tiny");
        Manifest second = first.named("tiny", Instant.EPOCH);
        manifests.write(first);

        manifests.replace(second, second);
        assertThat(manifests.find(name("tiny"))).hasValue(first);

        manifests.replace(first, second);
        assertThat(manifests.find(name("tiny"))).hasValue(second);

        manifests.delete(second);
        manifests.replace(second, first);
        assertThat(manifests.find(name("tiny"))).isEmpty();
    }
}
