package io.mullama.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's own names, in {@code aliases.toml}. */
final class CatalogAliasesTest {
    private static final String FILE = "/home/aliases.toml";

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path aliases = files.getPath(FILE);
    private final Catalog catalog = Catalog.in(files.getPath("/home"));
    private int writes;

    @BeforeEach
    void makeHome() throws IOException {
        Files.createDirectories(files.getPath("/home"));
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void aSourceAloneIsEnough() throws IOException {
        write("""
                mine = "hf:org/repo"
                "my:7b" = "org/repo:Q4_K_M@v1"

                ["other:1b"]
                from = "hf:org/other"
                """);

        assertThat(find("mine")).hasValueSatisfying(entry -> {
            assertThat(entry.name()).isEqualTo("mine");
            assertThat(entry.description()).isEqualTo("hf:org/repo");
            assertThat(entry.sizeHint()).isEmpty();
            assertThat(entry.tags()).isEmpty();
            assertThat(entry.projector()).isEmpty();
        });
        assertThat(from("my:7b")).isEqualTo("hf:org/repo:Q4_K_M@v1");
        assertThat(from("MY")).isEqualTo("hf:org/repo:Q4_K_M@v1");
        assertThat(from("other:1b-q8_0")).isEqualTo("hf:org/other:Q8_0");
        assertThat(catalog.entries()).hasSizeGreaterThan(60);
        assertThat(catalog.entries().get(0).name()).isEqualTo("mine");
        assertThat(catalog.fault()).isEmpty();
    }

    @Test
    void everythingElseCanBeSaidToo() throws IOException {
        write("""
                ["my:7b"]
                description = "mine"
                size = "7B"
                tags = ["chat"]
                from = "hf:org/repo"
                projector = "mmproj-"
                can = ["tools", "thinking", "vision"]
                also = ["7b-long"]

                ["my:1b"]
                default = true
                from = "hf:org/small"
                """);

        CatalogEntry entry = find("my:7b-long").orElseThrow();
        assertThat(entry.description()).isEqualTo("mine");
        assertThat(entry.sizeHint()).isEqualTo("7B");
        assertThat(entry.tags()).containsExactly("chat");
        assertThat(entry.projector()).hasValue("mmproj-");
        assertThat(entry.hasTools() && entry.hasThinking() && entry.hasVision()).isTrue();
        assertThat(from("my")).isEqualTo("hf:org/small");
    }

    @Test
    void aPersonsOwnNameWins() throws IOException {
        write("""
                "llama3.2:1b" = "hf:me/mine"
                "LLAMA3.3" = "hf:me/other"
                ["qwen2.5:my"]
                default = true
                from = "hf:me/qwen"
                """);

        assertThat(from("llama3.2:1b")).isEqualTo("hf:me/mine");
        assertThat(from("llama3.2")).startsWith("hf:bartowski/");
        assertThat(from("llama3.3")).isEqualTo("hf:me/other");
        assertThat(from("llama3.3:70b")).startsWith("hf:bartowski/");
        assertThat(from("qwen2.5")).isEqualTo("hf:me/qwen");
        assertThat(catalog.entries()).extracting(CatalogEntry::name).containsOnlyOnce("llama3.2:1b");
        assertThat(catalog.search("llama3.2:1b").get(0).from().repository()).isEqualTo("me/mine");
    }

    @Test
    void anotherNameCanBeGivenToAModelOfTheCatalog() throws IOException {
        write("\"gpt-4o\" = \"qwen2.5:7b-q8_0\"\n");

        CatalogEntry entry = find("gpt-4o").orElseThrow();
        assertThat(entry.name()).isEqualTo("gpt-4o");
        assertThat(entry.from().text()).isEqualTo("hf:bartowski/Qwen2.5-7B-Instruct-GGUF:Q8_0");
        assertThat(entry.hasTools()).isTrue();
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        assertThat(find("mine")).isEmpty();

        write("mine = 'hf:org/one'");
        assertThat(from("mine")).isEqualTo("hf:org/one");

        write("mine = 'hf:org/two'");
        assertThat(from("mine")).isEqualTo("hf:org/two");

        Files.delete(aliases);
        assertThat(find("mine")).isEmpty();
    }

    @Test
    void aDamagedFileLeavesTheBuiltInModels() throws IOException {
        assertFault("mine = 'hf:org/one'\nyours = ", FILE + " line 2 is not TOML", null);
        assertThat(find("mine")).isEmpty();
        assertThat(find("llama3.2")).isPresent();

        write("mine = 'hf:org/one'");
        assertThat(catalog.fault()).isEmpty();
        assertThat(find("mine")).isPresent();
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() throws IOException {
        assertFault(
                "\n# x\n[llama]\nmine = 'hf:org/one'",
                FILE + " line 3: 'llama' has no from",
                "write \"llama\" = \"hf:ORGANIZATION/REPOSITORY\"; a name with a dot or colon needs the quotes");
        assertFault(
                "a = 'hf:org/x'\nmine = 3",
                FILE + " line 2: 'mine' has no from",
                "write \"mine\" = \"hf:ORGANIZATION/REPOSITORY\"; a name with a dot or colon needs the quotes");
        assertFault(
                "[mine]\nfrom = 3",
                FILE + " line 1: from of 'mine' is no text",
                "write from = \"hf:ORGANIZATION/REPOSITORY\"");
        assertFault(
                "\"org/repo\" = 'hf:org/x'", FILE + " line 1: 'org/repo' is no short name", "take one such as my:7b");
        assertFault(
                "mine = '../x'",
                FILE + " line 1: '../x' is no path from the root, and paths in requests must be absolute",
                "write it as /home/me/model.gguf");
        assertFault(
                "mine = '/x.gguf'",
                FILE + " line 1: from of 'mine' is neither a repository nor in the catalog: /x.gguf",
                "write from = \"hf:ORGANIZATION/REPOSITORY\"; for a file, use mullama create");
        assertFault(
                "mine = 'nothing'",
                FILE + " line 1: from of 'mine' is neither a repository nor in the catalog: nothing",
                "write from = \"hf:ORGANIZATION/REPOSITORY\"; for a file, use mullama create");
    }

    @Test
    void keysAndTheirTypesAreChecked() throws IOException {
        assertFault(
                "[mine]\nfrom = 'a/b'\nform = 1", FILE + " line 1: 'form' of 'mine' is no key", "did you mean from?");
        assertFault(
                "[mine]\nfrom = 'a/b'\nurl = 1",
                FILE + " line 1: 'url' of 'mine' is no key",
                "the keys are default, description, size, tags, from, projector, can, also");
        assertFault(
                "[mine]\nfrom = 'a/b'\ncan = ['fly']",
                FILE + " line 1: 'fly' is nothing that 'mine' can do",
                "write one of tools, thinking, vision");
        assertFault(
                "[mine]\nfrom = 'a/b'\ntags = 'chat'",
                FILE + " line 1: tags of 'mine' is no list of texts",
                "write tags = [\"one\", \"two\"]");
        assertFault(
                "[mine]\nfrom = 'a/b'\ntags = ['a', 1]",
                FILE + " line 1: tags of 'mine' is no list of texts",
                "write tags = [\"one\", \"two\"]");
        assertFault(
                "[mine]\nfrom = 'a/b'\nsize = 7", FILE + " line 1: size of 'mine' is no text", "put it between quotes");
        assertFault(
                "[mine]\nfrom = 'a/b'\ndefault = 'yes'",
                FILE + " line 1: default of 'mine' is not true or false",
                "write default = true");
    }

    @Test
    void aFileThatCannotBeReadIsSaid() throws IOException {
        Files.write(aliases, "mine = 'büro/x'".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(catalog.fault().orElseThrow()).hasMessage(FILE + " is not UTF-8 text");

        Files.writeString(aliases, "#".repeat(1024 * 1024 + 1));
        assertThat(catalog.fault().orElseThrow()).hasMessage(FILE + " has 1048577 bytes, and the most is 1048576");

        Files.delete(aliases);
        Files.createDirectory(aliases);
        assertThat(catalog.fault().orElseThrow()).hasMessage(FILE + " is a folder, not a file");
        assertThat(catalog.entries()).isNotEmpty();
    }

    @Test
    void hostileFilesEndInAFault() throws IOException {
        String[] hostile = {
            "[".repeat(100_000),
            "a=" + "[".repeat(100_000),
            "a=" + "{b=".repeat(50_000),
            "\0",
            "a.".repeat(50_000) + "a = 1",
            "mine = '" + "x/".repeat(50_000) + "'",
            "\"" + "x".repeat(100_000) + "\" = 'a/b'"
        };
        for (String text : hostile) {
            write(text);
            MullamaException fault = catalog.fault().orElseThrow();
            assertThat(fault.getMessage()).startsWith(FILE);
            assertThat(fault.getMessage().length()).isLessThan(500);
        }
    }

    private void write(String toml) throws IOException {
        Files.writeString(aliases, toml);
        // Several changes may fall into one tick of the clock.
        Files.setLastModifiedTime(aliases, FileTime.fromMillis(1000L * ++writes));
    }

    private void assertFault(String toml, String message, @Nullable String hint) throws IOException {
        write(toml);
        MullamaException fault = catalog.fault().orElseThrow();
        assertThat(fault.code()).isEqualTo(ErrorCode.INVALID_SETTING);
        assertThat(fault).hasMessage(message);
        if (hint != null) {
            assertThat(fault.hint()).hasValue(hint);
        }
    }

    private String from(String typed) {
        return find(typed).orElseThrow().from().text();
    }

    private Optional<CatalogEntry> find(String typed) {
        return catalog.find((ModelName.Plain) ModelName.parse(typed));
    }
}
