package io.mullama.llama;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The library files of one folder, found equal to the SHA-256 digests that the build wrote to {@code SHA256SUMS}.
 * Immutable.
 */
record NativeFiles(Path folder, Path ggmlBase, Path ggml, Path llama) {
    private static final String SUMS = "SHA256SUMS";
    private static final String HINT = "reinstall mullama, or build it again with mvn package";

    /**
     * Reads and compares every file that the list names.
     *
     * @throws LlamaException if one is missing or differs
     */
    static NativeFiles verified(Path folder) {
        Map<String, String> sums = readSums(folder);
        sums.forEach((name, digest) -> verify(folder.resolve(name), digest));
        return new NativeFiles(
                folder, named(folder, sums, "ggml-base"), named(folder, sums, "ggml"), named(folder, sums, "llama"));
    }

    private static Map<String, String> readSums(Path folder) {
        Path file = folder.resolve(SUMS);
        Map<String, String> sums = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int gap = line.indexOf("  ");
                if (gap > 0) {
                    sums.put(line.substring(gap + 2), line.substring(0, gap));
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return sums;
    }

    private static void verify(Path file, String digest) {
        String found;
        try {
            found = sha256(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        if (!found.equals(digest)) {
            throw new LlamaException(
                    LlamaException.Kind.LIBRARY, file + " is not the file that mullama was built with", HINT);
        }
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file of a library, whatever the platform calls it: {@code libllama.v0.4.0.so}, {@code llama.dll}. */
    private static Path named(Path folder, Map<String, String> sums, String library) {
        for (String name : sums.keySet()) {
            String bare = name.startsWith("lib") ? name.substring(3) : name;
            int dot = bare.indexOf('.');
            if (dot > 0 && bare.substring(0, dot).equals(library)) {
                return folder.resolve(name);
            }
        }
        throw new LlamaException(
                LlamaException.Kind.LIBRARY, folder.resolve(SUMS) + " names no library '" + library + "'", HINT);
    }

    private static LlamaException unreadable(Path file, IOException e) {
        String problem = e instanceof NoSuchFileException ? "is missing" : "cannot be read: " + e.getMessage();
        return new LlamaException(LlamaException.Kind.LIBRARY, "the native library file " + file + " " + problem, HINT);
    }
}
