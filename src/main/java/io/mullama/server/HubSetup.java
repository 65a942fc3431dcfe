package io.mullama.server;

import io.mullama.config.Directories;
import io.mullama.config.Settings;
import io.mullama.hub.Catalog;
import io.mullama.hub.HubClient;
import io.mullama.hub.ModelSearch;
import io.mullama.hub.PullTargets;
import io.mullama.hub.PullWork;
import io.mullama.hub.Pulls;
import io.mullama.hub.download.DownloadLimits;
import io.mullama.hub.download.RetryPolicy;
import io.mullama.hub.http.HubAccess;
import io.mullama.hub.http.HubClients;
import io.mullama.hub.http.HubHttp;
import io.mullama.hub.http.HubToken;
import io.mullama.server.model.HubModels;
import io.mullama.store.ModelStore;
import io.mullama.store.foreign.ForeignCaches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Makes of a daemon's settings the store of models and the way to the hub. Stateless. */
final class HubSetup {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a person waits for who wants to know whether a model exists. */
    private static final RetryPolicy QUESTIONS = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(10), 4);

    private HubSetup() {}

    static ModelStore store(Daemon.Options options) {
        Directories directories = options.directories();
        return new ModelStore(
                directories.manifests(),
                cache(options.settings(), directories),
                directories.bundledModels(),
                ForeignCaches.of(directories.home().getFileSystem(), options.environment(), options.userHome()),
                InstantSource.system());
    }

    private static Path cache(Settings settings, Directories directories) {
        return settings.cacheFolder()
                .map(text -> directories.home().getFileSystem().getPath(text))
                .orElse(directories.modelCache())
                .toAbsolutePath()
                .normalize();
    }

    /** {@code threads} gives each pull a thread of its own. */
    static HubModels hub(Daemon.Options options, ModelStore store, Executor threads) {
        Settings settings = options.settings();
        HubAccess access = new HubAccess(settings.hubEndpoint(), Optional.empty(), settings.hubOffline());
        HubHttp http = new HubHttp(
                () -> HubClients.of(options.environment()), access, "mullama/" + options.version(), PATIENCE);
        HubClient client = new HubClient(http, QUESTIONS);
        Catalog catalog = new Catalog(options.directories().aliasesFile());
        PullWork work =
                new PullWork(client, store, DownloadLimits.of(settings.pullConnections()), InstantSource.system());
        return new HubModels(
                new PullTargets(catalog),
                new ModelSearch(catalog, client),
                new Pulls(work, threads),
                store,
                settings.hubToken(),
                HubToken.of(options.environment(), options.userHome()));
    }
}
