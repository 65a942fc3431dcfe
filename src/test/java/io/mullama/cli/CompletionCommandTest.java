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

/** {@code mullama completion}, without a daemon. */
class CompletionCommandTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private CliRun cli;

    @BeforeEach
    void makeCli() throws IOException {
        cli = new CliRun(folder);
    }

    @ParameterizedTest
    @CsvSource({"bash, mullama.bash", "zsh, _mullama", "fish, mullama.fish", "powershell, mullama.ps1"})
    void theScriptOfTheInstallationIsPrinted(String shell, String file) throws IOException {
        Path scripts = Files.createDirectories(cli.installation().resolve("completions"));
        Files.copy(Path.of("completions", file), scripts.resolve(file));
        String script = Files.readString(Path.of("completions", file));

        assertThat(cli.run("completion", shell)).isEqualTo(new CliRun.Result(0, script, ""));
        assertThat(cli.run("--no-color", "completion", shell)).isEqualTo(new CliRun.Result(0, script, ""));
    }

    @Test
    void aShellThatIsNotKnownGetsTheNearestOne() {
        assertThat(cli.run("completion", "bsh").err())
                .isEqualTo("mullama: there is no completion for 'bsh'; did you mean bash?\n");
        assertThat(cli.run("completion", "tcsh42"))
                .isEqualTo(new CliRun.Result(
                        4,
                        "",
                        "mullama: there is no completion for 'tcsh42'; it takes bash, zsh, fish or powershell\n"));
    }

    @Test
    void anInstallationWithoutScriptsIsNamed() {
        assertThat(cli.run("completion", "bash").err())
                .startsWith("mullama: the installation has no ")
                .contains("mullama.bash; install mullama anew");
    }
}
