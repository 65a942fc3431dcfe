package io.mullama.cli.repl.input;

import io.mullama.cli.repl.session.Surroundings;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;

/** Finds the files that a path may go on to. Immutable. */
record FileNames(Surroundings surroundings) {
    /** No person reads more. */
    private static final int MOST = 1000;

    /** Adds what lies in the folder that the path names so far, each behind a prefix. */
    void beginningWith(String path, String prefix, List<Candidate> candidates) {
        int slash = path.lastIndexOf('/');
        String folder = path.substring(0, slash + 1);
        boolean hidden = path.startsWith(".", slash + 1);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(surroundings.path(folder))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if ((hidden || !name.startsWith(".")) && candidates.size() < MOST) {
                    candidates.add(candidate(prefix + folder + name, name, Files.isDirectory(entry)));
                }
            }
        } catch (IOException | MullamaException e) {
            // There is nothing to offer.
        }
    }

    private static Candidate candidate(String value, String name, boolean folder) {
        String slash = folder ? "/" : "";
        return new Candidate(value + slash, name + slash, null, null, null, null, !folder);
    }
}
