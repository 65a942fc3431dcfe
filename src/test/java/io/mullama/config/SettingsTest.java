package io.mullama.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    private static final Map<Setting, Consumer<Settings>> READERS = Map.ofEntries(
            Map.entry(Setting.HOST, Settings::endpoint),
            Map.entry(Setting.PORT, Settings::endpoint),
            Map.entry(Setting.ALLOWED_HOSTS, settings -> access(settings).hosts()),
            Map.entry(Setting.ALLOWED_ORIGINS, settings -> access(settings).origins()),
            Map.entry(Setting.API_KEY, settings -> access(settings).key()),
            Map.entry(Setting.API_KEYS, settings -> access(settings).keys()),
            Map.entry(Setting.INSECURE, settings -> access(settings).isInsecure()),
            Map.entry(Setting.TLS_CERT, settings -> access(settings).certificate()),
            Map.entry(Setting.TLS_KEY, settings -> access(settings).privateKey()),
            Map.entry(Setting.CA_FILE, settings -> access(settings).authorities()),
            Map.entry(Setting.RATE_LIMIT, settings -> access(settings).requestsPerMinute()),
            Map.entry(Setting.MAX_BODY, settings -> access(settings).maxBodyBytes()),
            Map.entry(Setting.GPU_LAYERS, Settings::gpuLayers),
            Map.entry(Setting.CONTEXT_SIZE, Settings::contextSize),
            Map.entry(Setting.THREADS, Settings::threads),
            Map.entry(Setting.PARALLEL, Settings::parallel),
            Map.entry(Setting.KV_SIZE, Settings::kvSize),
            Map.entry(Setting.MAX_QUEUE, Settings::maxQueue),
            Map.entry(Setting.MAX_STALL, Settings::maxStall),
            Map.entry(Setting.PROMPT_CACHE, Settings::promptCacheBytes),
            Map.entry(Setting.REQUEST_TIMEOUT, Settings::requestTimeout),
            Map.entry(Setting.KEEP_ALIVE, Settings::keepAlive),
            Map.entry(Setting.LOAD_TIMEOUT, Settings::loadTimeout),
            Map.entry(Setting.MAX_LOADED_MODELS, Settings::maxLoadedModels),
            Map.entry(Setting.MEMORY_LIMIT, Settings::memoryLimit),
            Map.entry(Setting.IDLE_EXIT, Settings::idleExit),
            Map.entry(Setting.CACHE_DIR, Settings::cacheFolder),
            Map.entry(Setting.HUB_ENDPOINT, Settings::hubEndpoint),
            Map.entry(Setting.HUB_TOKEN, Settings::hubToken),
            Map.entry(Setting.HUB_OFFLINE, Settings::hubOffline),
            Map.entry(Setting.PULL_CONNECTIONS, Settings::pullConnections),
            Map.entry(Setting.LOG_LEVEL, Settings::logLevel));

    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path path = files.getPath("/home/me/.mullama/config.toml");

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void aFlagIsStrongerThanAVariableThanTheFileThanTheDefault() throws IOException {
        ConfigFile file = file("port = 3");
        Map<String, String> environment = Map.of("MULLAMA_PORT", "2");

        assertPort(Settings.of(Map.of(Setting.PORT, "1"), environment, file), 1, "--port");
        assertPort(Settings.of(Map.of(), environment, file), 2, "MULLAMA_PORT");
        assertPort(Settings.of(Map.of(), Map.of(), file), 3, "port in /home/me/.mullama/config.toml");
        assertPort(Settings.of(Map.of(), Map.of(), ConfigFile.empty(path)), 8080, "the default");
    }

    @Test
    void theHubIsHuggingFaceUnlessAMirrorIsNamed() {
        assertThat(Settings.of(Map.of(), Map.of(), ConfigFile.empty(path)).hubEndpoint())
                .hasToString("https://huggingface.co");
        assertThat(variable(Setting.HUB_ENDPOINT, "http://mirror:8000/hf/").hubEndpoint())
                .hasToString("http://mirror:8000/hf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "ftp://mirror", "https://", "http://a b", "https://hub?x=1"})
    void aHubNeedsAnAddress(String value) {
        assertThatThrownBy(() -> variable(Setting.HUB_ENDPOINT, value).hubEndpoint())
                .hasMessage("hub_endpoint is '" + value + "' (from HF_ENDPOINT)")
                .isInstanceOfSatisfying(
                        MullamaException.class,
                        e -> assertThat(e.hint()).hasValue("it takes an address such as https://huggingface.co"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "YES, true", "on, true", "0, false", "False, false", "no, false", "off, false"
    })
    void beingOfflineIsSaidInManyWays(String value, boolean offline) {
        assertThat(variable(Setting.HUB_OFFLINE, value).hubOffline()).isEqualTo(offline);
    }

    @Test
    void beingOfflineIsSaidClearly() {
        assertThatThrownBy(() -> variable(Setting.HUB_OFFLINE, "maybe").hubOffline())
                .hasMessage("hub_offline is 'maybe' (from HF_HUB_OFFLINE)");
    }

    @Test
    void aFlagIsNamedAsItIsTyped() {
        Settings settings = Settings.of(Map.of(Setting.KEEP_ALIVE, "1m"), Map.of(), ConfigFile.empty(path));

        assertThat(settings.origin(Setting.KEEP_ALIVE)).isEqualTo("--keep-alive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyVariableIsNotSet(String value) {
        assertThat(variable(Setting.PORT, value).origin(Setting.PORT)).isEqualTo("the default");
    }

    @ParameterizedTest
    @EnumSource
    void everySettingHasADefaultThatIsFine(Setting setting) {
        Settings settings = Settings.of(Map.of(), Map.of(), ConfigFile.empty(path));

        assertThat(settings.isSet(setting)).isFalse();
        assertThat(settings.text(setting)).isEqualTo(setting.fallback());
        READERS.getOrDefault(setting, Settings::models).accept(settings);
    }

    @ParameterizedTest
    @EnumSource
    void everySettingCanComeFromItsVariable(Setting setting) {
        Settings settings = variable(setting, " 7 ");

        assertThat(settings.text(setting)).isEqualTo("7");
        assertThat(settings.isSet(setting)).isTrue();
        assertThat(setting.variable()).isIn("MULLAMA_" + setting.name(), "HF_ENDPOINT", "HF_TOKEN", "HF_HUB_OFFLINE");
        assertThat(setting.description()).isNotBlank();
    }

    @Test
    void whatIsNotSetHasTheDocumentedDefault() {
        Settings settings = Settings.of(Map.of(), Map.of(), ConfigFile.empty(path));

        assertThat(settings.endpoint()).isEqualTo(new Endpoint("127.0.0.1", 8080));
        assertThat(settings.socket()).isEmpty();
        assertThat(settings.models()).isEmpty();
        assertThat(settings.gpuLayers()).isEqualTo(Settings.AUTO);
        assertThat(settings.contextSize()).isEqualTo(4096);
        assertThat(settings.threads()).isEqualTo(Settings.AUTO);
        assertThat(settings.parallel()).isEqualTo(4);
        assertThat(settings.keepAlive()).hasValue(Duration.ofMinutes(5));
        assertThat(settings.loadTimeout()).hasValue(Duration.ofMinutes(5));
        assertThat(settings.maxLoadedModels()).isZero();
        assertThat(settings.memoryLimit()).isEmpty();
        assertThat(settings.idleExit()).hasValue(Duration.ofMinutes(30));
        assertThat(settings.logLevel()).isEqualTo(Level.INFO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT         | 65536    | it takes a number from 0 to 65535",
                "PORT         | -1       | it takes a number from 0 to 65535",
                "PORT         | http     | it takes a number from 0 to 65535",
                "PORT         | 8080.0   | it takes a number from 0 to 65535",
                "GPU_LAYERS   | all      | it takes auto, or a number from 0 to 10000",
                "GPU_LAYERS   | -2       | it takes auto, or a number from 0 to 10000",
                "CONTEXT_SIZE | 15       | it takes a number from 16 to 16777216",
                "CONTEXT_SIZE | 16777217 | it takes a number from 16 to 16777216",
                "CONTEXT_SIZE | 4k       | it takes a number from 16 to 16777216",
                "CONTEXT_SIZE | 99999999999 | it takes a number from 16 to 16777216",
                "THREADS      | 0        | it takes auto, or a number from 1 to 512",
                "THREADS      | 513      | it takes auto, or a number from 1 to 512",
                "PARALLEL     | 0        | it takes a number from 1 to 64",
                "PARALLEL     | 65       | it takes a number from 1 to 64",
                "KEEP_ALIVE   | soon     | it takes a duration such as 30s, 5m, 1h, or -1 for ever",
                "LOAD_TIMEOUT | later    | it takes a duration such as 30s, 5m, 1h, or -1 for ever",
                "MAX_LOADED_MODELS | -1  | it takes a number from 0 to 10000",
                "MEMORY_LIMIT | 8 apples | it takes auto, or a size such as 8GB",
                "MEMORY_LIMIT | 0        | it takes auto, or a size such as 8GB",
                "IDLE_EXIT    | 5x       | it takes a duration such as 30s, 5m, 1h, or -1 for ever",
                "REQUEST_TIMEOUT | 0     | it takes a duration over 0 such as 30s or 5m, or -1 for ever",
                "REQUEST_TIMEOUT | soon  | it takes a duration such as 30s, 5m, 1h, or -1 for ever",
                "INSECURE     | perhaps  | it takes true or false",
                "RATE_LIMIT   | fast     | it takes a number from 0 to 1000000",
                "RATE_LIMIT   | -1       | it takes a number from 0 to 1000000",
                "MAX_BODY     | 1023     | it takes a size from 1KB to 256MB",
                "MAX_BODY     | 2GB      | it takes a size from 1KB to 256MB",
                "MAX_BODY     | much     | it takes a size from 1KB to 256MB",
                "LOG_LEVEL    | loud     | it takes error, warning, info or debug",
                "HOST         | a b      | it takes a host name or address, with or without :PORT",
            })
    void aValueThatCannotBeUsedIsRefusedWithWhereItWasSet(Setting setting, String value, String allowed) {
        Settings settings = variable(setting, value);

        assertThatThrownBy(() -> requireNonNull(READERS.get(setting)).accept(settings))
                .isInstanceOfSatisfying(MullamaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
                    assertThat(e).hasMessage(setting.key() + " is '" + value + "' (from " + setting.variable() + ")");
                    assertThat(e.hint()).hasValue(allowed);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "GPU_LAYERS, auto, -1", "GPU_LAYERS, AUTO, -1", "GPU_LAYERS, -1, -1", "GPU_LAYERS, 0, 0",
        "GPU_LAYERS, 10000, 10000", "THREADS, auto, -1", "THREADS, 512, 512", "CONTEXT_SIZE, 16, 16",
        "CONTEXT_SIZE, 16777216, 16777216", "PARALLEL, 64, 64"
    })
    void aNumberWithinItsBoundsIsTaken(Setting setting, String value, int expected) {
        Map<Setting, Function<Settings, Integer>> numbers = Map.of(
                Setting.GPU_LAYERS, Settings::gpuLayers,
                Setting.THREADS, Settings::threads,
                Setting.CONTEXT_SIZE, Settings::contextSize,
                Setting.PARALLEL, Settings::parallel);

        assertThat(requireNonNull(numbers.get(setting)).apply(variable(setting, value)))
                .isEqualTo(expected);
    }

    @Test
    void forEverAndNeverAreEmpty() {
        assertThat(variable(Setting.KEEP_ALIVE, "-1").keepAlive()).isEmpty();
        assertThat(variable(Setting.IDLE_EXIT, "-1").idleExit()).isEmpty();
        assertThat(variable(Setting.LOAD_TIMEOUT, "-1").loadTimeout()).isEmpty();
        assertThat(variable(Setting.KEEP_ALIVE, "0").keepAlive()).hasValue(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"error, ERROR", "warn, WARNING", "warning, WARNING", "WARNING, WARNING", "Info, INFO", "debug, DEBUG"})
    void aLogLevelIsTakenInAnyCase(String text, Level expected) {
        assertThat(variable(Setting.LOG_LEVEL, text).logLevel()).isEqualTo(expected);
    }

    @Test
    void aMemoryLimitIsASizeOrWhatTheSystemHas() throws IOException {
        assertThat(variable(Setting.MEMORY_LIMIT, "1.5GB").memoryLimit()).hasValue(3L << 29);
        assertThat(Settings.of(Map.of(), Map.of(), file("memory_limit = 4096")).memoryLimit())
                .hasValue(4096);
        assertThat(variable(Setting.MEMORY_LIMIT, "Auto").memoryLimit()).isEmpty();
    }

    @Test
    void modelsHaveCommasBetweenThem() throws IOException {
        assertThat(variable(Setting.MODELS, " tiny , b ,, ").models()).containsExactly("tiny", "b");
        assertThat(Settings.of(Map.of(), Map.of(), file("models = [\"tiny\", \"b\"]"))
                        .models())
                .containsExactly("tiny", "b");
    }

    @Test
    void aSocketIsTheTextAsItWasGiven() {
        assertThat(variable(Setting.SOCKET, "ipc:///tmp/x.sock").socket()).hasValue("ipc:///tmp/x.sock");
    }

    private static AccessSettings access(Settings settings) {
        return new AccessSettings(settings);
    }

    private Settings variable(Setting setting, String value) {
        return Settings.of(Map.of(), Map.of(setting.variable(), value), ConfigFile.empty(path));
    }

    private ConfigFile file(String toml) throws IOException {
        Files.createDirectories(files.getPath("/home/me/.mullama"));
        return ConfigFile.read(Files.writeString(path, toml));
    }

    private static void assertPort(Settings settings, int port, String origin) {
        assertThat(settings.endpoint().port()).isEqualTo(port);
        assertThat(settings.origin(Setting.PORT)).isEqualTo(origin);
        assertThat(settings.isSet(Setting.PORT)).isEqualTo(!origin.equals("the default"));
    }

    @Test
    void inOllamasPlaceItsPortIsTakenUnlessAnotherIsChosen() {
        ConfigFile none = ConfigFile.empty(Path.of("config.toml"));
        Map<Setting, String> flag = Map.of(Setting.OLLAMA, "true");

        assertThat(Settings.of(flag, Map.of(), none).endpoint().url()).isEqualTo("http://127.0.0.1:11434");
        assertThat(Settings.of(flag, Map.of("OLLAMA_HOST", "0.0.0.0"), none)
                        .endpoint()
                        .url())
                .isEqualTo("http://0.0.0.0:11434");
        assertThat(Settings.of(flag, Map.of("OLLAMA_HOST", "box:9"), none)
                        .endpoint()
                        .url())
                .isEqualTo("http://box:9");
        assertThat(Settings.of(
                                Map.of(Setting.OLLAMA, "true", Setting.PORT, "7", Setting.HOST, "127.0.0.2"),
                                Map.of("OLLAMA_HOST", "box:9"),
                                none)
                        .endpoint()
                        .url())
                .isEqualTo("http://127.0.0.2:7");
        assertThat(Settings.of(Map.of(), Map.of("OLLAMA_HOST", "box:9"), none)
                        .endpoint()
                        .url())
                .isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void whetherItStandsInForOllamaIsTrueOrFalse() {
        assertThatThrownBy(() -> Settings.of(
                                Map.of(Setting.OLLAMA, "perhaps"), Map.of(), ConfigFile.empty(Path.of("config.toml")))
                        .ollama())
                .hasMessage("ollama is 'perhaps' (from --ollama)");
    }
}
