package io.mullama.server;

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
import io.mullama.store.ModelStore;
import io.mullama.store.foreign.ForeignCaches;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The models {@code tiny} and {@code big} in a file system in memory, and engines that are fakes. For one thread. */
final class ModelsFixture implements Closeable {
    final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    final Path folder = files.getPath("/models");
    final FakeLoader loader = new FakeLoader();
    final ManualTimer timer = new ManualTimer();
    final ModelRegistry registry = new ModelRegistry(
            loader, new RegistryLimits(() -> MemoryReading.limitedTo(1_000_000), 1), timer, timer, Runnable::run);

    final ModelStore store = new ModelStore(
            files.getPath("/names"),
            files.getPath("/cache"),
            folder,
            ForeignCaches.of(files, Map.of(), files.getPath("/home")),
            Clock.systemUTC());

    ModelsFixture() throws IOException {
        Files.createDirectories(folder);
        write("tiny", new GgufBuilder().u32("llama.context_length", 2048));
        write("big", new GgufBuilder().u32("llama.context_length", 32_768).u32("general.sampling.top_k", 20));
    }

    void write(String name, GgufBuilder header) throws IOException {
        byte[] file = header.text("general.architecture", "llama")
                .tensor("output_norm.weight", GgmlType.F32, 64)
                .build();
        Files.write(folder.resolve(name + ".gguf"), file);
    }

    Models models(Settings settings) {
        return new Models(store, registry, settings, name -> store.find(name).orElseThrow(() -> store.unknown(name)));
    }

    static Settings settings(Map<Setting, String> flags) {
        return Settings.of(flags, Map.of(), ConfigFile.empty(Path.of("config.toml")));
    }

    @Override
    public void close() throws IOException {
        registry.close();
        files.close();
    }
}
