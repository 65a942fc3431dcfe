package io.mullama.config;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where mullama keeps its files. Immutable.
 *
 * @param home {@code MULLAMA_HOME}, else {@code ~/.mullama}
 * @param modelCache where downloaded models lie where no setting says otherwise
 * @param installation the folder that holds {@code bin} and {@code lib}
 */
public record Directories(Path home, Path modelCache, Path installation) {

    /** From the environment; {@code userHome} is where {@code ~} points. */
    public static Directories of(
            FileSystem files, Map<String, String> environment, String userHome, String installation) {
        @Nullable String set = environment.get("MULLAMA_HOME");
        Path home = set == null || set.isBlank()
                ? files.getPath(userHome, ".mullama")
                : files.getPath(set).toAbsolutePath().normalize();
        @Nullable String caches = environment.get("XDG_CACHE_HOME");
        Path cache = caches == null || caches.isBlank()
                ? files.getPath(userHome, ".cache")
                : files.getPath(caches).toAbsolutePath().normalize();
        return new Directories(
                home,
                cache.resolve("mullama").resolve("models"),
                files.getPath(installation).toAbsolutePath().normalize());
    }

    public Path configFile() {
        return home.resolve("config.toml");
    }

    /** The file whose lock is held while the settings' file is changed. */
    public Path configLock() {
        return home.resolve("config.lock");
    }

    /** A file for each conversation that is kept. */
    public Path chats() {
        return home.resolve("chats");
    }

    /** What was typed in conversations. */
    public Path history() {
        return home.resolve("history");
    }

    /** The file whose lock says that a daemon lives. */
    public Path daemonLock() {
        return home.resolve("daemon.lock");
    }

    /** The file whose lock a client holds while it starts a daemon. */
    public Path startLock() {
        return home.resolve("start.lock");
    }

    /** Where a living daemon says how it is reached. */
    public Path registryFile() {
        return home.resolve("daemon.properties");
    }

    public Path daemonLog() {
        return home.resolve("logs").resolve("daemon.log");
    }

    /** The models' names, one a line, which shell completion reads without a daemon. */
    public Path namesFile() {
        return home.resolve("names");
    }

    /** The names of models that could be pulled, for shell completion too. */
    public Path catalogNamesFile() {
        return home.resolve("catalog-names");
    }

    /** A manifest for every model that was pulled or created. */
    public Path manifests() {
        return home.resolve("models");
    }

    /** A person's own names for models of the hub. */
    public Path aliasesFile() {
        return home.resolve("aliases.toml");
    }

    /** Archives and other files that can be made again. */
    public Path cache() {
        return home.resolve("cache");
    }

    /** The models that come with the program. */
    public Path bundledModels() {
        return installation.resolve("models");
    }

    public Path nativeLibraries() {
        return installation.resolve("lib").resolve("native");
    }

    /** Makes the home and its folders, for its owner alone. */
    public void create() {
        try {
            createPrivate(home);
            createPrivate(daemonLog().getParent());
            createPrivate(cache());
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "cannot write to " + home + reason(e),
                            "give yourself write access to it, or set MULLAMA_HOME to another folder")
                    .causedBy(e);
        }
    }

    private static void createPrivate(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            requireWritable(folder);
            return;
        }
        PrivateFolder.create(folder);
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException taken) {
            return ": " + taken.getFile() + " is a file, not a folder";
        }
        return e instanceof FileSystemException known && known.getReason() != null ? ": " + known.getReason() : "";
    }

    private static void requireWritable(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isWritable(folder)) {
            throw new IOException(folder + " is not writable");
        }
    }
}
