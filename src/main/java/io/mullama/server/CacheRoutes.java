package io.mullama.server;

import io.mullama.api.ApiError;
import io.mullama.api.CacheReport;
import io.mullama.model.MullamaException;
import io.mullama.server.http.HttpExchange;
import io.mullama.server.http.HttpRequest;
import io.mullama.server.http.HttpRouter;
import io.mullama.store.ModelCache;
import io.mullama.store.ModelStore;
import java.io.IOException;
import java.util.List;

/** The routes of the folder of downloaded models. Thread-safe. */
final class CacheRoutes {
    private static final System.Logger LOG = System.getLogger(CacheRoutes.class.getName());

    private final Activity activity;
    private final ModelStore store;
    private final HubModels hub;

    CacheRoutes(Activity activity, ModelStore store, HubModels hub) {
        this.activity = activity;
        this.store = store;
        this.hub = hub;
    }

    void addTo(HttpRouter router) {
        RouteGuard guard = new RouteGuard(activity, ApiError::of);
        router.on("GET", "/api/cache", guard.guarded(this::report))
                .on("POST", "/api/cache/prune", guard.guarded(this::prune));
    }

    private void report(HttpRequest request, HttpExchange exchange) throws IOException {
        Routes.respond(exchange, 200, report(unneededIfKnown()));
    }

    private void prune(HttpRequest request, HttpExchange exchange) throws IOException {
        List<ModelCache.CachedFile> deleted = unneeded();
        for (ModelCache.CachedFile file : deleted) {
            store.cache().delete(file.path());
        }
        Routes.respond(exchange, 200, report(deleted));
    }

    private List<ModelCache.CachedFile> unneededIfKnown() throws IOException {
        try {
            return unneeded();
        } catch (MullamaException e) {
            LOG.log(System.Logger.Level.WARNING, "what of the cache is needed is not known: " + e.getMessage());
            return List.of();
        }
    }

    /** Nothing is unneeded while a pull is at it. */
    private List<ModelCache.CachedFile> unneeded() throws IOException {
        return hub.isPulling() ? List.of() : store.cache().unneeded(store.neededFiles());
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
