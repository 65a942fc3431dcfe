package io.mullama.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestTest {
    /** That of "abc", from FIPS 180-4's examples. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aDigestIsThatOfTheContent() throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest("abc".getBytes(StandardCharsets.UTF_8));

        assertThat(Digest.of(sha256)).isEqualTo(new Digest(ABC)).hasToString("sha256:" + ABC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "SHA256-", " "})
    void aDigestIsReadWithOrWithoutItsKind(String prefix) {
        assertThat(Digest.parse(prefix + ABC)).hasValue(new Digest(ABC));
        assertThat(Digest.parse(prefix + ABC.toUpperCase(java.util.Locale.ROOT)))
                .hasValue(new Digest(ABC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "abc", "md5:" + ABC, ABC + "0", "g" + ABC})
    void anythingElseIsNone(String text) {
        assertThat(Digest.parse(text)).isEmpty();
    }
}
