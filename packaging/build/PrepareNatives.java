import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Lays out the native libraries of the platform that builds: llama.cpp's from the npm packages, JNA's own from its jar,
 * and the SHA256SUMS that the program checks when it loads them.
 *
 * <p>Run by the Maven build: {@code java PrepareNatives.java VARIANT JNA_JAR OUT}, where the last part of the folder
 * VARIANT is {@code cpu}, {@code cuda} or {@code vulkan}.
 */
public final class PrepareNatives {
    /** The names that llama.cpp's packages and JNA have for one platform. */
    private record Platform(String npm, String jna, String jnaLibrary) {
        static Platform host() {
            String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            boolean arm = System.getProperty("os.arch").equals("aarch64");
            if (os.startsWith("linux")) {
                return arm
                        ? new Platform("linux-arm64", "linux-aarch64", "libjnidispatch.so")
                        : new Platform("linux-x64", "linux-x86-64", "libjnidispatch.so");
            }
            if (os.startsWith("mac")) {
                return arm
                        ? new Platform("mac-arm64-metal", "darwin-aarch64", "libjnidispatch.jnilib")
                        : new Platform("mac-x64", "darwin-x86-64", "libjnidispatch.jnilib");
            }
            return arm
                    ? new Platform("win-arm64", "win32-aarch64", "jnidispatch.dll")
                    : new Platform("win-x64", "win32-x86-64", "jnidispatch.dll");
        }
    }

    public static void main(String[] args) throws Exception {
        Path variant = Path.of(args[0]);
        Path out = Path.of(args[2]);
        Platform platform = Platform.host();
        Files.createDirectories(out);
        StringBuilder sums = new StringBuilder();
        for (Path source : sources(variant, platform.npm)) {
            copy(source, out, sums);
        }
        Files.writeString(out.resolve("SHA256SUMS"), sums);
        unpackJna(Path.of(args[1]), platform, out);
    }

    /** The folder of the package's libraries, and that of its extension where it has one, as CUDA's is too large for one. */
    private static List<Path> sources(Path variant, String platform) throws IOException {
        String name = variant.endsWith("cpu") ? platform : platform + "-" + variant.getFileName();
        Path packages = variant.resolve("node_modules/@node-llama-cpp");
        Path source = packages.resolve(name).resolve("bins").resolve(name);
        if (!Files.isDirectory(source)) {
            throw new IOException("npm has not brought " + source
                    + ": is there such a variant for this platform, and is this Node 20 or newer?");
        }
        return Stream.of(source, packages.resolve(name + "-ext").resolve("bins").resolve(name))
                .filter(Files::isDirectory)
                .toList();
    }

    private static void copy(Path source, Path out, StringBuilder sums) throws Exception {
        for (Path library : libraries(source)) {
            Path name = source.relativize(library);
            Files.createDirectories(out.resolve(name).getParent());
            Files.copy(library, out.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            if (isLoaded(name.toString())) {
                sums.append(sha256(library)).append("  ").append(name.toString().replace('\\', '/')).append('\n');
            }
        }
    }

    private static List<Path> libraries(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isNeeded(file.getFileName().toString()))
                    .sorted()
                    .toList();
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
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
