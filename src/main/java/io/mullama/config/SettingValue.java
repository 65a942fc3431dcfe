package io.mullama.config;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Values of settings: whether they can be used, and how they are written in TOML. Stateless. */
public final class SettingValue {
    private static final Set<Setting> LISTS =
            EnumSet.of(Setting.MODELS, Setting.ALLOWED_HOSTS, Setting.ALLOWED_ORIGINS, Setting.API_KEYS);

    private static final Set<Setting> SECRETS = EnumSet.of(Setting.API_KEY, Setting.API_KEYS, Setting.HUB_TOKEN);

    private SettingValue() {}

    /** Whether it is not for every eye. */
    public static boolean isSecret(Setting setting) {
        return SECRETS.contains(setting);
    }

    /**
     * Throws what the daemon would say of the value.
     *
     * @throws MullamaException if it cannot be used, without the value where that is a secret
     */
    public static void require(SettingKey key, String value) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(key.setting(), key.isPart() ? key.path().get(1) + "=" + value : value);
        try {
            if (key.isPart() && value.indexOf(',') >= 0) {
                throw new MullamaException(ErrorCode.INVALID_SETTING, "", "a key has no commas");
            }
            require(Settings.of(flags, Map.of(), ConfigFile.empty(Path.of(""))), key.setting());
        } catch (MullamaException e) {
            String to = isSecret(key.setting()) ? "that" : "'" + value + "'";
            throw new MullamaException(
                            ErrorCode.INVALID_SETTING,
                            key.text() + " cannot be set to " + to,
                            e.hint().orElse(e.getMessage()))
                    .causedBy(e);
        }
    }

    /** Throws what is wrong with the value that a setting has. */
    public static void require(Settings settings, Setting setting) {
        AccessSettings access = new AccessSettings(settings);
        Object unused = switch (setting) {
            case HOST, PORT -> settings.endpoint();
            case OLLAMA -> settings.ollama();
            case INSECURE -> access.isInsecure();
            case HUB_OFFLINE -> settings.hubOffline();
            case API_KEY, API_KEYS -> access.keys();
            case RATE_LIMIT -> access.requestsPerMinute();
            case MAX_BODY -> access.maxBodyBytes();
            case GPU_LAYERS -> settings.gpuLayers();
            case CONTEXT_SIZE -> settings.contextSize();
            case THREADS -> settings.threads();
            case PARALLEL -> settings.parallel();
            case KV_SIZE -> settings.kvSize();
            case MAX_QUEUE -> settings.maxQueue();
            case MAX_STALL -> settings.maxStall();
            case PROMPT_CACHE -> settings.promptCacheBytes();
            case REQUEST_TIMEOUT -> settings.requestTimeout();
            case KEEP_ALIVE -> settings.keepAlive();
            case LOAD_TIMEOUT -> settings.loadTimeout();
            case IDLE_EXIT -> settings.idleExit();
            case MAX_LOADED_MODELS -> settings.maxLoadedModels();
            case MEMORY_LIMIT -> settings.memoryLimit();
            case HUB_ENDPOINT -> settings.hubEndpoint();
            case PULL_CONNECTIONS -> settings.pullConnections();
            case LOG_LEVEL -> settings.logLevel();
            // Any text may do; a file may come later, as the other one of a pair may.
            case SOCKET, ALLOWED_HOSTS, ALLOWED_ORIGINS, TLS_CERT, TLS_KEY, CA_FILE, MODELS, CACHE_DIR, HUB_TOKEN -> "";
        };
    }

    /** The value as TOML has it: numbers and truth values where the setting takes them, lists, else a text. */
    static String toml(SettingKey key, String value) {
        Setting setting = key.setting();
        if (LISTS.contains(setting) && !key.isPart()) {
            StringBuilder list = new StringBuilder("[");
            for (String item : value.split(",", -1)) {
                if (!item.isBlank()) {
                    list.append(list.length() > 1 ? ", " : "").append(quoted(item.strip()));
                }
            }
            return list.append(']').toString();
        }
        boolean bare = isBare(value)
                && (isBare(setting.fallback()) || setting.fallback().equals("auto"));
        return bare ? value : quoted(value);
    }

    private static boolean isBare(String value) {
        return value.equals("true") || value.equals("false") || value.matches("0|-?[1-9][0-9]{0,8}");
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ' || letter == 0x7f) {
                text.append(String.format("\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        return text.append('"').toString();
    }
}
