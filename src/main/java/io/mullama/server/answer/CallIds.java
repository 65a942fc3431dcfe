package io.mullama.server.answer;

import java.util.concurrent.ThreadLocalRandom;

/** Makes ids of tool calls up. Thread-safe. */
final class CallIds {
    /** Mistral's templates refuse any other length. */
    private static final int LENGTH = 9;

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private CallIds() {}

    static String next() {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(CHARACTERS.charAt(ThreadLocalRandom.current().nextInt(CHARACTERS.length())));
        }
        return id.toString();
    }
}
