package io.mullama.api.openai.responses;

import java.util.Locale;

/** How far an item is. */
public enum ItemStatus {
    IN_PROGRESS,
    COMPLETED,
    /** The answer was cut off in it. */
    INCOMPLETE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
