package io.mullama.engine.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sequences that the KV cache had to give up, kept in the host's memory up to a number of bytes; the one unused for
 * longest goes first. The decode thread's own.
 */
final class PromptCache implements AutoCloseable {
    /** A sequence that was given up. */
    static final class Entry {
        private final TokenList tokens;
        private final KvCache.Snapshot snapshot;

        private Entry(TokenList tokens, KvCache.Snapshot snapshot) {
            this.tokens = tokens;
            this.snapshot = snapshot;
        }

        TokenList tokens() {
            return tokens;
        }

        KvCache.Snapshot snapshot() {
            return snapshot;
        }
    }

    private final long capacityBytes;
    private long usedBytes;

    /** The one unused for longest first. */
    private final List<Entry> entries = new ArrayList<>();

    PromptCache(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    long capacityBytes() {
        return capacityBytes;
    }

    long usedBytes() {
        return usedBytes;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether an entry begins with all of these tokens. */
    boolean covers(TokenList tokens) {
        return entries.stream().anyMatch(entry -> entry.tokens.commonPrefix(tokens) == tokens.size());
    }

    /** Takes a snapshot over, and drops entries that are but its beginning, and older ones as long as it is too much. */
    void put(TokenList tokens, KvCache.Snapshot snapshot) {
        List.copyOf(entries).stream()
                .filter(entry -> tokens.commonPrefix(entry.tokens) == entry.tokens.size())
                .forEach(this::remove);
        while (!entries.isEmpty() && usedBytes + snapshot.sizeBytes() > capacityBytes) {
            remove(entries.get(0));
        }
        entries.add(new Entry(tokens, snapshot));
        usedBytes += snapshot.sizeBytes();
    }

    /** Notes that an entry was of use. */
    void touch(Entry entry) {
        entries.remove(entry);
        entries.add(entry);
    }

    void remove(Entry entry) {
        if (entries.remove(entry)) {
            usedBytes -= entry.snapshot.sizeBytes();
            entry.snapshot.close();
        }
    }

    /** The entry that begins with most of the tokens; null where none shares any. */
    @Nullable
    Entry longest(TokenList tokens) {
        Entry longest = null;
        int most = 0;
        for (Entry entry : entries) {
            int common = entry.tokens.commonPrefix(tokens);
            if (common > most) {
                most = common;
                longest = entry;
            }
        }
        return longest;
    }

    @Override
    public void close() {
        List.copyOf(entries).forEach(this::remove);
    }
}
