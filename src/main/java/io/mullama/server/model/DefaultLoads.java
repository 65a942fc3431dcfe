package io.mullama.server.model;

import io.mullama.api.ApiError;
import io.mullama.api.DefaultUse;
import io.mullama.api.ModelEntry;
import io.mullama.api.ModelList;
import io.mullama.api.ModelState;
import io.mullama.config.Settings;
import io.mullama.engine.LoadedModel;
import io.mullama.hub.CatalogEntry;
import io.mullama.hub.PullStatus;
import io.mullama.hub.Pulls;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.StoredModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Brings models of the catalog here and into memory while nobody waits, and tells how far each is. Thread-safe. */
public final class DefaultLoads {
    private static final System.Logger LOG = System.getLogger(DefaultLoads.class.getName());

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Models models;
    private final HubModels hub;
    private final Settings settings;
    private final InstantSource clock;
    private final Executor threads;
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    /** One model on its way. */
    private static final class Attempt {
        final String alias;
        volatile ModelState state = ModelState.LOADING;

        Attempt(String alias) {
            this.alias = alias;
        }
    }

    /** {@code threads} gives each model a thread of its own. */
    public DefaultLoads(Models models, HubModels hub, Settings settings, InstantSource clock, Executor threads) {
        this.models = models;
        this.hub = hub;
        this.settings = settings;
        this.clock = clock;
        this.threads = threads;
    }

    /** Begins to pull and load it, unless that is under way or done. It is the default model once it is loaded. */
    public DefaultUse use(CatalogEntry entry) {
        String alias = ModelName.parse(entry.name()).text();
        Optional<StoredModel> stored = hub.find(ModelName.parse(entry.name()));
        if (stored.flatMap(models::loaded).flatMap(LoadedModel::engine).isPresent()) {
            models.setDefault(alias);
            return new DefaultUse("loaded", alias, alias + " is loaded, and the default model now");
        }
        begin(alias);
        String message = stored.isPresent()
                ? alias + " is being loaded"
                : alias + " is being downloaded from " + entry.from().text() + ", and loaded then";
        return new DefaultUse("loading", alias, message + "; GET /api/models tells how far it is");
    }

    private void begin(String alias) {
        Attempt mine = new Attempt(alias);
        if (attempts.putIfAbsent(alias, mine) != null) {
            return;
        }
        models.failures().forget(alias);
        try {
            threads.execute(() -> run(mine));
        } catch (RuntimeException | Error e) {
            attempts.remove(alias, mine);
            throw e;
        }
    }

    private void run(Attempt attempt) {
        try {
            StoredModel model = stored(attempt);
            attempt.state = ModelState.LOADING;
            models.acquire(model, settings.keepAlive(), () -> false).close();
            models.setDefault(attempt.alias);
            attempts.remove(attempt.alias, attempt);
        } catch (MullamaException e) {
            fail(attempt, e);
        } catch (InterruptedException e) {
            fail(attempt, new MullamaException(ErrorCode.INTERRUPTED, "interrupted while loading " + attempt.alias));
        } catch (RuntimeException | Error e) {
            fail(attempt, new MullamaException(ErrorCode.INTERNAL, attempt.alias + " could not be loaded").causedBy(e));
        }
    }

    private StoredModel stored(Attempt attempt) throws InterruptedException {
        ModelName name = ModelName.parse(attempt.alias);
        Optional<StoredModel> here = hub.find(name);
        if (here.isPresent()) {
            return here.get();
        }
        attempt.state = ModelState.downloading(0, 0);
        try (Pulls.Watch watch = hub.pull(name, Optional.empty())) {
            PullStatus status = watch.await(LOOK);
            while (!status.isEnd()) {
                if (status instanceof PullStatus.Downloading downloading) {
                    attempt.state = ModelState.downloading(downloading.totalBytes(), downloading.receivedBytes());
                }
                status = watch.await(LOOK);
            }
            if (status instanceof PullStatus.Failed failed) {
                throw failed.error();
            }
        }
        return hub.require(name);
    }

    private void fail(Attempt attempt, MullamaException e) {
        LOG.log(System.Logger.Level.WARNING, attempt.alias + " is not loaded: " + e.getMessage(), e);
        Instant modified = hub.find(ModelName.parse(attempt.alias))
                .map(StoredModel::modified)
                .orElse(null);
        models.failures()
                .put(new LoadFailures.Failure(
                        attempt.alias, ModelState.failed(ApiError.of(e)), modified, clock.instant()));
        attempts.remove(attempt.alias, attempt);
    }

    /** The list with the models that are on their way, or were and failed of late. */
    public ModelList over(ModelList list) {
        List<ModelEntry> entries = new ArrayList<>(list.models());
        for (LoadFailures.Failure failure : models.failures().since(clock.instant())) {
            int at = indexOf(entries, failure.alias());
            if (failure.isStale(at < 0 ? null : entries.get(at))) {
                models.failures().forget(failure.alias());
            } else {
                put(entries, failure.alias(), failure.state());
            }
        }
        attempts.values().forEach(attempt -> put(entries, attempt.alias, attempt.state));
        return new ModelList(entries);
    }

    private void put(List<ModelEntry> entries, String alias, ModelState state) {
        int at = indexOf(entries, alias);
        if (at < 0) {
            entries.add(missing(alias, state));
        } else if (!entries.get(at).loaded()) {
            entries.set(at, entries.get(at).with(state));
        }
    }

    private static int indexOf(List<ModelEntry> entries, String alias) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).alias().equals(alias)) {
                return i;
            }
        }
        return -1;
    }

    private ModelEntry missing(String alias, ModelState state) {
        return new ModelEntry(
                alias,
                "",
                0,
                settings.contextSize(),
                0,
                false,
                0,
                false,
                0,
                "",
                "",
                StoredModel.Origin.MULLAMA.text(),
                state,
                null,
                null);
    }
}
