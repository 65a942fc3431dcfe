package io.mullama.hub;

import io.mullama.hub.download.DownloadLimits;
import io.mullama.hub.download.RetryPolicy;
import io.mullama.hub.http.HubAccess;
import io.mullama.hub.http.HubHttp;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import io.mullama.store.Manifest;
import io.mullama.store.ModelStore;
import io.mullama.store.foreign.ForeignCaches;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A fake hub, and pulls from it into a store in a folder. For one test. */
final class PullFixture implements AutoCloseable {
    static final int CHUNK = 16 << 10;
    static final int SIZE = 40 * CHUNK + 1234;
    static final String NAME = "hf:org/Model";
    static final String FILE = "m-Q8_0.gguf";

    final FakeHub hub;
    final FakeRepository repository;
    final FakeContent model = FakeContent.gguf(SIZE, 1);
    final ModelStore store;
    final Path cache;
    final Pulls pulls;
    private final PullTargets targets;

    PullFixture(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /** With these variables, which say where other tools' models are. */
    PullFixture(Path folder, Map<String, String> environment) throws IOException {
        hub = FakeHub.start();
        repository = hub.repository("org/Model").file(FILE, model);
        cache = folder.resolve("cache");
        targets = new PullTargets(new Catalog(folder.resolve("aliases.toml")));
        store = new ModelStore(
                folder.resolve("names"),
                cache,
                Files.createDirectories(folder.resolve("bundled")),
                ForeignCaches.of(folder.getFileSystem(), environment, folder.resolve("user")),
                Clock.systemUTC());
        HttpClient client = HttpClient.newHttpClient();
        HubHttp http = new HubHttp(
                () -> client,
                new HubAccess(hub.endpoint(), Optional.empty(), false),
                "mullama/test",
                Duration.ofSeconds(20));
        RetryPolicy retries = new RetryPolicy(Duration.ofMillis(1), Duration.ofSeconds(1), 4);
        DownloadLimits limits = new DownloadLimits(4, CHUNK, Duration.ofMinutes(5), retries);
        pulls = new Pulls(
                new PullWork(new HubClient(http, retries), store, limits, InstantSource.system()),
                PullFixture::inAThread);
    }

    Pulls.Watch watch(String name) {
        return watch(name, Optional.empty());
    }

    Pulls.Watch watch(String name, Optional<String> token) {
        return pulls.watch(targets.require(ModelName.parse(name)), token);
    }

    /** Pulls to the end. */
    PullStatus pull(String name) {
        try (Pulls.Watch watch = watch(name)) {
            return end(watch);
        }
    }

    PullStatus.Done pulled(String name) {
        PullStatus end = pull(name);
        if (end instanceof PullStatus.Failed failed) {
            throw failed.error();
        }
        return (PullStatus.Done) end;
    }

    /** Pulls what cannot be pulled. */
    MullamaException failed(String name) {
        PullStatus end = pull(name);
        if (end instanceof PullStatus.Failed failed) {
            return failed.error();
        }
        throw new AssertionError(name + " was pulled: " + end);
    }

    static PullStatus end(Pulls.Watch watch) {
        try {
            PullStatus status = watch.status();
            for (int i = 0; i < 300 && !status.isEnd(); i++) {
                status = watch.await(Duration.ofMillis(100));
            }
            return status;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Manifest manifest(String name) {
        return store.manifest(ModelName.parse(name)).orElseThrow();
    }

    /** The path of every file in the cache, from there. */
    List<String> cached() throws IOException {
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> cache.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void inAThread(Runnable work) {
        Thread thread = new Thread(work, "pull");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        pulls.close();
        hub.close();
    }
}
