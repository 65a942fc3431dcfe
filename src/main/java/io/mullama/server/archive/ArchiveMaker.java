package io.mullama.server.archive;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One way of making a JVM's archives. Implementations are immutable. */
sealed interface ArchiveMaker permits ClassListDump, Rehearsal {
    /** The first release whose JVM learns from a rehearsal and writes down what it has learned in one go. */
    int FIRST_TO_REHEARSE = 25;

    /** The one for this JVM. */
    static ArchiveMaker of(Path installation) {
        return Runtime.version().feature() >= FIRST_TO_REHEARSE
                ? new Rehearsal(installation)
                : new ClassListDump(installation);
    }

    /** The ending of the archives' names. */
    String suffix();

    /**
     * Makes {@code client} and {@code server} with that ending in an empty folder; blocks for some seconds.
     *
     * @throws IOException if one of them cannot be made, with the reason as its message
     */
    void make(Path folder) throws IOException, InterruptedException;

    /** A command that leaves the cores to whoever waits for an answer. */
    static List<String> patiently(List<String> command) {
        List<String> nice = new ArrayList<>();
        if (File.separatorChar == '/') {
            nice.addAll(List.of("nice", "-n", "19"));
        }
        nice.addAll(command);
        return nice;
    }

    /** Waits for a process that is not to take minutes, and for what it leaves. */
    static void await(Process process, Path archive) throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES) || !Files.exists(archive)) {
            throw new IOException("the JVM has not made " + archive.getFileName());
        }
    }
}
