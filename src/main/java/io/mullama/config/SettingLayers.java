package io.mullama.config;

import io.mullama.config.Settings.Layer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What was said of every setting, and where: the strongest place alone counts. Immutable. */
final class SettingLayers {
    private static final String DEFAULT = "the default";

    /** Where Ollama's own programs look for it. */
    private static final String OLLAMA_HOST = "OLLAMA_HOST";

    private static final String OLLAMA_PORT = "11434";

    /**
     * A value as it was written. Immutable.
     *
     * @param origin the flag, variable or line of a file that sets it, as a person names that
     */
    record Value(String text, String origin, Layer layer) {}

    private final Map<Setting, Value> values;

    private SettingLayers(Map<Setting, Value> values) {
        this.values = values;
    }

    /** Lays them over each other; {@code flags} may be empty. */
    static SettingLayers of(Map<Setting, String> flags, Map<String, String> environment, ConfigFile file) {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, resolve(setting, flags, environment, file));
        }
        return new SettingLayers(values);
    }

    /** With what Ollama listens on where nothing else is chosen. */
    SettingLayers inPlaceOfOllama(Map<String, String> environment) {
        Map<Setting, Value> changed = new EnumMap<>(values);
        String host = environment.get(OLLAMA_HOST);
        if (isDefault(Setting.HOST) && host != null && !host.isBlank()) {
            changed.put(Setting.HOST, new Value(host.strip(), OLLAMA_HOST, Layer.DEFAULT));
        }
        if (isDefault(Setting.PORT)) {
            changed.put(Setting.PORT, new Value(OLLAMA_PORT, value(Setting.OLLAMA).origin, Layer.DEFAULT));
        }
        return new SettingLayers(changed);
    }

    Value value(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException(setting + " has no value");
        }
        return value;
    }

    private boolean isDefault(Setting setting) {
        return value(setting).layer == Layer.DEFAULT;
    }

    private static Value resolve(
            Setting setting, Map<Setting, String> flags, Map<String, String> environment, ConfigFile file) {
        String flag = flags.get(setting);
        if (flag != null) {
            return new Value(flag, "--" + setting.key().replace('_', '-'), Layer.FLAG);
        }
        String variable = environment.get(setting.variable());
        if (variable != null && !variable.isBlank()) {
            return new Value(variable.strip(), setting.variable(), Layer.ENVIRONMENT);
        }
        Optional<String> configured = file.value(setting.key());
        return configured
                .map(text -> new Value(text, setting.key() + " in " + file.path(), Layer.FILE))
                .orElseGet(() -> new Value(setting.fallback(), DEFAULT, Layer.DEFAULT));
    }
}
