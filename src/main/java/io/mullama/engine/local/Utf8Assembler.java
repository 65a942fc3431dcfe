package io.mullama.engine.local;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts the bytes of tokens together to whole characters; what is not UTF-8 becomes U+FFFD. Not thread-safe. */
final class Utf8Assembler {
    private static final int CONTINUATION = 0x80;

    private byte[] pending = new byte[0];

    /** The characters that are complete with these bytes. */
    String append(byte[] bytes) {
        byte[] all = pending.length == 0 ? bytes : concat(pending, bytes);
        int whole = all.length - incompleteTail(all);
        pending = whole == all.length ? new byte[0] : Arrays.copyOfRange(all, whole, all.length);
        return new String(all, 0, whole, StandardCharsets.UTF_8);
    }

    /** Whether a character is begun. */
    boolean isPending() {
        return pending.length > 0;
    }

    /** What is left when no more bytes come. */
    String finish() {
        String rest = new String(pending, StandardCharsets.UTF_8);
        pending = new byte[0];
        return rest;
    }

    /** The number of bytes at the end that begin a character and do not end it. */
    private static int incompleteTail(byte[] bytes) {
        for (int length = 1; length <= Math.min(3, bytes.length); length++) {
            int lead = bytes[bytes.length - length] & 0xFF;
            if ((lead & 0xC0) != CONTINUATION) {
                return characterLength(lead) > length ? length : 0;
            }
        }
        return 0;
    }

    private static int characterLength(int lead) {
        if (lead >= 0xF0 && lead <= 0xF4) {
            return 4;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 3;
        }
        return lead >= 0xC2 && lead <= 0xDF ? 2 : 1;
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
