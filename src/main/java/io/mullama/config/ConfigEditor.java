package io.mullama.config;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Changes single values of {@code config.toml}; comments, order and what it does not know stay. Thread-safe. */
public final class ConfigEditor {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final Directories directories;

    public ConfigEditor(Directories directories) {
        this.directories = directories;
    }

    /** Sets a value that can be used. */
    public void set(SettingKey key, String value) {
        SettingValue.require(key, value);
        directories.create();
        String text = read();
        write(edit(text).set(key.path(), SettingValue.toml(key, value)));
    }

    /** Takes away a value, of a setting or of what is none; false where there is none. */
    public boolean unset(List<String> path) {
        String text = read();
        String changed = edit(text).unset(path);
        if (changed.equals(text)) {
            return false;
        }
        write(changed);
        return true;
    }

    private TomlEdit edit(String text) {
        return new TomlEdit(directories.configFile().toString(), text);
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
    private void write(String text) {
        Path file = directories.configFile();
        try {
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
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** With the old file's rights; a new one is its owner's alone, as it may hold keys. */
    private static void create(Path unfinished, Path real) throws IOException {
        if (!real.getFileSystem().supportedFileAttributeViews().contains("posix")) {
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
