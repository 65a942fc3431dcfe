package io.mullama.engine;

import io.mullama.engine.memory.Resident;
import io.mullama.model.ModelName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models of a registry by where they are in their life: offered to requests, retired while their last users finish,
 * and leaving while their memory is freed. Guarded by the registry's lock.
 */
final class LoadedModels {
    private final Map<Key, LoadedModel> offered = new LinkedHashMap<>();
    private final Set<LoadedModel> retired = new LinkedHashSet<>();
    private final Set<LoadedModel> leaving = new LinkedHashSet<>();

    /** What makes one engine another than the next. */
    private record Key(Path file, LoadOptions options, int room) {
        static Key of(ModelSource source) {
            return new Key(source.file(), source.options(), source.room());
        }
    }

    /**
     * The engine for a source: its own, or one of the same model with more room. One that is still loading counts only
     * as its own: whether there is memory for more room is not known before it is there.
     */
    Optional<LoadedModel> find(ModelSource source) {
        return Optional.ofNullable(offered.get(Key.of(source)))
                .or(() -> offered.values().stream()
                        .filter(model -> model.source().isSameAs(source)
                                && model.source().room() > source.room()
                                && model.engine().isPresent())
                        .findFirst());
    }

    /** Gives no more requests those that this one, which has come, has more room than. */
    void retireNarrowerThan(LoadedModel model) {
        if (offered.containsValue(model)) {
            retire(each -> each.isSameAs(model)
                            && each.source().room() < model.source().room())
                    .forEach(model::takeNames);
        }
    }

    void offer(LoadedModel model) {
        offered.put(Key.of(model.source()), model);
    }

    /** Those that requests are given, each model once, in the order of loading. */
    List<LoadedModel> offered() {
        List<LoadedModel> models = new ArrayList<>();
        for (LoadedModel each : offered.values()) {
            int same = index(models, each);
            if (same < 0) {
                models.add(each);
            } else if (models.get(same).engine().isEmpty()) {
                models.set(same, each);
            }
        }
        return List.copyOf(models);
    }

    private static int index(List<LoadedModel> models, LoadedModel model) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).isSameAs(model)) {
                return i;
            }
        }
        return -1;
    }

    /** Those whose memory is not being freed yet. */
    List<LoadedModel> staying() {
        return Stream.concat(offered.values().stream(), retired.stream()).toList();
    }

    /** Gives no more requests the models that are meant. */
    List<LoadedModel> retire(Predicate<LoadedModel> which) {
        List<LoadedModel> meant = offered.values().stream().filter(which).toList();
        offered.values().removeAll(meant);
        retired.addAll(meant);
        meant.forEach(LoadedModel::go);
        return meant;
    }

    /** Takes a name from those that have it, and retires those that have no other; all that had it. */
    List<LoadedModel> forget(ModelName name) {
        List<LoadedModel> found =
                offered.values().stream().filter(model -> model.isCalled(name)).toList();
        retire(found.stream().filter(model -> !model.forget(name)).toList()::contains);
        return found;
    }

    /** The retired ones that nobody uses any more. */
    List<LoadedModel> finished() {
        return retired.stream().filter(LoadedModel::isUnused).toList();
    }

    /** Those whose keep-alive time is over. */
    List<LoadedModel> expired(Instant now) {
        return offered.values().stream()
                .filter(model -> isExpired(model.expiresAt(), now))
                .toList();
    }

    private static boolean isExpired(@Nullable Instant end, Instant now) {
        return end != null && !end.isAfter(now);
    }

    /** When the next one's will be. */
    Optional<Instant> nextExpiry(Instant now) {
        return offered.values().stream()
                .flatMap(model -> Optional.ofNullable(model.expiresAt()).stream())
                .filter(end -> end.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    void leave(LoadedModel model) {
        forget(model);
        model.go();
        leaving.add(model);
    }

    /** The memory is free. */
    void left(LoadedModel model) {
        leaving.remove(model);
    }

    /** For one that could not be loaded. */
    void forget(LoadedModel model) {
        offered.remove(Key.of(model.source()), model);
        retired.remove(model);
    }

    boolean isAnyLeaving() {
        return !leaving.isEmpty();
    }

    /** Those that are no longer offered, and whose memory is not yet free. */
    List<LoadedModel> going() {
        return Stream.concat(retired.stream(), leaving.stream()).toList();
    }

    /** Whether one that is meant is no longer offered, and its memory not yet free. */
    boolean isAnyGoing(Predicate<LoadedModel> which) {
        return going().stream().anyMatch(which);
    }

    List<Resident<LoadedModel>> residents() {
        List<Resident<LoadedModel>> residents = new ArrayList<>();
        offered.values().forEach(model -> residents.add(model.resident(false)));
        retired.forEach(model -> residents.add(model.resident(true)));
        leaving.forEach(model -> residents.add(model.resident(true)));
        return residents;
    }
}
