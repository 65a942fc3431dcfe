package io.mullama.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mullama.config.Directories;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.AbstractObjectAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of a daemon that does not start. */
@DisabledOnOs(OS.WINDOWS)
class DaemonLaunchTest extends InTestHome {
    private Path installation() {
        return home.directories().installation();
    }

    private DaemonConnector connector() {
        return connector(Map.of());
    }

    private DaemonConnector connector(Map<String, String> environment) {
        return new DaemonConnector(home.setup(dialogue, environment));
    }

    private static AbstractObjectAssert<?, MullamaException> assertFailure(DaemonConnector connector, ErrorCode code) {
        return assertThatThrownBy(connector::connect)
                .asInstanceOf(type(MullamaException.class))
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    @Test
    void aDaemonThatDiesAtOnceIsQuotedFromItsLog() throws IOException {
        Files.writeString(home.directories().daemonLog(), "mullama: an error of last week\n");
        FakeInstallation.with(
                installation(),
                "echo 'some log line' >&2; echo 'mullama: port 8080 is taken; set MULLAMA_PORT' >&2; exit 1");
        assertFailure(connector(), ErrorCode.DAEMON_UNREACHABLE)
                .hasToString(
                        "io.mullama.model.MullamaException: the daemon did not start: port 8080 is taken; set MULLAMA_PORT")
                .satisfies(e -> assertThat(e.hint())
                        .contains("the whole log is " + home.directories().daemonLog()));
    }

    @Test
    void aDaemonThatDiesWithoutAClearLineShowsTheLastLinesOfThisStartOnly() throws IOException {
        Files.writeString(home.directories().daemonLog(), "old line\n");
        FakeInstallation.with(installation(), "for i in 1 2 3 4 5 6 7; do echo line $i; done; exit 9");
        assertFailure(connector(), ErrorCode.DAEMON_UNREACHABLE)
                .extracting(Throwable::getMessage)
                .isEqualTo("""
                        the daemon did not start; it ended with exit code 9:
                          line 3
                          line 4
                          line 5
                          line 6
                          line 7
                        """);
    }

    @Test
    void aDaemonThatDiesSilentlySaysSo() throws IOException {
        FakeInstallation.with(installation(), "exit 7");
        assertFailure(connector(), ErrorCode.PERMISSION_DENIED)
                .extracting(Throwable::getMessage)
                .isEqualTo("the daemon did not start; it ended with exit code 7 and wrote nothing to its log");
    }

    @Test
    void theExitCodeOfADaemonThatDidNotStartIsItsOwn() throws IOException {
        FakeInstallation.with(installation(), "exit 3");
        assertFailure(connector(), ErrorCode.MODEL_NOT_FOUND);
        FakeInstallation.with(installation(), "exit 4");
        assertFailure(connector(), ErrorCode.INVALID_SETTING);
        FakeInstallation.with(installation(), "exit 6");
        assertFailure(connector(), ErrorCode.TIMED_OUT);
    }

    @Test
    void aProgramThatCannotBeRunIsNamed() {
        assertFailure(connector(), ErrorCode.DAEMON_UNREACHABLE)
                .satisfies(e -> assertThat(e).hasMessageContaining("cannot be started"))
                .satisfies(e -> assertThat(e.hint().orElse("")).contains("inst/bin/mullama"));
    }

    @Test
    void aDaemonThatNeverAnswersIsEnded() throws IOException {
        FakeInstallation.with(installation(), "echo $$ > \"$MULLAMA_HOME/starts\"; exec tail -f /dev/null");
        ClientSetup patient = home.setup(dialogue, Map.of());
        Patience short_ = new Patience(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(100));
        ClientSetup setup = new ClientSetup(
                patient.directories(), patient.settings(), Map.of("PATH", "/usr/bin:/bin"), "1.2.3", dialogue, short_);
        assertFailure(new DaemonConnector(setup), ErrorCode.TIMED_OUT)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("was ended again");
        assertThat(dialogue.told()).containsExactly("waiting for the daemon to start");
        long pid = Long.parseLong(home.starts().get(0));
        Awaitility.await()
                .until(() ->
                        ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
    }

    @Test
    void theDaemonGetsTheHomeAndIsToldToIgnoreTheTerminal() throws IOException {
        FakeInstallation.with(
                installation(),
                "echo \"mullama: $MULLAMA_DETACHED $MULLAMA_HOME $PWD $HUE $* $(ls -l /proc/self/fd/0 | cut -d'>' -f2)\"; exit 1");
        assertFailure(connector(Map.of("HUE", "blue", "PATH", "/usr/bin:/bin")), ErrorCode.DAEMON_UNREACHABLE)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("1 " + folder.resolve("home") + " " + folder.resolve("home") + " blue serve --on-demand")
                .contains("/dev/null");
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        ClientSetup setup = home.setup(dialogue, Map.of());
        ClientSetup broken = new ClientSetup(
                new Directories(file.resolve("home"), Path.of("/no/cache"), installation()),
                setup.settings(),
                Map.of(),
                "1.2.3",
                dialogue,
                setup.patience());
        assertFailure(new DaemonConnector(broken), ErrorCode.PERMISSION_DENIED)
                .extracting(Throwable::getMessage)
                .isEqualTo("cannot write to " + file.resolve("home") + ": Not a directory");
    }
}
