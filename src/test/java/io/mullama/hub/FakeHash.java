package io.mullama.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest that grows. For one thread. */
final class FakeHash {
    private static final int PIECE = 1 << 16;

    private final MessageDigest digest;

    FakeHash(String algorithm) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    FakeHash text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    FakeHash content(FakeContent content) {
        byte[] piece = new byte[PIECE];
        try {
            for (long at = 0; at < content.size(); at += PIECE) {
                int count = (int) Math.min(PIECE, content.size() - at);
                content.read(at, piece, 0, count);
                digest.update(piece, 0, count);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
