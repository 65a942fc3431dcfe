package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The distribution in all the places where people put it, and with what they do to it. */
final class InstallationDaemonIT {
    private static final String FRANCE = "What is the capital of France?";
    private static final String PARIS = "The capital of France is Paris.\n";

    private Path elsewhere;

    @BeforeEach
    void makeFolder() throws IOException {
        elsewhere = Files.createTempDirectory("mullama elsewhere");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.walk(elsewhere)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void aCopyInAFolderWithSpacesRuns() throws Exception {
        try (Sandbox sandbox = new Sandbox(copy("my programs/mullama 1"))) {
            assertThat(sandbox.run("run", "tiny", FRANCE)).isEqualTo(new Sandbox.Result(0, PARIS, ""));
        }
    }

    @Test
    void aCopyMakesArchivesOfItsOwn() throws Exception {
        try (Sandbox sandbox = new Sandbox(copy("mullama"))) {
            sandbox.run("run", "tiny", FRANCE);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> archives(sandbox) == 2);
            sandbox.run("stop");
            assertThat(sandbox.run("run", "tiny", FRANCE)).isEqualTo(new Sandbox.Result(0, PARIS, ""));
        }
    }

    @Test
    void itRunsThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(
                elsewhere.resolve("mullama"), Installation.folder().resolve("bin/mullama"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("again"), Path.of("mullama"));

        try (Sandbox sandbox = new Sandbox()) {
            assertThat(sandbox.runProgram(List.of(link.toString(), "run", "tiny", FRANCE))
                            .out())
                    .isEqualTo(PARIS);
            assertThat(sandbox.runProgram(List.of(relative.toString(), "run", "tiny", FRANCE))
                            .out())
                    .isEqualTo(PARIS);
        }
    }

    @Test
    void theDaemonHasItsMemoryInHugePagesAndFewPools() throws Exception {
        try (Sandbox sandbox = new Sandbox()) {
            sandbox.run("run", "tiny", FRANCE);

            assertThat(environment(sandbox)).contains("GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.arena_max=2");
        }
    }

    @Test
    void whatThePersonAsksOfGlibcStays() throws Exception {
        try (Sandbox sandbox = new Sandbox().with("GLIBC_TUNABLES", "glibc.malloc.hugetlb=0")) {
            sandbox.run("run", "tiny", FRANCE);

            assertThat(environment(sandbox)).contains("GLIBC_TUNABLES=glibc.malloc.hugetlb=0");
        }
        try (Sandbox sandbox = new Sandbox().with("GLIBC_TUNABLES", "glibc.rtld.nns=5")) {
            sandbox.run("run", "tiny", FRANCE);

            assertThat(environment(sandbox))
                    .contains("GLIBC_TUNABLES=glibc.rtld.nns=5:glibc.malloc.hugetlb=1:glibc.malloc.arena_max=2");
        }
    }

    /** With colons between the variables: some releases of glibc cut their own at its colons. */
    private static String environment(Sandbox sandbox) throws IOException {
        Path environment =
                Path.of("/proc", Long.toString(sandbox.daemon().orElseThrow().pid()), "environ");
        assumeTrue(Files.exists(environment), "a system with /proc");
        return Files.readString(environment).replace('\0', ':');
    }

    @Test
    void aJavaHomeWithoutJavaIsSaidInOneLine() throws Exception {
        try (Sandbox sandbox = new Sandbox().with("JAVA_HOME", elsewhere.toString())) {
            Sandbox.Result result = sandbox.run("--version");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("mullama: JAVA_HOME is " + elsewhere)
                    .hasLineCount(1);
        }
    }

    @Test
    void anOldJavaIsSaidInOneLine() throws Exception {
        Files.createDirectories(elsewhere.resolve("bin"));
        Files.copy(which("sh"), elsewhere.resolve("bin/java"));
        Files.writeString(elsewhere.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.20\"\n");
        try (Sandbox sandbox = new Sandbox().with("JAVA_HOME", elsewhere.toString())) {
            assertThat(sandbox.run("--version").err())
                    .isEqualTo("mullama: " + elsewhere
                            + "/bin/java is Java 11; install Java 17 or newer, or set JAVA_HOME to it\n");
        }
    }

    @Test
    void aMissingNativeLibraryIsNamedInOneLine() throws Exception {
        Path copy = copy("mullama");
        Path library = nativeLibrary(copy);
        Files.delete(library);
        try (Sandbox sandbox = new Sandbox(copy)) {
            Sandbox.Result result = sandbox.run("run", "tiny", FRANCE);

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .hasLineCount(1)
                    .contains(library + " is missing")
                    .contains("reinstall");
            assertThat(sandbox.run("ps").exitCode()).isZero();
        }
    }

    @Test
    void aNativeLibraryOfAnotherBuildIsNamedInOneLine() throws Exception {
        Path copy = copy("mullama");
        Path library = nativeLibrary(copy);
        Files.write(library, new byte[] {0}, StandardOpenOption.APPEND);
        try (Sandbox sandbox = new Sandbox(copy)) {
            Sandbox.Result result = sandbox.run("run", "tiny", FRANCE);

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).hasLineCount(1).contains(library + " is not the file");
        }
    }

    private static long archives(Sandbox sandbox) throws IOException {
        String build = "-0.*-" + Runtime.version().feature() + "-.*[.](jsa|aot)";
        try (Stream<Path> files = Files.list(sandbox.home().resolve("cache"))) {
            return files.filter(file -> file.getFileName().toString().matches("(client|server)" + build))
                    .count();
        }
    }

    private static Path nativeLibrary(Path installation) throws IOException {
        try (Stream<Path> files = Files.list(installation.resolve("lib/native"))) {
            return files.filter(file -> file.getFileName().toString().contains("llama."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path copy(String name) throws IOException {
        Path target = elsewhere.resolve(name);
        try (Stream<Path> files = Files.walk(Installation.folder())) {
            for (Path file : files.toList()) {
                Path to = target.resolve(Installation.folder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return target;
    }

    private static Path which(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
