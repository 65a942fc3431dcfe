package io.mullama.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What bytes say in UTF-8. Immutable.
 *
 * @param text with U+FFFD where they are no character
 * @param whole whether all are characters
 */
record Utf8Text(String text, boolean whole) {
    static Utf8Text of(byte[] bytes) {
        try {
            return new Utf8Text(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    true);
        } catch (CharacterCodingException e) {
            return new Utf8Text(new String(bytes, StandardCharsets.UTF_8), false);
        }
    }
}
