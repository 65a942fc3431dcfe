package io.mullama.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.cli.CliRun;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import io.mullama.config.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code config}: what is set, where, and changing it in the file. */
@DisabledOnOs(OS.WINDOWS)
class ConfigCommandTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
        file = cli.home().resolve("config.toml");
    }

    private void set(String key, String value) {
        assertThat(cli.run("config", "set", key, value)).isEqualTo(new CliRun.Result(0, "", ""));
    }

    @Test
    void everySettingIsListedWithWhereItComesFrom() throws IOException {
        Files.writeString(file, "keep_alive = \"1h\"\n");
        CliRun.Result list = cli.with("MULLAMA_PORT", "9000").run("config", "list");
        assertThat(list.exit()).isZero();
        assertThat(list.out()).hasLineCount(1 + Setting.values().length);
        assertThat(list.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "KEY VALUE FROM",
                        "host 127.0.0.1 the default",
                        "port 9000 MULLAMA_PORT",
                        "keep_alive 1h config.toml");
        assertThat(cli.run("config")).isEqualTo(list);
    }

    @Test
    void theListForProgramsSaysMore() throws IOException {
        Files.writeString(file, "keep_alive = \"1h\"\n");
        Fields json = json(cli.run("config", "--json"));
        assertThat(json.requiredString("path")).isEqualTo(file.toString());
        List<String> settings = json.objects(
                "settings",
                entry -> entry.requiredString("key") + "|" + entry.requiredString("value") + "|"
                        + entry.requiredString("from") + "|" + entry.requiredString("origin") + "|"
                        + entry.requiredString("variable") + "|"
                        + entry.requiredString("description").isEmpty());
        assertThat(settings)
                .hasSize(Setting.values().length)
                .contains(
                        "keep_alive|1h|file|keep_alive in " + file + "|MULLAMA_KEEP_ALIVE|false",
                        "port|8080|default|the default|MULLAMA_PORT|false");
    }

    private static Fields json(CliRun.Result result) {
        assertThat(result.exit()).isZero();
        return Json.fields(result.out().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aValueOrItsPlaceIsPrintedAlone() {
        assertThat(cli.run("config", "get", "keep-alive")).isEqualTo(new CliRun.Result(0, "5m\n", ""));
        assertThat(cli.run("config", "get", "MULLAMA_PORT").out()).isEqualTo("8080\n");
        assertThat(cli.run("config", "path")).isEqualTo(new CliRun.Result(0, file + "\n", ""));
        assertThat(json(cli.run("config", "get", "port", "--json")).requiredString("value"))
                .isEqualTo("8080");
    }

    @Test
    void valuesAreWrittenAsTomlHasThem() throws IOException {
        set("port", "9000");
        set("hub_offline", "true");
        set("idle_exit", "-1");
        set("host", "0.0.0.0");
        set("models", "tiny, qwen2.5:7b");
        set("allowed_origins", "");
        set("gpu_layers", "auto");
        set("log_level", "debug");
        set("cache_dir", "models");
        set("api_keys.laptop", "a\"b\\\\c");
        assertThat(Files.readString(file))
                .isEqualTo("""
                port = 9000
                hub_offline = true
                idle_exit = "-1"
                host = "0.0.0.0"
                models = ["tiny", "qwen2.5:7b"]
                allowed_origins = []
                gpu_layers = "auto"
                log_level = "debug"
                cache_dir = "%s"
                api_keys.laptop = "a\\"b\\\\\\\\c"
                """.formatted(Path.of("models").toAbsolutePath()));
        assertThat(cli.run("config", "get", "models").out()).isEqualTo("tiny,qwen2.5:7b\n");
        assertThat(cli.run("config", "get", "api_keys", "--show-secrets").out()).isEqualTo("laptop=a\"b\\\\c\n");
    }

    @Test
    void oneOfSeveralKeysIsPrintedAlone() throws IOException {
        set("api_keys.laptop", "k1");
        set("api_keys.my.phone", "k2");
        assertThat(file).hasContent("api_keys.laptop = \"k1\"\napi_keys.'my.phone' = \"k2\"");
        assertThat(cli.run("config", "get", "api_keys.my.phone", "--show-secrets"))
                .isEqualTo(new CliRun.Result(0, "k2\n", ""));
        assertThat(cli.run("config", "get", "api_keys.laptop").out()).isEqualTo("********\n");
        assertThat(json(cli.run("config", "get", "api_keys.laptop", "--json")).requiredString("key"))
                .isEqualTo("api_keys.laptop");
        assertThat(cli.run("config", "get", "api_keys.nosuch"))
                .isEqualTo(
                        new CliRun.Result(1, "", "mullama: there is no api_keys.nosuch; there are laptop, my.phone\n"));
        set("api_keys.my.phone", "k3");
        assertThat(cli.run("config", "unset", "api_keys.my.phone").exit()).isZero();
        assertThat(file).hasContent("api_keys.laptop = \"k1\"");
    }

    @Test
    void theFileIsItsOwnersAloneAndKeepsItsRightsAndLinks() throws IOException {
        set("port", "1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path real = folder.resolve("dotfiles.toml");
        Files.move(file, real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(file, real);
        set("port", "2");
        assertThat(file).isSymbolicLink();
        assertThat(real).hasContent("port = 2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(path -> path.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void secretsAreReadFromAPipeAndShownMasked() throws IOException {
        assertThat(cli.piping("k-123\n").run("config", "set", "api_key", "-")).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(Files.readString(file)).isEqualTo("api_key = \"k-123\"\n");
        assertThat(cli.run("config", "get", "api_key").out()).isEqualTo("********\n");
        assertThat(cli.run("config").out()).doesNotContain("k-123").contains("********");
        assertThat(cli.run("config", "--json").out()).doesNotContain("k-123");
        assertThat(cli.run("config", "--show-secrets").out()).contains("k-123");
    }

    @Test
    void aValueIsTakenAwayAgain() throws IOException {
        Files.writeString(file, "# mine\nport = 1\n");
        assertThat(cli.run("config", "unset", "port")).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(file).hasContent("# mine");
        assertThat(cli.run("config", "unset", "port"))
                .isEqualTo(new CliRun.Result(0, "", "mullama: port is not set in " + file + "\n"));
    }

    @Test
    void whatIsNoSettingStaysUntilItIsTakenAway() throws IOException {
        Files.writeString(file, "mystery = 1 # ?\n");
        CliRun.Result result = cli.run("config", "set", "port", "1");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).startsWith("mullama: " + file + " sets 'mystery', which is no setting; ");
        assertThat(file).hasContent("mystery = 1 # ?\nport = 1");
        assertThat(cli.run("config", "list").exit()).isEqualTo(4);
        assertThat(cli.run("config", "unset", "mystery")).isEqualTo(new CliRun.Result(0, "", ""));
        assertThat(file).hasContent("port = 1");
    }

    @Test
    void aRunningDaemonNeedsARestart() throws IOException {
        try (FakeServer daemon = cli.daemon(FakeDaemon::answer)) {
            assertThat(daemon.requests()).isEmpty();
            assertThat(cli.run("config", "set", "threads", "2").err())
                    .isEqualTo("mullama: the running daemon keeps what it has; 'mullama daemon restart' lets it read"
                            + " threads anew\n");
            assertThat(cli.run("config", "set", "ca_file", "x").err()).isEmpty();
        }
    }

    @Test
    void aVariableThatGoesBeforeIsNamed() {
        assertThat(cli.with("MULLAMA_PORT", "9")
                        .run("config", "set", "port", "8")
                        .err())
                .isEqualTo("mullama: MULLAMA_PORT is set in this environment, and goes before config.toml\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            set prot 1          | there is no setting 'prot'; did you mean port?
            get xyzzyx          | there is no setting 'xyzzyx'; 'mullama config list' shows them all
            unset xyzzyx        | there is no setting 'xyzzyx'; 'mullama config list' shows them all
            set port abc        | port cannot be set to 'abc'; it takes a number from 0 to 65535
            set keep_alive soon | keep_alive cannot be set to 'soon'; it takes a duration such as 30s, 5m, 1h, or -1 for ever
            set insecure maybe  | insecure cannot be set to 'maybe'; it takes true or false
            set api_keys.a b,c  | api_keys.a cannot be set to that; a key has no commas
            set api_key ä       | api_key cannot be set to that; a key is made of letters, digits and signs, such as what 'openssl rand -hex 32' prints
            set api_keys.a=b k  | no key can be named 'a=b'; a name is made of letters, digits, and . - _
            set port            | missing required parameter: 'VALUE'; see 'mullama config set --help'
            lst                 | 'mullama config' has no command 'lst'; did you mean 'mullama config list'?
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        CliRun.Result result = cli.run(("config " + line).split(" "));
        assertThat(result).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatCannotBeUsedIsLeftAlone() throws IOException {
        Files.writeString(file, "port = \n");
        CliRun.Result result = cli.run("config", "set", "port", "1");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err()).startsWith("mullama: " + file + " line 1 is not TOML; ");
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(cli.run("config", "set", "port", "1").err())
                .isEqualTo("mullama: " + file + " is a folder, not a file; remove it or rename it\n");
    }
}
