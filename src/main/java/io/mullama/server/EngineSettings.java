package io.mullama.server;

import io.mullama.config.Settings;
import io.mullama.engine.RegistryLimits;
import io.mullama.engine.local.EngineParameters;
import io.mullama.engine.memory.MemorySource;
import java.util.List;
import java.util.Optional;

/** What the settings mean for the engines. Stateless. */
final class EngineSettings {
    private EngineSettings() {}

    /** How each is made. */
    static EngineParameters parameters(Settings settings) {
        return new EngineParameters(
                settings.contextSize(),
                settings.parallel(),
                settings.kvSize(),
                settings.threads(),
                settings.gpuLayers(),
                settings.maxQueue(),
                settings.maxStall(),
                settings.promptCacheBytes().orElseGet(EngineParameters::suitablePromptCacheBytes),
                Optional.empty(),
                List.of());
    }

    /** How many there may be. */
    static RegistryLimits limits(Settings settings) {
        return new RegistryLimits(MemorySource.of(settings.memoryLimit()), settings.maxLoadedModels());
    }
}
