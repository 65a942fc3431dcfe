package io.mullama.config;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The value of every {@link Setting}: a flag before an environment variable before {@code config.toml} before the
 * default. A value that cannot be used is an error that says where it was set. Immutable.
 */
public final class Settings {
    /** The number that stands for {@code auto}. */
    public static final int AUTO = -1;

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "");

    /** Where a value can come from, the strongest first. */
    public enum Layer {
        FLAG,
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    private final SettingLayers layers;

    private Settings(SettingLayers layers) {
        this.layers = layers;
    }

    /** Lays the layers over each other; {@code flags} may be empty. */
    public static Settings of(Map<Setting, String> flags, Map<String, String> environment, ConfigFile file) {
        SettingLayers layers = SettingLayers.of(flags, environment, file);
        Settings settings = new Settings(layers);
        return TRUE.contains(settings.word(Setting.OLLAMA))
                ? new Settings(layers.inPlaceOfOllama(environment))
                : settings;
    }

    public String text(Setting setting) {
        return layers.value(setting).text();
    }

    /** Where the value comes from: {@code --port}, {@code MULLAMA_PORT}, {@code port in …/config.toml}, the default. */
    public String origin(Setting setting) {
        return layers.value(setting).origin();
    }

    /** The kind of place that the value comes from. */
    public Layer layer(Setting setting) {
        return layers.value(setting).layer();
    }

    /** Whether somebody chose the value, be it the default's. */
    public boolean isSet(Setting setting) {
        return layers.value(setting).layer() != Layer.DEFAULT;
    }

    /** Whether one was set in a stronger place than the other: by a flag rather than a variable, say. */
    boolean outranks(Setting one, Setting other) {
        return layers.value(one).layer().compareTo(layers.value(other).layer()) < 0;
    }

    /** Where to listen or connect. */
    public Endpoint endpoint() {
        return Endpoint.parse(this);
    }

    /** The Unix socket that was asked for, if one was. */
    public Optional<String> socket() {
        return Optional.of(text(Setting.SOCKET)).filter(text -> !text.isBlank());
    }

    public List<String> models() {
        return list(Setting.MODELS);
    }

    List<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Layers on the GPU, or {@link #AUTO}. */
    public int gpuLayers() {
        return numberOrAuto(Setting.GPU_LAYERS, 0, 10_000);
    }

    /** Tokens that one request may use. */
    public int contextSize() {
        return number(Setting.CONTEXT_SIZE, 16, 16_777_216);
    }

    /** CPU threads, or {@link #AUTO}. */
    public int threads() {
        return numberOrAuto(Setting.THREADS, 1, 512);
    }

    public int parallel() {
        return number(Setting.PARALLEL, 1, 64);
    }

    /** Tokens in the KV cache for all requests together, or {@link #AUTO}. */
    public int kvSize() {
        return numberOrAuto(Setting.KV_SIZE, 16, 16_777_216);
    }

    public int maxQueue() {
        return number(Setting.MAX_QUEUE, 0, 100_000);
    }

    /** The longest pause in answers while a prompt is computed. */
    public Duration maxStall() {
        return duration(Setting.MAX_STALL)
                .filter(stall -> !stall.isZero())
                .orElseThrow(() -> invalid(Setting.MAX_STALL, "it takes a duration over 0 such as 250ms"));
    }

    /** Bytes of memory for conversations that left the KV cache; empty for what suits the machine. */
    public OptionalLong promptCacheBytes() {
        return isAuto(Setting.PROMPT_CACHE)
                ? OptionalLong.empty()
                : OptionalLong.of(bytes(Setting.PROMPT_CACHE, "it takes a size such as 512MB or 2GB, 0, or auto"));
    }

    /** How long a request may take; empty for ever. */
    public Optional<Duration> requestTimeout() {
        Optional<Duration> timeout = duration(Setting.REQUEST_TIMEOUT);
        if (timeout.filter(Duration::isZero).isPresent()) {
            throw invalid(Setting.REQUEST_TIMEOUT, "it takes a duration over 0 such as 30s or 5m, or -1 for ever");
        }
        return timeout;
    }

    /** How long an unused model stays loaded; empty for ever. */
    public Optional<Duration> keepAlive() {
        return duration(Setting.KEEP_ALIVE);
    }

    /** How long a request waits for a model to be loaded; empty for ever. */
    public Optional<Duration> loadTimeout() {
        return duration(Setting.LOAD_TIMEOUT);
    }

    /** Models that may be loaded at once; 0 for any number. */
    public int maxLoadedModels() {
        return number(Setting.MAX_LOADED_MODELS, 0, 10_000);
    }

    /** Bytes that the loaded models may take together; empty for what the system has. */
    public OptionalLong memoryLimit() {
        if (isAuto(Setting.MEMORY_LIMIT)) {
            return OptionalLong.empty();
        }
        String allowed = "it takes auto, or a size such as 8GB";
        long bytes = bytes(Setting.MEMORY_LIMIT, allowed);
        if (bytes == 0) {
            throw invalid(Setting.MEMORY_LIMIT, allowed);
        }
        return OptionalLong.of(bytes);
    }

    /** The folder of downloaded models, if one was chosen. */
    public Optional<String> cacheFolder() {
        return Optional.of(text(Setting.CACHE_DIR)).filter(text -> !text.isBlank());
    }

    /** The hub's address, without a slash at the end. */
    public URI hubEndpoint() {
        String text = text(Setting.HUB_ENDPOINT).replaceFirst("/+$", "");
        try {
            URI endpoint = URI.create(text);
            boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
            if (http && endpoint.getHost() != null && endpoint.getRawQuery() == null) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for an address of another kind.
        }
        throw invalid(Setting.HUB_ENDPOINT, "it takes an address such as https://huggingface.co");
    }

    /** The access token for the hub, if one was set. */
    public Optional<String> hubToken() {
        return Optional.of(text(Setting.HUB_TOKEN).strip()).filter(text -> !text.isEmpty());
    }

    /** Whether nothing may be asked of the hub. */
    public boolean hubOffline() {
        return isTrue(Setting.HUB_OFFLINE);
    }

    /** Whether to stand in for Ollama. */
    public boolean ollama() {
        return isTrue(Setting.OLLAMA);
    }

    boolean isTrue(Setting setting) {
        String word = word(setting);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw invalid(setting, "it takes true or false");
        }
        return TRUE.contains(word);
    }

    private String word(Setting setting) {
        return text(setting).strip().toLowerCase(Locale.ROOT);
    }

    /** Parts of a file that are downloaded at once. */
    public int pullConnections() {
        return number(Setting.PULL_CONNECTIONS, 1, 32);
    }

    /** When an unused daemon that was started on demand ends; empty for never. */
    public Optional<Duration> idleExit() {
        return duration(Setting.IDLE_EXIT);
    }

    public System.Logger.Level logLevel() {
        return switch (text(Setting.LOG_LEVEL).toLowerCase(Locale.ROOT)) {
            case "error" -> System.Logger.Level.ERROR;
            case "warn", "warning" -> System.Logger.Level.WARNING;
            case "info" -> System.Logger.Level.INFO;
            case "debug" -> System.Logger.Level.DEBUG;
            default -> throw invalid(Setting.LOG_LEVEL, "it takes error, warning, info or debug");
        };
    }

    private int numberOrAuto(Setting setting, int least, int most) {
        return isAuto(setting) ? AUTO : number(setting, least, most, "auto, or ");
    }

    int number(Setting setting, int least, int most) {
        return number(setting, least, most, "");
    }

    private int number(Setting setting, int least, int most, String orElse) {
        try {
            int number = Integer.parseInt(text(setting).strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw invalid(setting, "it takes " + orElse + "a number from " + least + " to " + most);
    }

    MullamaException invalid(Setting setting, String allowed) {
        return new MullamaException(
                ErrorCode.INVALID_SETTING,
                "%s is '%s' (from %s)".formatted(setting.key(), text(setting), origin(setting)),
                allowed);
    }

    private Optional<Duration> duration(Setting setting) {
        try {
            return Durations.parse(text(setting));
        } catch (IllegalArgumentException e) {
            throw invalid(setting, "it takes a duration such as 30s, 5m, 1h, or -1 for ever");
        }
    }

    long bytes(Setting setting, String allowed) {
        try {
            return ByteSizes.parse(text(setting));
        } catch (IllegalArgumentException e) {
            throw invalid(setting, allowed);
        }
    }

    private boolean isAuto(Setting setting) {
        String text = text(setting).strip();
        return text.equalsIgnoreCase("auto") || text.equals("-1");
    }
}
