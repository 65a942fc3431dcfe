package io.mullama.cli.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.cli.CommandCatalog;
import io.mullama.cli.CommandCatalog.Entry;
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
import picocli.CommandLine;

/** The completions, man pages and help texts in the repository are what the commands say today. */
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
        for (String folder : List.of("completions", "man", "src/test/help")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.forEach(file -> found.add(folder + "/" + file.getFileName()));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(files().keySet());
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("completions/mullama.bash", BashCompletion.text());
        files.put("completions/_mullama", ZshCompletion.text());
        files.put("completions/mullama.fish", FishCompletion.text());
        files.put("completions/mullama.ps1", PowerShellCompletion.text());
        files.put("man/mullama.1", ManPage.ofRoot());
        CommandCatalog.commands().forEach(entry -> files.put("man/mullama-" + entry.name() + ".1", ManPage.of(entry)));
        for (Entry entry : CommandCatalog.all()) {
            String help = entry.spec().commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
            files.put("src/test/help/" + entry.path().replace('/', '-') + ".txt", help);
        }
        return files;
    }

    private static void compare(Path file, String expected) throws IOException {
        String found = Files.exists(file) ? Files.readString(file) : "";
        assertThat(found).as(file + " " + HOW).isEqualTo(expected);
    }
}
