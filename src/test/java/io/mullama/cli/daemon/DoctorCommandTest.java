package io.mullama.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.api.Fields;
import io.mullama.api.Json;
import io.mullama.cli.CliRun;
import io.mullama.client.FakeDaemon;
import io.mullama.client.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor}: each thing that can be wrong here, and the daemon's own findings. */
@DisabledOnOs(OS.WINDOWS)
class DoctorCommandTest {
    private static final String REPORT = """
            {"status":"warning","findings":[
             {"name":"gpu","status":"warning","message":"a GPU is there","hint":"install the build for CUDA"},
             {"name":"cpu","status":"ok","message":"2 processors"}]}""";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    private String version = "1.2.3";

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
        Files.setPosixFilePermissions(cli.home(), PosixFilePermissions.fromString("rwx------"));
        Path libraries = Files.createDirectories(cli.installation().resolve("lib/native"));
        Files.writeString(libraries.resolve("SHA256SUMS"), "00ff  libllama.so\n");
        Files.writeString(libraries.resolve("libllama.so"), "");
        cli.with("PATH", cli.installation().resolve("bin").toString()).with("MULLAMA_PORT", "0");
        cli.with("MULLAMA_CACHE_DIR", folder.resolve("models").toString());
    }

    private CliRun.Result withDaemon(String... arguments) throws IOException {
        Files.deleteIfExists(cli.home().resolve("mullama.sock"));
        try (FakeServer daemon = cli.daemon((request, exchange) -> {
            if (request.path().equals("/api/doctor")) {
                exchange.json(200, REPORT);
            } else if (request.path().equals("/status")) {
                exchange.json(200, "{\"status\":\"ok\",\"version\":\"" + version + "\"}");
            } else {
                FakeDaemon.answer(request, exchange);
            }
        })) {
            assertThat(daemon.requests()).isEmpty();
            return cli.run(arguments);
        }
    }

    /** The lines, without what depends on this machine. */
    private static List<String> lines(CliRun.Result result) {
        return result.out()
                .lines()
                .map(line -> line.strip().replaceAll("  +", "|"))
                .toList();
    }

    @Test
    void aHealthyInstallationIsSaidToBeOne() throws IOException {
        CliRun.Result result = withDaemon("doctor");
        assertThat(result.exit()).isZero();
        assertThat(lines(result))
                .contains(
                        "This command",
                        "ok|version|mullama 1.2.3 in " + cli.installation(),
                        "ok|launcher|" + cli.installation().resolve("bin/mullama") + " leads to this installation",
                        "ok|libraries|1 native libraries in "
                                + cli.installation().resolve("lib/native"),
                        "ok|terminal|none: the output is plain text",
                        "ok|settings|no " + cli.home().resolve("config.toml") + ", so the defaults hold",
                        "ok|port|none: the daemon listens on its Unix socket alone",
                        "ok|daemon|answers at " + cli.home().resolve("mullama.sock"),
                        "The daemon",
                        "warning|gpu|a GPU is there",
                        "-> install the build for CUDA",
                        "ok|cpu|2 processors",
                        "0 problems, 1 warning.");
        assertThat(lines(result)).anyMatch(line -> line.startsWith("ok|home|" + cli.home() + " can be written to; "));
        assertThat(result.out()).doesNotContain("\u001b");
    }

    @Test
    void programsGetBothReports() throws IOException {
        Fields json = Json.fields(withDaemon("doctor", "--json").out().getBytes(StandardCharsets.UTF_8));
        assertThat(json.requiredString("status")).isEqualTo("warning");
        Fields client = Objects.requireNonNull(json.object("client"));
        assertThat(client.requiredString("status")).isEqualTo("ok");
        assertThat(client.objects("findings", finding -> finding.requiredString("name")))
                .contains("java", "version", "launcher", "libraries", "home", "settings", "port", "daemon");
        Fields daemon = Objects.requireNonNull(json.object("daemon"));
        assertThat(daemon.objects("findings", finding -> finding.requiredString("message")))
                .containsExactly("a GPU is there", "2 processors");
    }

    @Test
    void aDaemonThatCannotBeStartedIsAProblemAmongTheOthers() {
        CliRun.Result result = cli.run("doctor");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(lines(result))
                .contains(
                        "problem|daemon|the daemon did not start: no daemon in this test",
                        "-> the whole log is " + cli.home().resolve("logs/daemon.log"),
                        "1 problem, 0 warnings.")
                .doesNotContain("The daemon");
        assertThat(cli.run("doctor", "--json").out()).contains("\"status\" : \"error\"", "\"daemon\" : null");
    }

    @Test
    void aDaemonOfAnotherVersionIsAWarning() throws IOException {
        version = "0.9.0";
        assertThat(lines(withDaemon("doctor")))
                .contains(
                        "warning|daemon|the daemon at " + cli.home().resolve("mullama.sock")
                                + " is mullama 0.9.0, and this is 1.2.3",
                        "-> restart it: mullama daemon restart");
    }

    @Test
    void settingsThatCannotBeUsedAreProblemsSaidOnce() throws IOException {
        Files.writeString(cli.home().resolve("config.toml"), "threads = \"many\"\nkeep_alive = \"soon\"\n");
        CliRun.Result result = withDaemon("doctor");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(lines(result))
                .contains("-> it takes auto, or a number from 1 to 512", "2 problems, 1 warning.")
                .filteredOn(line -> line.startsWith("problem|settings|"))
                .hasSize(2);
        Files.writeString(cli.home().resolve("config.toml"), "prot = 1\n");
        assertThat(lines(cli.run("doctor")))
                .contains(
                        "problem|settings|" + cli.home().resolve("config.toml") + " sets 'prot', which is no setting",
                        "-> did you mean port?",
                        "warning|daemon|was not asked, because of the settings");
    }

    @Test
    void aPortThatIsTakenIsAProblem() throws IOException {
        try (FakeServer other = FakeServer.onTcp((request, exchange) -> exchange.send("hello"))) {
            int port = other.port();
            cli.with("MULLAMA_PORT", Integer.toString(port));
            assertThat(lines(cli.run("doctor")))
                    .anyMatch(line ->
                            line.startsWith("problem|port|http://127.0.0.1:" + port + " cannot be listened on: "));
            assertThat(lines(withDaemon("doctor")))
                    .anyMatch(line -> line.startsWith("warning|port|http://127.0.0.1:" + port));
        }
    }

    @Test
    void thePortsOfTheDaemonAndOfNobodyAreFine() throws IOException {
        cli.with("MULLAMA_PORT", "8080");
        assertThat(lines(withDaemon("doctor"))).contains("ok|port|the daemon holds 8080");
        FakeServer gone = FakeServer.onTcp((request, exchange) -> {});
        int port = gone.port();
        gone.close();
        cli.with("MULLAMA_PORT", Integer.toString(port));
        assertThat(lines(withDaemon("doctor"))).contains("ok|port|" + port + " is free");
    }

    @Test
    void aDaemonElsewhereIsAskedThere() throws IOException {
        CliRun.Result result =
                cli.with("MULLAMA_HOST", "no-such-machine.invalid:9").run("doctor");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(lines(result))
                .anyMatch(line ->
                        line.startsWith("problem|daemon|no daemon answers at http://no-such-machine.invalid:9"));
    }

    @Test
    void aBrokenInstallationIsNamed() throws IOException {
        Files.delete(cli.installation().resolve("lib/native/libllama.so"));
        assertThat(lines(withDaemon("doctor")))
                .contains(
                        "problem|libraries|libllama.so missing or unreadable in "
                                + cli.installation().resolve("lib/native"),
                        "-> install mullama anew");
        Files.delete(cli.installation().resolve("lib/native/SHA256SUMS"));
        Files.delete(cli.installation().resolve("bin/mullama"));
        assertThat(lines(withDaemon("doctor")))
                .contains(
                        "problem|libraries|" + cli.installation().resolve("lib/native/SHA256SUMS") + " cannot be read",
                        "problem|launcher|" + cli.installation().resolve("bin/mullama")
                                + " is missing or may not be run");
    }

    @Test
    void whatPathFindsIsCompared() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.copy(cli.installation().resolve("bin/mullama"), other.resolve("mullama"));
        Files.setPosixFilePermissions(other.resolve("mullama"), PosixFilePermissions.fromString("rwxr-xr-x"));
        cli.with("PATH", other + ":" + cli.installation().resolve("bin"));
        assertThat(lines(withDaemon("doctor")))
                .anyMatch(line -> line.startsWith("warning|launcher|" + other.resolve("mullama")
                        + " is what PATH finds first, and is another installation than "));
        cli.with("PATH", "/nowhere");
        assertThat(lines(withDaemon("doctor")))
                .anyMatch(line -> line.endsWith("can be run, but no folder of PATH leads to it"));
    }

    @Test
    void aHomeThatOthersMayEnterIsAWarning() throws IOException {
        Files.setPosixFilePermissions(cli.home(), PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(lines(withDaemon("doctor")))
                .contains(
                        "warning|home|" + cli.home()
                                + " is open to other people (rwxr-x---): they may use or read what is in it",
                        "-> close it: chmod 700 " + cli.home());
    }

    @Test
    void aFolderOfModelsThatIsAFileIsAProblem() throws IOException {
        Files.writeString(folder.resolve("models"), "");
        assertThat(lines(withDaemon("doctor")))
                .contains("problem|models|" + folder.resolve("models") + " cannot be written to");
    }

    @Test
    void theTerminalIsDescribed() throws IOException {
        cli.terminals("o").with("TERM", "xterm").with("LANG", "C.UTF-8");
        CliRun.Result coloured = withDaemon("doctor");
        assertThat(coloured.out())
                .contains("xterm, UTF-8, colours", "\u001b[32mok\u001b[0m", "\u001b[33mwarning\u001b[0m");
        cli.with("NO_COLOR", "1").with("LANG", "C");
        assertThat(lines(withDaemon("doctor")))
                .contains(
                        "warning|terminal|xterm, no UTF-8, no colours: what models write may look wrong",
                        "-> choose a UTF-8 locale: export LANG=C.UTF-8");
    }

    @Test
    void completionsAreLookedForWhereTheShellDoes() throws IOException {
        cli.with("SHELL", "/usr/bin/fish");
        Path place = folder.resolve(".config/fish/completions/mullama.fish");
        assertThat(lines(withDaemon("doctor")))
                .contains(
                        "ok|completions|fish finds none in the usual places",
                        "-> mullama completion fish > ~/.config/fish/completions/mullama.fish");
        Files.createDirectories(folder.resolve(".config/fish/completions"));
        Files.writeString(place, "");
        assertThat(lines(withDaemon("doctor")))
                .contains("ok|completions|fish finds them in ~/.config/fish/completions/mullama.fish");
        cli.with("SHELL", "/bin/zsh");
        Files.writeString(folder.resolve(".zshrc"), "eval \"$(mullama completion zsh)\"\n");
        assertThat(lines(withDaemon("doctor"))).contains("ok|completions|~/.zshrc has zsh ask for them");
    }
}
