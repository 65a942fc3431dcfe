package io.mullama.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The models that come with the program, named as their files are. Immutable. */
record BundledModels(Path folder) {
    private static final System.Logger LOG = System.getLogger(BundledModels.class.getName());
    private static final String EXTENSION = ".gguf";

    /** By their names. */
    Map<String, Path> list() {
        Map<String, Path> models = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
            for (Path file : files) {
                models.put(name(file), file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot list the models in " + folder, e);
        }
        return models;
    }

    /** The one of that name; the folder is looked through only for names in other letters. */
    Optional<Path> find(String name) {
        try {
            Path real = folder.resolve(name + EXTENSION).toRealPath(LinkOption.NOFOLLOW_LINKS);
            return Optional.of(folder.resolve(real.getFileName()));
        } catch (IOException e) {
            return Optional.ofNullable(list().get(name));
        }
    }

    /** What a file of these is called. */
    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - EXTENSION.length());
    }
}
