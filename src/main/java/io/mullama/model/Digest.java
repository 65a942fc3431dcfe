package io.mullama.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a file's content. Immutable.
 *
 * @param hex 64 digits in lower case
 */
public record Digest(String hex) {
    private static final Pattern SHA256 = Pattern.compile("(?:sha256[:-])?([0-9a-f]{64})");

    /** Takes the digits alone, or with {@code sha256:} before them. */
    public static Optional<Digest> parse(String text) {
        var matcher = SHA256.matcher(text.strip().toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(new Digest(matcher.group(1))) : Optional.empty();
    }

    /** The digest of a SHA-256 computation. */
    public static Digest of(byte[] sha256) {
        return new Digest(HexFormat.of().formatHex(sha256));
    }

    /** A computation that has taken in nothing yet. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "sha256:" + hex;
    }
}
