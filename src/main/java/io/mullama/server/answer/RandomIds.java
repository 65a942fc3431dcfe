package io.mullama.server.answer;

import java.util.UUID;

/** Ids that no other request or answer has. Stateless. */
public final class RandomIds {
    private RandomIds() {}

    /** Such a prefix, and 32 hexadecimal digits. */
    public static String of(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
