package io.mullama.server.openai.responses;

import io.mullama.api.openai.responses.Item;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The responses that were made while the daemon runs, of which the oldest are forgotten where there are too many or they
 * take too much memory. Thread-safe.
 *
 * <p>A turn that a later one goes on from is kept with that: a conversation is forgotten as a whole, not from its
 * beginning.
 */
final class ResponseStore {
    /** As many as an agent makes in days. */
    static final int MOST = 2000;

    /** In bytes: a small part of what any model takes. */
    static final long MOST_BYTES = 64L << 20;

    private final int most;
    private final long mostBytes;

    /** By their ids, the oldest first. */
    private final Map<String, StoredResponse> responses = new LinkedHashMap<>();

    /** The items of all turns that are held, by their ids. */
    private final Map<String, Owned> items = new HashMap<>();

    private long bytes;

    private record Owned(String owner, Item item) {}

    ResponseStore() {
        this(MOST, MOST_BYTES);
    }

    ResponseStore(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Keeps a response, and forgets older ones for it; one that is too large by itself is forgotten at once. */
    synchronized void put(StoredResponse response) {
        responses.put(response.id(), response);
        bytes += response.json().length;
        hold(response.turn(), response.owner());
        Iterator<StoredResponse> oldest = responses.values().iterator();
        while ((responses.size() > most || bytes > mostBytes) && oldest.hasNext()) {
            StoredResponse forgotten = oldest.next();
            oldest.remove();
            forget(forgotten);
        }
    }

    synchronized Optional<StoredResponse> find(String id, String owner) {
        return Optional.ofNullable(responses.get(id))
                .filter(found -> found.owner().equals(owner));
    }

    /** The item of that id in any conversation that is remembered. */
    synchronized Optional<Item> item(String id, String owner) {
        return Optional.ofNullable(items.get(id))
                .filter(found -> found.owner.equals(owner))
                .map(Owned::item);
    }

    /** Whether there was one. Those that went on from it stay as they are. */
    synchronized boolean delete(String id, String owner) {
        Optional<StoredResponse> found = find(id, owner);
        found.ifPresent(response -> {
            responses.remove(id);
            forget(response);
        });
        return found.isPresent();
    }

    /** Roughly the memory that all of it takes, in bytes. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized int count() {
        return responses.size();
    }

    private void forget(StoredResponse response) {
        bytes -= response.json().length;
        release(response.turn(), response.owner());
    }

    /** Counts what a turn takes, and with it the turns before it that had been forgotten meanwhile. */
    private void hold(Turn last, String owner) {
        for (@Nullable Turn turn = last; turn != null && turn.hold(); turn = turn.before()) {
            bytes += turn.size();
            turn.items().forEach(item -> items.put(item.id(), new Owned(owner, item)));
        }
    }

    private void release(Turn last, String owner) {
        for (@Nullable Turn turn = last; turn != null && turn.release(); turn = turn.before()) {
            bytes -= turn.size();
            turn.items().forEach(item -> items.remove(item.id(), new Owned(owner, item)));
        }
    }
}
