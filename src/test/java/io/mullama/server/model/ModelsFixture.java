package io.mullama.server.model;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.config.ConfigFile;
import io.mullama.config.Setting;
import io.mullama.config.Settings;
import io.mullama.engine.FakeLoader;
import io.mullama.engine.ManualTimer;
import io.mullama.engine.ModelRegistry;
import io.mullama.engine.RegistryLimits;
import io.mullama.engine.memory.MemoryReading;
import io.mullama.gguf.GgmlType;
import io.mullama.gguf.GgufBuilder;
import io.mullama.hub.Catalog;
import io.mullama.hub.HubClient;
import io.mullama.hub.ModelSearch;
import io.mullama.hub.PullTargets;
import io.mullama.hub.PullWork;
import io.mullama.hub.Pulls;
import io.mullama.hub.download.DownloadLimits;
import io.mullama.hub.download.RetryPolicy;
import io.mullama.hub.http.HubAccess;
import io.mullama.hub.http.HubHttp;
import io.mullama.hub.http.HubToken;
import io.mullama.model.ModelRecipe;
import io.mullama.store.FileCheck;
import io.mullama.store.Manifest;
import io.mullama.store.ModelStore;
import io.mullama.store.foreign.ForeignCaches;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models {@code tiny} and {@code big} in a file system in memory, and engines that are fakes. For one thread. */
public final class ModelsFixture implements Closeable {
    /** A hub that is never asked. */
    public static final HubAccess OFFLINE = new HubAccess(URI.create("https://hub.invalid"), Optional.empty(), true);

    public final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    public final Path home = files.getPath("/home");
    public final Path folder = files.getPath("/models");
    public final FakeLoader loader = new FakeLoader();
    public final ManualTimer timer = new ManualTimer();
    public final ModelRegistry registry = new ModelRegistry(
            loader, new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), 1), timer, timer, Runnable::run);

    public final ModelStore store = new ModelStore(
            files.getPath("/names"),
            files.getPath("/cache"),
            folder,
            ForeignCaches.of(files, Map.of(), home),
            Clock.systemUTC());

    public ModelsFixture() throws IOException {
        Files.createDirectories(folder);
        write("tiny", new GgufBuilder().u32("llama.context_length", 2048));
        write("big", new GgufBuilder().u32("llama.context_length", 32_768).u32("general.sampling.top_k", 20));
    }

    public void write(String name, GgufBuilder header) throws IOException {
        byte[] file = header.text("general.architecture", "llama")
                .tensor("output_norm.weight", GgmlType.F32, 64)
                .build();
        Files.write(folder.resolve(name + ".gguf"), file);
    }

    /** Writes a model into the cache, and gives it a name, as a pull does. */
    public Path pulled(String name, String file) throws IOException {
        Path path = files.getPath("/cache").resolve(file);
        Files.createDirectories(path.getParent());
        Files.copy(folder.resolve("tiny.gguf"), path, StandardCopyOption.REPLACE_EXISTING);
        Manifest.ManifestFile model = new Manifest.ManifestFile(
                Manifest.Role.MODEL,
                path,
                Files.size(path),
                Optional.of(FileCheck.digest(path)),
                Files.getLastModifiedTime(path).toInstant(),
                1);
        Manifest.Source source = new Manifest.Source("org/repo", "0123abcd");
        Instant now = Instant.parse("2025-06-07T08:09:10Z");
        store.put(new Manifest(name, Optional.of(source), List.of(model), ModelRecipe.NONE, now));
        return path;
    }

    /** The short names of the catalog, and a hub that is never asked. */
    public HubModels hub() {
        return hub(OFFLINE);
    }

    /** The short names of the catalog, and a hub of the test's own. */
    public HubModels hub(HubAccess access) {
        HubHttp http = new HubHttp(HttpClient::newHttpClient, access, "mullama/test", Duration.ofSeconds(1));
        HubClient client = new HubClient(http, new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1), 1));
        PullWork work = new PullWork(client, store, DownloadLimits.of(1), Clock.systemUTC());
        Catalog catalog = new Catalog(files.getPath("/aliases.toml"));
        return new HubModels(
                new PullTargets(catalog),
                new ModelSearch(catalog, client),
                new Pulls(work, each -> new Thread(each, "pull").start()),
                store,
                Optional.empty(),
                HubToken.of(Map.of(), home));
    }

    public Models models(Settings settings) {
        return new Models(store, registry, settings, name -> store.find(name).orElseThrow(() -> store.unknown(name)));
    }

    public static Settings settings(Map<Setting, String> flags) {
        return Settings.of(flags, Map.of(), ConfigFile.empty(Path.of("config.toml")));
    }

    @Override
    public void close() throws IOException {
        registry.close();
        files.close();
    }
}
