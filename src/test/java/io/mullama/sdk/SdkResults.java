package io.mullama.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The results of one run of the clients' tests, a file for each client. Thread-safe. */
final class SdkResults {
    private static final Path FOLDER = Path.of("target/compatibility").toAbsolutePath();

    /** Clients whose file is of this run. */
    private final Set<String> begun = new HashSet<>();

    /** Adds a result; a client's first replaces what an earlier run left. */
    synchronized void add(SdkResult result) throws IOException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(result.client().name().replace('/', '-') + ".jsonl");
        if (begun.add(result.client().name())) {
            Files.deleteIfExists(file);
        }
        Files.writeString(file, result.toLine() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What the last runs left. */
    static List<SdkResult> all() throws IOException {
        List<SdkResult> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    results.add(SdkResult.ofLine(line));
                }
            }
        }
        return results;
    }
}
