package io.mullama.engine.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files in which Linux tells about itself, below a root that tests put elsewhere. Immutable. */
record SystemFiles(Path root) {

    /** The lines of a file; none where it is missing or may not be read. */
    List<String> lines(String path) {
        try {
            // The kernel says that these files are empty, and has them at hand only when they are read.
            return Files.readString(root.resolve(path.substring(1)), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The first line of a file, or nothing. */
    String line(String path) {
        List<String> lines = lines(path);
        return lines.isEmpty() ? "" : lines.get(0);
    }
}
