package io.mullama.store.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what others have written, for one listing: a bounded number of folders' entries, where a folder that cannot be
 * read is an empty one, and small files alone. For one thread.
 */
final class CacheReader {
    /** Several times what a thousand models take, and listed in a second or two. */
    static final int MOST_ENTRIES = 200_000;

    /** Bytes; the longest of these texts are licences. */
    static final int LONGEST_TEXT = 4 << 20;

    private static final System.Logger LOG = System.getLogger(CacheReader.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String MODEL = ".gguf";

    private int entriesLeft;

    CacheReader() {
        this(MOST_ENTRIES);
    }

    CacheReader(int mostEntries) {
        this.entriesLeft = mostEntries;
    }

    /** The folders in a folder, by name; one behind a link counts, for a person may keep models on another disk. */
    List<Path> folders(Path folder) {
        return entries(folder).stream()
                .filter(entry -> !name(entry).startsWith("."))
                .filter(Files::isDirectory)
                .toList();
    }

    /**
     * The files of a folder and of those in it, by name, hidden ones aside. Links to folders are not followed: they may
     * lead in circles.
     *
     * @param depth 1 for the folder's own files alone
     */
    List<Path> files(Path folder, int depth) {
        List<Path> files = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (name(entry).startsWith(".")) {
                continue;
            }
            if (!isModel(entry) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (depth > 1) {
                    files.addAll(files(entry, depth - 1));
                }
            } else {
                files.add(entry);
            }
        }
        return files;
    }

    /**
     * The attributes of a file, or of what a link leads to.
     *
     * @throws IOException if it has no content that we may read
     */
    static BasicFileAttributes file(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile() || attributes.size() == 0 || !Files.isReadable(file)) {
            throw new IOException(file + " is no file with content that may be read");
        }
        return attributes;
    }

    /**
     * What a small file says.
     *
     * @throws IOException also if it is not small
     */
    static String text(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new IOException(file + " is no file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LONGEST_TEXT + 1);
            if (bytes.length > LONGEST_TEXT) {
                throw new IOException(file + " is too long for what it should be");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /**
     * What a small file of JSON says.
     *
     * @throws IOException also if it is no JSON
     */
    static JsonNode json(Path file) throws IOException {
        try {
            return MAPPER.readTree(text(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Says in the log what is not taken for a model, and why. */
    static void leaveOut(Path what, String why) {
        LOG.log(System.Logger.Level.DEBUG, () -> "left out " + what + ": " + why);
    }

    static boolean isModel(Path file) {
        return name(file).toLowerCase(Locale.ROOT).endsWith(MODEL);
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private List<Path> entries(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (entriesLeft == 0) {
                    leaveOut(folder, "there are too many files, here and before it");
                    break;
                }
                entriesLeft--;
                entries.add(entry);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            leaveOut(folder, e.toString());
        }
        entries.sort(null);
        return entries;
    }
}
