package io.mullama.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigFileTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path path = files.getPath("/home/config.toml");

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void aFileThatIsNotThereSaysNothing() {
        ConfigFile file = ConfigFile.read(path);

        assertThat(file.path()).isEqualTo(path);
        assertThat(file.value("port")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# port = 1\n"})
    void aFileWithoutSettingsSaysNothing(String toml) throws IOException {
        assertThat(read(toml).value("port")).isEmpty();
    }

    @Test
    void valuesOfAnyTypeAreTakenAsText() throws IOException {
        ConfigFile file = read("""
                host = "box"            # a comment
                port = 9_000
                keep_alive = '1h30m'
                models = ["tiny", 'b', 3]
                parallel = 0x10
                """);

        assertThat(file.value("host")).hasValue("box");
        assertThat(file.value("port")).hasValue("9000");
        assertThat(file.value("keep_alive")).hasValue("1h30m");
        assertThat(file.value("models")).hasValue("tiny,b,3");
        assertThat(file.value("parallel")).hasValue("16");
        assertThat(file.value("threads")).isEmpty();
    }

    @Test
    void anEmptyListIsAnEmptyText() throws IOException {
        assertThat(read("models = []").value("models")).hasValue("");
    }

    @Test
    void aKeyThatIsNoSettingNamesTheNearest() throws IOException {
        assertRefused("prot = 1", "/home/config.toml sets 'prot', which is no setting", "did you mean port?");
        assertRefused(
                "context-size = 1",
                "/home/config.toml sets 'context-size', which is no setting",
                "did you mean context_size?");
    }

    @Test
    void aKeyThatResemblesNoneNamesAll() throws IOException {
        assertRefused(
                "colour = 'red'",
                "/home/config.toml sets 'colour', which is no setting",
                "the settings are host, port, ollama, socket, allowed_hosts, allowed_origins, api_key, api_keys,"
                        + " insecure, tls_cert, tls_key, ca_file, rate_limit, max_body, models, gpu_layers,"
                        + " context_size, threads, parallel, kv_size, max_queue, max_stall, prompt_cache,"
                        + " request_timeout, keep_alive, load_timeout, max_loaded_models, memory_limit, cache_dir,"
                        + " hub_endpoint, hub_token, hub_offline, pull_connections, idle_exit, log_level");
    }

    @Test
    void aKeyInATableIsNamedInFull() throws IOException {
        assertThatThrownBy(() -> read("[server.http]\nport = 1"))
                .hasMessage("/home/config.toml sets 'server.http.port', which is no setting");
    }

    @Test
    void keysAreAListOrHaveNames() throws IOException {
        assertThat(read("api_keys = ['sk-1', 'sk-2']").value("api_keys")).hasValue("sk-1,sk-2");
        assertThat(read("[api_keys]\nlaptop = 'sk-1'\nphone = 'c2stMg=='").value("api_keys"))
                .hasValue("laptop=sk-1,phone=c2stMg==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "laptop = 7",
                "laptop = 'hunter two'",
                "laptop = 'hunter,two'",
                "laptop = ''",
                "laptop.key = 'hunter'",
                "'my laptop' = 'hunter'"
            })
    void whatIsNoKeyIsRefusedWithoutShowingIt(String line) {
        assertThatThrownBy(() -> read("[api_keys]\n" + line)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(e.getMessage())
                    .startsWith("/home/config.toml sets 'api_keys.")
                    .endsWith("laptop' to what is no key")
                    .doesNotContain("hunter");
            assertThat(e.hint())
                    .hasValue("it takes lines such as laptop = \"the key\", where neither has blanks or commas");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"models = [['tiny']]", "[[models]]\nname = 'tiny'", "models = [{ name = 'tiny' }]"})
    void aListOfAnythingButPlainValuesIsRefused(String toml) throws IOException {
        assertRefused(
                toml,
                "/home/config.toml sets 'models' to a list of lists or tables",
                "a list holds texts or numbers alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"port = 1\nhost = ", "port = 1\nhost = box", "port = 1\n[", "port = 1\nport = 2"})
    void whatIsNoTomlNamesItsLine(String toml) throws IOException {
        Files.createDirectories(files.getPath("/home"));
        Files.writeString(path, toml);

        assertThatThrownBy(() -> ConfigFile.read(path)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(e).hasMessage("/home/config.toml line 2 is not TOML");
            assertThat(e.hint().orElseThrow()).isNotBlank().doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"port = 2025-13-45", "port = 99:99:99", "port = 99999999999999999999999999", "\u0000"})
    void aValueThatNothingCanBeIsRefusedOrTakenAsText(String toml) throws IOException {
        Files.createDirectories(files.getPath("/home"));
        Files.writeString(path, toml);
        try {
            assertThat(ConfigFile.read(path).value("port")).isPresent();
        } catch (MullamaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
        }
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Files.createDirectories(files.getPath("/home"));
        Files.write(path, "host = 'büro'".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigFile.read(path))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessage("/home/config.toml is not UTF-8 text");
    }

    @Test
    void aFolderInTheFilesPlaceIsRefused() throws IOException {
        Files.createDirectories(path);

        assertThatThrownBy(() -> ConfigFile.read(path))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessage("/home/config.toml is a folder, not a file");
    }

    private ConfigFile read(String toml) throws IOException {
        Files.createDirectories(files.getPath("/home"));
        return ConfigFile.read(Files.writeString(path, toml));
    }

    private void assertRefused(String toml, String message, String hint) {
        assertThatThrownBy(() -> read(toml)).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(e).hasMessage(message);
            assertThat(e.hint()).hasValue(hint);
        });
    }
}
