package io.mullama.engine.local;

import org.jspecify.annotations.Nullable;

/**
 * The longest beginning of a prompt that was computed before, and where it is. Immutable.
 *
 * @param length in tokens; 0 for none
 * @param slot that holds it in the KV cache
 * @param entry that holds it in the host's memory
 */
record Prefix(int length, @Nullable Slot slot, PromptCache.@Nullable Entry entry) {
    static final Prefix NONE = new Prefix(0, null, null);

    static Prefix in(Slot slot, int length) {
        return length > 0 ? new Prefix(length, slot, null) : NONE;
    }

    static Prefix in(PromptCache.Entry entry, int length) {
        return length > 0 ? new Prefix(length, null, entry) : NONE;
    }
}
