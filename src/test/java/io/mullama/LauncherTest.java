package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java, archive and flags the launcher takes, with Javas that only print what they are called with. */
final class LauncherTest {
    private static final Path SOURCES = Path.of("src/main/launcher");
    private static final String DEBIAN = "17.0.15+6-Debian-1deb12u1";

    @TempDir
    private Path folder;

    private Path root;
    private Path places;

    @BeforeEach
    void install() throws IOException {
        root = folder.resolve("a folder/mullama");
        places = folder.resolve("jvm");
        Files.createDirectories(root.resolve("lib"));
        Files.writeString(root.resolve("lib/mullama.jar"), "jar");
        Files.createDirectories(places);
        String launcher = Files.readString(SOURCES.resolve("mullama"))
                .replace("/usr/lib/jvm/*", places + "/*")
                .replaceAll("/(usr/lib64|Library|opt)/", folder + "/nowhere/")
                .replace("@project.version@", "1.2.3");
        write(root.resolve("bin/mullama"), launcher);
    }

    @Test
    void theNewestJavaOfTheUsualPlacesIsTaken() throws Exception {
        java(places.resolve("one"), "17.0.1", "17.0.1+1");
        Path newest = java(places.resolve("the other"), "25", "25+1");
        java(places.resolve("third"), "21.0.2", "21.0.2+1");

        assertThat(run().java()).isEqualTo(newest);
    }

    @Test
    void ofTwoThatAreAsNewTheOneInThePathIsTaken() throws Exception {
        java(places.resolve("a"), "17.0.9", "17.0.9+1");
        Path mine = java(places.resolve("b"), "17.0.1", "17.0.1+1");
        java(places.resolve("c"), "17.0.9", "17.0.9+1");
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("bin")).resolve("java"), mine);

        assertThat(run(Map.of("PATH", link.getParent() + ":/usr/bin:/bin")).java())
                .isEqualTo(mine);
    }

    @Test
    void aJavaSomewhereElseIsFoundThroughItsLinkInThePath() throws Exception {
        java(places.resolve("a"), "17.0.9", "17.0.9+1");
        Path mine = java(folder.resolve("somewhere/else"), "21", "21+1");
        Path link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("bin")).resolve("java"), mine);

        assertThat(run(Map.of("PATH", link.getParent() + ":/usr/bin:/bin")).java())
                .isEqualTo(mine);
    }

    @Test
    void aScriptInThePathThatChoosesAJavaIsTakenWhereThereIsNoOther() throws Exception {
        Path shim = folder.resolve("shims/java");
        write(shim, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        Map<String, String> environment = Map.of("PATH", shim.getParent() + ":/usr/bin:/bin");

        assertThat(run(environment).java()).isEqualTo(shim);
        Path known = java(places.resolve("a"), "17.0.9", "17.0.9+1");
        assertThat(run(environment).java()).isEqualTo(known);
    }

    @Test
    void aFolderOfThePathMayEndWithASlash() throws Exception {
        java(places.resolve("a"), "17.0.9", "17.0.9+1");
        Path mine = java(folder.resolve("somewhere/else"), "21", "21+1");

        assertThat(run(Map.of("PATH", "::" + mine.getParent() + "/:/usr/bin:/bin"))
                        .java())
                .isEqualTo(mine);
    }

    @Test
    void aJavaThatIsTooOldIsNamedAsPeopleNameIt() throws Exception {
        Path old = folder.resolve("old");
        java(old, "1.8.0_392", "1.8.0_392-b08");

        assertThat(run(Map.of("JAVA_HOME", old + "/")).lines())
                .containsExactly(
                        "mullama: " + old + "/bin/java is Java 8; install Java 17 or newer, or set JAVA_HOME to it");
    }

    @Test
    void aLinkBesideTheCallerLeadsToTheInstallation() throws Exception {
        Path java = java(root.resolve("runtime"), "21", "21+1");
        Files.createSymbolicLink(folder.resolve("mullama"), Path.of("a folder/mullama/bin/mullama"));
        ProcessBuilder shell = new ProcessBuilder("sh", "mullama", "list").directory(folder.toFile());

        assertThat(lines(shell.redirectErrorStream(true))).first().isEqualTo(java.toString());
    }

    @Test
    void theJavaThatCameAlongGoesBeforeJavaHome() throws Exception {
        Path home = folder.resolve("home of java");
        Path mine = java(home, "25", "25+1");
        Map<String, String> environment = Map.of("JAVA_HOME", home.toString());
        java(places.resolve("newer"), "27", "27+1");

        assertThat(run(environment).java()).isEqualTo(mine);
        Path bundled = java(root.resolve("runtime"), "21", "21+1");
        assertThat(run(environment).java()).isEqualTo(bundled);
    }

    @Test
    void whereThereIsNoJavaItIsSaidInOneLine() throws Exception {
        Files.createDirectories(folder.resolve("empty"));

        assertThat(run(Map.of("PATH", folder.resolve("empty").toString())).lines())
                .containsExactly(
                        "mullama: there is no Java in PATH or the usual places; install Java 17 or newer, or set"
                                + " JAVA_HOME");
    }

    @Test
    void anArchiveIsForOneBuildOfAJava() throws Exception {
        java(places.resolve("a"), "17.0.15", DEBIAN);
        Path other = archive(folder.resolve("home/cache/client-1.2.3-17-Some-Vendor.Inc-17.0.15+6.jsa"));
        assertThat(run("list").archive()).isEmpty();
        Path shipped = archive(root.resolve("lib/client-17-SomeVendor.Inc-" + DEBIAN + ".jsa"));
        assertThat(run("list").lines()).contains("-XX:SharedArchiveFile=" + shipped);
        Path own = archive(folder.resolve("home/cache/client-1.2.3-17-SomeVendor.Inc-" + DEBIAN + ".jsa"));

        assertThat(run("list").lines())
                .contains("-XX:SharedArchiveFile=" + own, "-Dmullama.java=17-SomeVendor.Inc-" + DEBIAN)
                .noneMatch(line -> line.contains(other.toString()));
        assertThat(run("serve").archive()).isEmpty();
    }

    @Test
    void anArchiveThatIsOlderThanTheProgramIsNotTaken() throws Exception {
        java(places.resolve("a"), "17.0.15", DEBIAN);
        Path own = archive(folder.resolve("home/cache/client-1.2.3-17-SomeVendor.Inc-" + DEBIAN + ".jsa"));
        Files.setLastModifiedTime(own, FileTime.from(Instant.EPOCH));

        assertThat(run("list").archive()).isEmpty();
    }

    @Test
    void fromJava25OnItIsAnAotCache() throws Exception {
        java(places.resolve("a"), "25.0.3", "25.0.3+9-LTS");
        Path cache = archive(root.resolve("lib/server-25-SomeVendor.Inc-25.0.3+9-LTS.aot"));

        assertThat(run("serve").lines()).contains("-XX:AOTCache=" + cache);
        assertThat(run(Map.of("MULLAMA_ARCHIVE", "none"), "serve").lines())
                .contains("-Dmullama.java=", "-Dmullama.archive=")
                .noneMatch(line -> line.startsWith("-XX:AOTCache"));
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        java(places.resolve("a"), "17.0.15", DEBIAN);

        assertThat(run("run", "tiny", "what's \"this\" *?", "", "-x").lines())
                .endsWith("io.mullama.Main", "run", "tiny", "what's \"this\" *?", "", "-x");
    }

    /** The launcher for Windows cannot be run here. */
    @Test
    void bothLaunchersPassTheSameFlags() throws IOException {
        assertThat(flags("mullama.cmd")).isEqualTo(flags("mullama"));
        assertThat(Files.readString(SOURCES.resolve("mullama.cmd")).replace("\r\n", ""))
                .doesNotContain("\n");
    }

    /** All but how each learns of terminals, with the variables of both shells by one name. */
    private static List<String> flags(String launcher) throws IOException {
        String text = Files.readString(SOURCES.resolve(launcher))
                .replaceAll("(?m)^ *(#|rem ).*$", "")
                .replaceAll("(flags|take|option)='?", " ")
                .replaceAll("%(\\w+)%", "\\$$1")
                .replaceAll("[$](chosen|build)", "\\$java")
                .replaceAll("[\"']", "")
                .replace('\\', '/');
        TreeSet<String> all = new TreeSet<>();
        for (String word : text.split("[\\s{}]+", -1)) {
            if (word.matches("-(X|D|-enable).*")) {
                all.add(word);
            }
        }
        all.removeIf(each -> each.startsWith("-Dmullama.tty") || each.startsWith("-Djdk.console"));
        return List.copyOf(all);
    }

    private record Called(List<String> lines) {
        Path java() {
            return Path.of(lines.get(0));
        }

        String archive() {
            return lines.stream()
                    .filter(line -> line.startsWith("-Dmullama.archive="))
                    .findFirst()
                    .orElseThrow()
                    .substring("-Dmullama.archive=".length());
        }
    }

    private Called run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private Called run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("bin/mullama").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("MULLAMA_HOME", folder.resolve("home").toString());
        builder.environment().put("HOME", folder.toString());
        // A PATH with the programs that a shell script may use, and no java.
        builder.environment().put("PATH", folder.resolve("tools").toString());
        builder.environment().putAll(environment);
        return new Called(lines(builder));
    }

    private static List<String> lines(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        process.waitFor();
        return lines;
    }

    private static Path java(Path home, String version, String build) throws IOException {
        write(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Some Vendor. Inc\"\nJAVA_RUNTIME_VERSION=\"" + build + "\"\nJAVA_VERSION=\"" + version
                        + "\"\nMODULES=\"java.base\"\n");
        return home.resolve("bin/java");
    }

    private static Path archive(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "archive");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        return file;
    }

    private static void write(Path program, String text) throws IOException {
        Files.createDirectories(program.getParent());
        Files.writeString(program, text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
