package io.mullama.server.openai.responses;

import io.mullama.api.openai.responses.Item;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Makes ids up that nobody can guess: who knows a response's can read it. Thread-safe. */
final class ItemIds {
    private static final int BYTES = 24;

    private static final SecureRandom RANDOM = new SecureRandom();

    private ItemIds() {}

    /** An id with such a beginning, as in {@code resp_}. */
    static String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    /** The items, each with an id. */
    static List<Item> named(List<Item> items) {
        return items.stream()
                .map(item -> item.id().isEmpty() ? item.withId(next(item.idPrefix())) : item)
                .toList();
    }
}
