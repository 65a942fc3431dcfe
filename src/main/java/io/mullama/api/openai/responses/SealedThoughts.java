package io.mullama.api.openai.responses;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Thoughts in {@code encrypted_content}, for clients that store nothing here and send back only what they cannot read.
 * Nothing is secret about them on the machine that made them, so they are encoded rather than encrypted. Stateless.
 */
final class SealedThoughts {
    /** Tells them from what another server encrypted, in Base64 too. */
    private static final String MARK = "mullama.";

    private SealedThoughts() {}

    static String seal(String thoughts) {
        return MARK + Base64.getEncoder().encodeToString(thoughts.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if another server sealed them. */
    static Optional<String> open(String sealed) {
        if (!sealed.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getDecoder().decode(sealed.substring(MARK.length()));
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
