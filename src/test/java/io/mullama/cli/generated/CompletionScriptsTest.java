package io.mullama.cli.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shells of this machine complete with the scripts in the repository. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CompletionScriptsTest {
    @TempDir
    Path home;

    @BeforeEach
    void keepNames() throws IOException {
        Files.writeString(home.resolve("names"), "tiny\nqwen2.5:7b\nqwen2.5:0.5b\nllama-mine\n");
        Files.writeString(home.resolve("catalog-names"), "llama3.2:1b\nqwen3:8b\n");
    }

    @ParameterizedTest
    @MethodSource("io.mullama.cli.generated.Shell#installed")
    void commandsOptionsAndTheirValuesAreCompleted(Shell shell) throws Exception {
        assertThat(shell.complete(home, "mullama sho")).containsExactly("show");
        assertThat(shell.complete(home, "mullama --debug sho")).containsExactly("show");
        assertThat(shell.complete(home, "mullama ls --j")).containsExactly("--json");
        assertThat(shell.complete(home, "mullama serve --log-level w")).containsExactly("warning");
        assertThat(shell.complete(home, "mullama run --format js")).containsExactly("json");
        assertThat(shell.complete(home, "mullama daemon st")).containsExactly("start", "status", "stop");
        assertThat(shell.complete(home, "mullama daemon logs --fo")).containsExactly("--follow");
        assertThat(shell.complete(home, "mullama help ru")).containsExactly("run");
        assertThat(shell.complete(home, "mullama cache p")).containsExactly("path", "prune");
        assertThat(shell.complete(home, "mullama completion ")).containsExactly("bash", "fish", "powershell", "zsh");
    }

    @ParameterizedTest
    @MethodSource("io.mullama.cli.generated.Shell#installed")
    void whatIsHereIsCompletedAndWhatCouldBePulledWhereItCanBe(Shell shell) throws Exception {
        for (String command : List.of("pull", "run", "run --seed 1")) {
            assertThat(shell.complete(home, "mullama " + command + " l")).containsExactly("llama-mine", "llama3.2:1b");
        }
        for (String command : List.of("show", "rm", "rm other", "cp", "list", "bench")) {
            assertThat(shell.complete(home, "mullama " + command + " l")).containsExactly("llama-mine");
        }
    }

    @ParameterizedTest
    @MethodSource("io.mullama.cli.generated.Shell#installed")
    void filesOfModelsAndFoldersAreCompletedBesideNames(Shell shell) throws Exception {
        Files.createFile(home.resolve("x.gguf"));
        Files.createFile(home.resolve("x.txt"));
        Files.createDirectory(home.resolve("xyz"));
        assertThat(shell.complete(home, "mullama show x").stream().map(name -> name.replace("/", "")))
                .containsExactly("x.gguf", "xyz");
        assertThat(shell.complete(home, "mullama create mine --file x.t")).containsExactly("x.txt");
        assertThat(shell.complete(home, "mullama pull x")).isEmpty();
    }

    @Test
    void readlineGetsWhatStandsBehindTheColon() throws Exception {
        assertThat(Shell.BASH.complete(home, "mullama run qwen2.5:")).containsExactly("0.5b", "7b");
        assertThat(Shell.BASH.complete(home, "mullama run qwen2.5:7")).containsExactly("7b");
        assertThat(Shell.BASH.complete(home, "mullama run qwen2")).containsExactly("qwen2.5:0.5b", "qwen2.5:7b");
        assertThat(Shell.BASH.complete(home, "mullama run --format=js")).containsExactly("json");
    }

    @Test
    void aNameIsNeverRun() throws Exception {
        Files.writeString(home.resolve("names"), "x$(touch hit)\n");
        assertThat(Shell.BASH.complete(home, "mullama show x$")).containsExactly("x$(touch hit)");
        assertThat(home.resolve("hit")).doesNotExist();
    }
}
