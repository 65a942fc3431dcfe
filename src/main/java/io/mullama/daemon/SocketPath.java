package io.mullama.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Where the Unix socket lies, by a rule that daemon and client both follow. Stateless and thread-safe.
 *
 * <p>An address holds 108 bytes on Linux and 104 on macOS: a longer path is replaced by a name made from its hash, in a
 * folder of its own among the temporary files.
 */
public final class SocketPath {
    private static final int LONGEST = 100;
    private static final int HASH_BYTES = 8;
    private static final String PREFIX = "mullama-";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private SocketPath() {}

    /** The socket's path, with Java's own folder for temporary files. */
    public static Path of(Path home, String setting) {
        String temporary = System.getProperty("java.io.tmpdir", "/tmp");
        return of(home, setting, home.getFileSystem().getPath(temporary));
    }

    /**
     * The socket's path.
     *
     * @param setting what the person asked for, {@code ipc://} in front or not; empty for the default
     * @param temporary the folder for temporary files
     */
    public static Path of(Path home, String setting, Path temporary) {
        String plain = setting.startsWith("ipc://") ? setting.substring("ipc://".length()) : setting;
        Path wanted = home.resolve(plain.isBlank() ? "mullama.sock" : plain).normalize();
        byte[] bytes = wanted.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return wanted;
        }
        return temporary.resolve(PREFIX + hash(bytes)).resolve("mullama.sock");
    }

    /** Makes the folder of a socket, for its owner alone; one that was there is refused where it is not {@link #isSafe}. */
    public static void createFolder(Path socket, Path home) throws IOException {
        Path folder = socket.getParent();
        if (folder == null) {
            return;
        }
        if (hasPosix(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } else {
            Files.createDirectories(folder);
        }
        if (!isSafe(socket, home)) {
            throw new IOException(folder + " belongs to somebody else, or others may enter it");
        }
    }

    /**
     * Whether nobody else can have put the socket there. Temporary files lie where everybody may write, so a folder
     * among them must be of mode 0700 and of the same owner as the home.
     */
    public static boolean isSafe(Path socket, Path home) throws IOException {
        Path folder = socket.getParent();
        if (folder == null || !hasPosix(folder) || !isHashed(folder)) {
            return true;
        }
        return Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(home));
    }

    private static boolean isHashed(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(PREFIX) && name.length() == PREFIX.length() + 2 * HASH_BYTES;
    }

    private static boolean hasPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String hash(byte[] path) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(path);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
