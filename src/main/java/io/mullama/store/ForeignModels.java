package io.mullama.store;

import io.mullama.model.ModelName;
import io.mullama.store.foreign.ForeignCaches;
import io.mullama.store.foreign.ForeignModel;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What other tools have downloaded, of which those that were asked for by name are remembered for a while: to look
 * through all caches takes a good part of a second, and a conversation asks with every message. Thread-safe.
 */
final class ForeignModels {
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private record Remembered(ForeignModel model, Instant at) {}

    private final ForeignCaches caches;
    private final InstantSource clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    ForeignModels(ForeignCaches caches, InstantSource clock) {
        this.caches = caches;
        this.clock = clock;
    }

    /** All of them, as they are now. */
    List<ForeignModel> list() {
        remembered.clear();
        return caches.list();
    }

    Optional<ForeignModel> find(ModelName name) {
        Instant now = clock.instant();
        Remembered known = remembered.get(name.key());
        if (known != null
                && Duration.between(known.at(), now).compareTo(MEMORY) < 0
                && known.model().files().stream().allMatch(Files::exists)) {
            return Optional.of(known.model());
        }
        Optional<ForeignModel> found = caches.find(name);
        found.ifPresentOrElse(
                model -> remembered.put(name.key(), new Remembered(model, now)), () -> remembered.remove(name.key()));
        return found;
    }
}
