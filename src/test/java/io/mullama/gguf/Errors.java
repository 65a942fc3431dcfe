package io.mullama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Expects that files are refused. Stateless. */
final class Errors {
    private Errors() {}

    static void assertError(GgufBuilder file, GgufException.Kind kind, String message) {
        assertError(file.build(), kind, message);
    }

    static void assertError(byte[] file, GgufException.Kind kind, String message) {
        assertError(BytesChannel.of(file), kind, message);
    }

    static void assertError(BytesChannel file, GgufException.Kind kind, String message) {
        GgufException error = errorOf(file);
        assertThat(error).hasMessage(message);
        assertThat(error.kind()).isEqualTo(kind);
    }

    static GgufException errorOf(BytesChannel file) {
        return catchThrowableOfType(GgufException.class, () -> HeaderReader.read(file));
    }
}
