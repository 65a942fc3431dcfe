package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How many classes a command loads: milliseconds depend on the machine and its other work, these numbers do not.
 *
 * <p>Each bound is some 5 % over what was counted with JDK 17. Where a test fails, {@code packaging/bench/first-answer.sh}
 * says what it costs, and {@code MULLAMA_JAVA_OPTS=-Xlog:class+load} which classes are new. A bound is raised in the
 * commit that adds something worth it, and lowered by one that saves something.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StartupIT {
    /** An AOT cache brings all its classes at once, whatever the command. */
    private static final int AT_ONCE = Runtime.version().feature() < 25 ? 0 : 2_400;

    /** Events of the JDK, which no archive takes, and forms of lambdas that the JVM makes up. */
    private static final int NEVER_ARCHIVED = 12;

    private static final List<String> NOT_FOR_CLIENTS = List.of(
            "io.mullama.server.",
            "io.mullama.engine.",
            "io.mullama.llama.",
            "io.mullama.hub.",
            "io.mullama.store.",
            "com.sun.jna.",
            "fi.iki.elonen.",
            "java.net.http.",
            "jdk.internal.net.http.",
            "sun.security.ssl.",
            "org.jline.");

    private final Sandbox sandbox = new Sandbox();

    @BeforeAll
    void warmUp() throws Exception {
        assertThat(sandbox.run("run", "tiny", "Hello").exitCode()).isZero();
    }

    @AfterAll
    void stop() throws Exception {
        sandbox.close();
    }

    @Test
    void theVersionIsToldWithoutTheRest() throws Exception {
        assertLoads(555, "--version");
    }

    @Test
    void completionIsPrintedWithoutTheRest() throws Exception {
        assertLoads(600, "completion", "bash");
    }

    @Test
    void listLoadsWhatItNeeds() throws Exception {
        assertLoads(1_530, "list");
    }

    @Test
    void psLoadsWhatItNeeds() throws Exception {
        assertLoads(1_500, "ps");
    }

    @Test
    void runLoadsWhatItNeeds() throws Exception {
        assertLoads(1_550, "run", "tiny", "Hello");
    }

    private void assertLoads(int bound, String... command) throws Exception {
        List<Loaded> classes = classesOf(command);

        assertThat(classes)
                .filteredOn(loaded -> NOT_FOR_CLIENTS.stream().anyMatch(loaded.name()::startsWith))
                .isEmpty();
        assertThat(classes).filteredOn(loaded -> !loaded.archived()).hasSizeLessThanOrEqualTo(NEVER_ARCHIVED);
        assertThat(classes).hasSizeLessThanOrEqualTo(Math.max(bound, AT_ONCE));
    }

    private record Loaded(String name, boolean archived) {}

    private List<Loaded> classesOf(String... command) throws Exception {
        Path log = sandbox.folder().resolve("classes");
        Files.deleteIfExists(log);
        sandbox.with("MULLAMA_JAVA_OPTS", "-Xlog:class+load:file=" + log + ":none");
        try {
            assertThat(sandbox.run(command).exitCode()).isZero();
        } finally {
            sandbox.with("MULLAMA_JAVA_OPTS", "");
        }
        return read(log);
    }

    private static List<Loaded> read(Path log) throws IOException {
        List<Loaded> classes = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            // java.lang.Object source: shared objects file
            classes.add(new Loaded(line.substring(0, line.indexOf(' ')), line.contains("shared objects file")));
        }
        return classes;
    }
}
