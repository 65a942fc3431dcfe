package io.mullama.server.rest;

import io.mullama.api.ApiError;
import io.mullama.api.CacheReport;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.JsonReply;
import io.mullama.server.answer.RouteGuard;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.store.ModelCache;
import io.mullama.store.ModelStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The routes of the folder of downloaded models. Thread-safe. */
public final class CacheRoutes {
    private static final System.Logger LOG = System.getLogger(CacheRoutes.class.getName());

    private final Activity activity;
    private final ModelStore store;
    private final BooleanSupplier busy;

    /** {@code busy} tells whether somebody is putting files there. */
    public CacheRoutes(Activity activity, ModelStore store, BooleanSupplier busy) {
        this.activity = activity;
        this.store = store;
        this.busy = busy;
    }

    public void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/cache", guard.guarded(this::report))
                .on("POST", "/api/cache/prune", guard.guarded(this::prune));
    }

    private void report(HttpRequest request, HttpExchange exchange) throws IOException {
        JsonReply.send(exchange, 200, report(unneededIfKnown()));
    }

    private void prune(HttpRequest request, HttpExchange exchange) throws IOException {
        List<ModelCache.CachedFile> deleted = new ArrayList<>();
        for (ModelCache.CachedFile file : unneeded()) {
            if (busy.getAsBoolean()) {
                break;
            }
            store.cache().delete(file.path());
            deleted.add(file);
        }
        JsonReply.send(exchange, 200, report(deleted));
    }

    private List<ModelCache.CachedFile> unneededIfKnown() throws IOException {
        try {
            return unneeded();
        } catch (MullamaException e) {
            LOG.log(System.Logger.Level.WARNING, "what of the cache is needed is not known: " + e.getMessage());
            return List.of();
        }
    }

    /**
     * Nothing is unneeded while files come: they have no name yet. One that came while this looked has its name before
     * it is no longer coming, so names are looked at last.
     */
    private List<ModelCache.CachedFile> unneeded() throws IOException {
        List<ModelCache.CachedFile> files = store.cache().files();
        return busy.getAsBoolean()
                ? List.of()
                : ModelCache.unneeded(files, store.needed().all());
    }

    private CacheReport report(List<ModelCache.CachedFile> unneeded) throws IOException {
        ModelCache cache = store.cache();
        long size =
                cache.files().stream().mapToLong(ModelCache.CachedFile::size).sum();
        return new CacheReport(
                cache.folder().toString(),
                size,
                unneeded.stream()
                        .map(file -> new CacheReport.File(
                                cache.folder().relativize(file.path()).toString(), file.size()))
                        .toList());
    }
}
