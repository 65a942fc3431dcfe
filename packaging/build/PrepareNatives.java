import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Lays out the native libraries of the platform that builds: llama.cpp's from the npm package, JNA's own from its jar,
 * and the SHA256SUMS that the program checks when it loads them.
 *
 * <p>Run by the Maven build: {@code java PrepareNatives.java NODE_MODULES JNA_JAR OUT}.
 */
public final class PrepareNatives {
    /** The names that npm, llama.cpp's packages and JNA have for one platform. */
    private record Platform(String npm, String folder, String jna, String jnaLibrary) {
        static Platform host() {
            String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            boolean arm = System.getProperty("os.arch").equals("aarch64");
            if (os.startsWith("linux")) {
                return arm
                        ? new Platform("linux-arm64", "linux-arm64", "linux-aarch64", "libjnidispatch.so")
                        : new Platform("linux-x64", "linux-x64", "linux-x86-64", "libjnidispatch.so");
            }
            if (os.startsWith("mac")) {
                return arm
                        ? new Platform("mac-arm64-metal", "mac-arm64-metal", "darwin-aarch64", "libjnidispatch.jnilib")
                        : new Platform("mac-x64", "mac-x64", "darwin-x86-64", "libjnidispatch.jnilib");
            }
            return arm
                    ? new Platform("win-arm64", "win-arm64", "win32-aarch64", "jnidispatch.dll")
                    : new Platform("win-x64", "win-x64", "win32-x86-64", "jnidispatch.dll");
        }
    }

    public static void main(String[] args) throws Exception {
        Path nodeModules = Path.of(args[0]);
        Path jnaJar = Path.of(args[1]);
        Path out = Path.of(args[2]);
        Platform platform = Platform.host();
        Path source = nodeModules.resolve("@node-llama-cpp").resolve(platform.npm).resolve("bins").resolve(platform.folder);
        if (!Files.isDirectory(source)) {
            throw new IOException("npm has not brought the llama.cpp libraries for this platform: " + source);
        }
        Files.createDirectories(out);
        List<Path> libraries = libraries(source);
        StringBuilder sums = new StringBuilder();
        for (Path library : libraries) {
            String name = library.getFileName().toString();
            Files.copy(library, out.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            if (isLoaded(name)) {
                sums.append(sha256(library)).append("  ").append(name).append('\n');
            }
        }
        Files.writeString(out.resolve("SHA256SUMS"), sums);
        unpackJna(jnaJar, platform, out);
    }

    private static List<Path> libraries(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> isNeeded(file.getFileName().toString())).sorted().collect(Collectors.toList());
        }
    }

    /** All but node's own addon, and llama.cpp's helpers for its programs. */
    private static boolean isNeeded(String name) {
        return !name.endsWith(".node") && !name.endsWith(".json") && !name.contains("llama-common");
    }

    /** Shader sources and the like lie beside the libraries, but are not code. */
    private static boolean isLoaded(String name) {
        return name.endsWith(".so") || name.endsWith(".dylib") || name.endsWith(".dll");
    }

    private static void unpackJna(Path jar, Platform platform, Path out) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry("com/sun/jna/" + platform.jna + "/" + platform.jnaLibrary);
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, out.resolve(platform.jnaLibrary), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
