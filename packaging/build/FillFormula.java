import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Writes the Homebrew formula of a release: its version, where its archive will lie, and the archive's digest.
 *
 * <p>Run by the Maven build: {@code java FillFormula.java TEMPLATE VERSION BASE_URL ARCHIVE OUT}.
 */
public final class FillFormula {
    public static void main(String[] args) throws Exception {
        Path archive = Path.of(args[3]);
        String formula = Files.readString(Path.of(args[0]))
                .replace("@version@", args[1])
                .replace("@homepage@", args[2])
                .replace("@url@", args[2] + "/" + archive.getFileName())
                .replace("@sha256@", sha256(archive));
        Files.writeString(Path.of(args[4]), formula);
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
