package io.mullama.server.model;

import io.mullama.api.ModelEntry;
import io.mullama.api.ModelState;
import io.mullama.model.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What kept models from being pulled or loaded while nobody waited, for those who look later. Thread-safe. */
final class LoadFailures {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    /**
     * One failure. Immutable.
     *
     * @param modified of the model's file; null where it was not here
     */
    record Failure(String alias, ModelState state, @Nullable Instant modified, Instant at) {
        /** Whether the model is another than the one that failed: deleted, pulled or loaded since. */
        boolean isStale(@Nullable ModelEntry entry) {
            return entry == null ? modified != null : !Objects.equals(entry.modifiedAt(), modified);
        }
    }

    void put(Failure failure) {
        failures.put(key(failure.alias), failure);
    }

    /** For a model that is loaded, or that is tried again. */
    void forget(String alias) {
        failures.remove(key(alias));
    }

    Collection<Failure> since(Instant now) {
        failures.values().removeIf(failure -> failure.at.isBefore(now.minus(REMEMBERED)));
        return List.copyOf(failures.values());
    }

    private static String key(String alias) {
        return ModelName.parse(alias).key();
    }
}
