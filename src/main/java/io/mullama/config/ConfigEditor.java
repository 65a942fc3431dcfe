package io.mullama.config;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes single values of {@code config.toml}; comments, order and what it does not know stay. Thread-safe; of several
 * processes too, each change stays.
 */
public final class ConfigEditor {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    /** A file is locked for other processes alone. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Directories directories;

    public ConfigEditor(Directories directories) {
        this.directories = directories;
    }

    /** Sets a value that can be used. */
    public void set(SettingKey key, String value) {
        SettingValue.require(key, value);
        directories.create();
        boolean unused = change(edit -> edit.set(key.path(), SettingValue.toml(key, value)));
    }

    /** Takes away a value, of a setting or of what is none; false where there is none. */
    public boolean unset(List<String> path) {
        return Files.exists(directories.configFile()) && change(edit -> edit.unset(path));
    }

    /** Nobody else changes the file between our reading and writing it; false where it is right as it is. */
    private boolean change(Function<TomlEdit, String> wanted) {
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel channel =
                    FileChannel.open(directories.configLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Closing the channel gives it back.
                FileLock unused = channel.lock();
                String text = read();
                String changed =
                        wanted.apply(new TomlEdit(directories.configFile().toString(), text));
                if (changed.equals(text)) {
                    return false;
                }
                write(changed);
                return true;
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    private String read() {
        Path file = directories.configFile();
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            // It says what is wrong with the file.
            ConfigFile unused = ConfigFile.read(file);
            throw unwritable(e);
        }
    }

    /** Puts a whole file in the place of the old one, behind a symbolic link too. */
    private void write(String text) throws IOException {
        Path file = directories.configFile();
        Path real = Files.exists(file) ? file.toRealPath() : file;
        Path unfinished = real.resolveSibling(
                real.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(unfinished);
        try {
            create(unfinished, real);
            Files.writeString(unfinished, text);
            Files.move(unfinished, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** With the old file's rights; a new one is its owner's alone, as it may hold keys. */
    private static void create(Path unfinished, Path real) throws IOException {
        if (!PrivateFolder.hasOwners(real)) {
            Files.createFile(unfinished);
            return;
        }
        Set<PosixFilePermission> rights = Files.exists(real) ? Files.getPosixFilePermissions(real) : PRIVATE;
        FileAttribute<Set<PosixFilePermission>> attribute = PosixFilePermissions.asFileAttribute(rights);
        Files.createFile(unfinished, attribute);
    }

    private MullamaException unwritable(IOException e) {
        String reason = e instanceof FileAlreadyExistsException ? "another process is at it" : e.toString();
        return new MullamaException(
                        ErrorCode.PERMISSION_DENIED,
                        "cannot change " + directories.configFile() + ": " + reason,
                        "give yourself write access to it and its folder")
                .causedBy(e);
    }
}
