package io.mullama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command: help, version, and what a wrong command line gets. */
class MullamaCliTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "--debug --version"})
    void theVersionIsPrinted(String line) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(0, "mullama 1.2.3\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void theHelpListsEveryCommandWithItsPurpose(String argument) {
        CliRun.Result result = cli.run(argument);
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Usage: mullama ")
                .contains("Talk:\n  run  ", "Models:\n", "Daemon:\n", "Other:\n")
                .contains("  list, ls  ")
                .contains("  stop ")
                .contains("Examples:")
                .doesNotContain("on-demand");
    }

    @Test
    void withoutArgumentsTheHelpIsShown() {
        assertThat(cli.run()).isEqualTo(cli.run("help"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run", "pull", "list", "ps", "show", "cp", "rm", "create", "cache", "stop", "serve", "bench", "help"
            })
    void everyCommandHasHelpWithExamples(String name) {
        CliRun.Result result = cli.run(name, "--help");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .startsWith("Usage: mullama " + name)
                .contains("Examples:")
                .contains("--debug");
        assertThat(cli.run("help", name)).isEqualTo(result);
        assertThat(cli.run("--help", name)).isEqualTo(result);
        assertThat(result.out()).doesNotContain("%").doesNotContain("on-demand");
    }

    @Test
    void anAliasHasTheHelpOfItsCommand() {
        assertThat(cli.run("ls", "--help").out()).contains("Usage: mullama list");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            lst                        | there is no command 'lst'; did you mean 'mullama list'?
            xyzzy                      | there is no command 'xyzzy'; 'mullama help' lists the commands
            help sotp                  | there is no command 'sotp'; did you mean 'mullama stop'?
            run --temprature 1 tiny x  | 'mullama run' has no option '--temprature'; did you mean '--temperature'?
            run --temprature=1 tiny x  | 'mullama run' has no option '--temprature'; did you mean '--temperature'?
            run tiny -x                | 'mullama run' has no option '-x'; see 'mullama run --help'; a prompt that begins with a dash goes behind --
            list --xyzzy               | 'mullama list' has no option '--xyzzy'; see 'mullama list --help'
            --nonsense                 | 'mullama' has no option '--nonsense'; see 'mullama --help'
            ps tiny                    | 'mullama ps' takes no argument 'tiny'; see 'mullama ps --help'
            stop --timeout             | missing required parameter for option '--timeout' (DURATION); see 'mullama stop --help'
            stop --timeout soon        | --timeout is 'soon'; it takes a duration such as 30s, 5m, or -1 for ever
            run tiny x --seed many     | invalid value for option '--seed': 'many' is not a long; see 'mullama run --help'; a prompt that begins with a dash goes behind --
            run                        | missing required parameter: 'MODEL'; see 'mullama run --help'; a prompt that begins with a dash goes behind --
            """)
    void aWrongCommandLineGetsOneLine(String line, String error) {
        assertThat(cli.run(line.split(" "))).isEqualTo(new CliRun.Result(4, "", "mullama: " + error + "\n"));
    }

    @Test
    void aBrokenConfigurationIsNamed() throws IOException {
        Files.writeString(cli.home().resolve("config.toml"), "prot = 1\n");
        CliRun.Result result = cli.run("list");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err())
                .startsWith("mullama: ")
                .contains("config.toml sets 'prot', which is no setting")
                .hasLineCount(1);
    }

    @Test
    void aSettingThatCannotBeUsedIsNamedWithItsOrigin() {
        CliRun.Result result = cli.with("MULLAMA_PORT", "many").run("list");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err())
                .isEqualTo("mullama: port is 'many' (from MULLAMA_PORT); it takes a number from 0 to 65535\n");
    }

    @Test
    void aDaemonThatCannotBeStartedIsExitCodeTwo() {
        CliRun.Result result = cli.run("list");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("mullama: the daemon did not start: no daemon in this test; the whole log is "
                        + cli.home().resolve("logs").resolve("daemon.log") + "\n");
    }

    @Test
    void coloursAreUsedInATerminalAlone() {
        assertThat(cli.terminals("ioe").run("xyzzy").err()).startsWith("\u001b[31mmullama:\u001b[0m there is");
        assertThat(cli.terminals("ioe").run("--no-color", "xyzzy").err()).startsWith("mullama: there is");
        assertThat(cli.with("NO_COLOR", "1").run("xyzzy").err()).startsWith("mullama: there is");
        assertThat(cli.run("--help").out()).doesNotContain("\u001b");
    }

    @Test
    void aFaultOfOurOwnIsOneLineAndShowsMoreOnRequest() {
        cli.serving(options -> {
            throw new IllegalStateException("boom\nboom");
        });
        CliRun.Result result = cli.run("serve");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("mullama: a fault of mullama's own: java.lang.IllegalStateException: boom boom;"
                        + " run it again with --debug to see more\n");
        assertThat(cli.run("--debug", "serve").err()).contains("at io.mullama.cli.MullamaCliTest");
    }

    @Test
    void helpIsAsWideAsTheWindowWithinReason() {
        assertThat(widest(cli.run("help", "run"))).isBetween(90, 100);
        assertThat(widest(cli.terminals("o").columns(60).run("--no-color", "help", "run")))
                .isBetween(50, 60);
        assertThat(widest(cli.columns(300).run("--no-color", "help", "run"))).isBetween(90, 100);
        assertThat(cli.columns(20).run("help", "run").exit()).isZero();
    }

    private static int widest(CliRun.Result result) {
        return result.out().lines().mapToInt(String::length).max().orElse(0);
    }

    @Test
    void anOptionBeforeTheCommandBelowIsNotPassedOver() {
        CliRun.Result result = cli.run("chats", "--json", "list");
        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.err())
                .isEqualTo("mullama: '--json' stands before 'list'; put it behind: 'mullama chats list --json'\n");
        assertThat(cli.run("chats", "--no-color", "list").exit()).isZero();
    }
}
