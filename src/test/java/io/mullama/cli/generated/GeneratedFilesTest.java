package io.mullama.cli.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CommandCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The completions and man pages in the repository are what the commands say today. */
class GeneratedFilesTest {
    private static final boolean UPDATE = Boolean.getBoolean("update.generated");
    private static final String HOW = "is out of date; run: mvn test -Dtest=GeneratedFilesTest -Dupdate.generated=true";

    @BeforeAll
    static void updateIfAsked() throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            if (UPDATE) {
                Path path = Path.of(file.getKey()).toAbsolutePath();
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyGeneratedFileIsUpToDate() {
        return files().entrySet().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getKey(), () -> compare(Path.of(file.getKey()), file.getValue())));
    }

    @Test
    void noFileIsLeftOfACommandThatIsGone() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String folder : List.of("completions", "man")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.forEach(file -> found.add(folder + "/" + file.getFileName()));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(files().keySet());
    }

    @Test
    void everyCommandHasAPurposeInOneLineAndExamples() {
        assertThat(CommandCatalog.commands()).allSatisfy(entry -> {
            assertThat(entry.purpose()).hasSizeLessThan(80).endsWith(".").doesNotContain("\n");
            assertThat(entry.examples()).isNotEmpty();
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void bashCompletesCommandsOptionsAndModelNames(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("names"), "tiny\nqwen2.5:7b\n");
        assertThat(complete(home, "mullama s")).containsExactly("search", "show", "stop", "serve", "status");
        assertThat(complete(home, "mullama run t")).contains("tiny");
        assertThat(complete(home, "mullama run --seed 1 qwen2.5:")).containsExactly("7b");
        assertThat(complete(home, "mullama ls --j")).containsExactly("--json");
        assertThat(complete(home, "mullama serve --log-level w")).containsExactly("warning");
        assertThat(complete(home, "mullama help ru")).containsExactly("run");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCouldBePulledIsCompletedWhereItCanBePulled(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("names"), "llama-mine\n");
        Files.writeString(home.resolve("catalog-names"), "llama3.2:1b\nqwen3:8b\n");
        for (String command : List.of("pull", "run")) {
            assertThat(complete(home, "mullama " + command + " l")).containsExactly("llama-mine", "llama3.2:1b");
        }
        for (String command : List.of("show", "rm", "rm other", "cp", "list", "bench")) {
            assertThat(complete(home, "mullama " + command + " l")).containsExactly("llama-mine");
        }
        assertThat(complete(home, "mullama cache p")).containsExactly("path", "prune");
        assertThat(complete(home, "mullama create -f na")).containsExactly("names");
    }

    private static List<String> complete(Path home, String line) throws Exception {
        String script = ". '" + Path.of("completions", "mullama.bash").toAbsolutePath()
                + "'; COMP_LINE=$1; COMP_POINT=${#1}; _mullama; printf '%s\\n' \"${COMPREPLY[@]}\"";
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script, "bash", line).redirectErrorStream(true);
        builder.directory(home.toFile());
        builder.environment().put("MULLAMA_HOME", home.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("completions/mullama.bash", BashCompletion.text());
        files.put("completions/_mullama", ZshCompletion.text());
        files.put("completions/mullama.fish", FishCompletion.text());
        files.put("man/mullama.1", ManPage.ofRoot());
        CommandCatalog.commands().forEach(entry -> files.put("man/mullama-" + entry.name() + ".1", ManPage.of(entry)));
        return files;
    }

    private static void compare(Path file, String expected) throws IOException {
        String found = Files.exists(file) ? Files.readString(file) : "";
        assertThat(found).as(file + " " + HOW).isEqualTo(expected);
    }
}
