package io.mullama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What bad input gets: one line that says what, which and what next, and a daemon that keeps running. */
final class BadInputDaemonIT {
    @AutoClose
    private final Sandbox sandbox = new Sandbox();

    @Test
    void anUnknownModelIsAnsweredWithTheNearestName() throws Exception {
        assertOneLine(sandbox.run("run", "tinny", "Hello"), 3, "Model 'tinny' not found", "did you mean tiny?");
        assertOneLine(sandbox.run("run", "xyzzy", "Hello"), 3, "Model 'xyzzy' not found", "there is tiny");
        assertDaemonWorks();
    }

    @Test
    void aFileThatIsNotThereIsSaid() throws Exception {
        assertOneLine(sandbox.run("run", "./nothing.gguf", "Hello"), 3, "nothing.gguf", "there is no file");
    }

    @Test
    void anEmptyFileIsNoModel() throws Exception {
        Path file = Files.createFile(sandbox.folder().resolve("empty.gguf"));

        assertOneLine(sandbox.run("run", file.toString(), "Hello"), 1, file.toString(), "empty");
        assertDaemonWorks();
    }

    @Test
    void aBinaryFileIsNoModel() throws Exception {
        Path file = Files.copy(Path.of("/bin/sh"), sandbox.folder().resolve("sh.gguf"));

        assertOneLine(sandbox.run("run", file.toString(), "Hello"), 1, file.toString(), "not a GGUF file");
        assertDaemonWorks();
    }

    @Test
    void aTruncatedModelIsSaidToBeTruncated() throws Exception {
        Path file = Files.copy(Installation.tiny(), sandbox.folder().resolve("cut.gguf"));
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(Files.size(file) * 2 / 3);
        }

        assertOneLine(sandbox.run("run", file.toString(), "Hello"), 1, file.toString(), "truncated");
        assertDaemonWorks();
    }

    @Test
    void aPortInUseIsNamedWithWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = Integer.toString(taken.getLocalPort());

            assertOneLine(sandbox.run("serve", "--port", port), 1, "port " + port, "in use", "--port", "MULLAMA_PORT");
            assertOneLine(
                    sandbox.with("MULLAMA_PORT", port).run("run", "tiny", "Hello"),
                    2,
                    "port " + port,
                    "in use",
                    "--port");
        }
    }

    @Test
    void aSecondDaemonInOneHomeIsRefused() throws Exception {
        sandbox.run("ps");

        assertOneLine(sandbox.run("serve"), 1, "already runs", sandbox.home().toString(), "mullama stop");
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.createFile(sandbox.folder().resolve("file"));
        sandbox.with("MULLAMA_HOME", file.resolve("home").toString());

        assertOneLine(
                sandbox.run("run", "tiny", "Hello"), 7, file.resolve("home").toString(), "MULLAMA_HOME");
        assertOneLine(sandbox.run("serve"), 7, file.resolve("home").toString(), "MULLAMA_HOME");
    }

    @Test
    void aCorruptRegistryFileIsSaidAndDoesNotStopTheCommand() throws Exception {
        sandbox.run("ps");
        Path registry = sandbox.home().resolve("daemon.properties");
        String sound = Files.readString(registry);
        Files.writeString(registry, "\0\0 not a registry \\u00zz");
        Sandbox.Result result = sandbox.run("run", "tiny", "--temperature", "0", "What is the capital of France?");
        Files.writeString(registry, sound);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("The capital of France is Paris.\n");
        assertThat(result.err()).hasLineCount(1).contains(registry.toString());
    }

    @Test
    void unknownOptionsAndCommandsGetTheNearestOne() throws Exception {
        assertOneLine(sandbox.run("run", "tiny", "--temprature", "1", "Hello"), 4, "--temprature", "--temperature");
        assertOneLine(sandbox.run("rnu", "tiny"), 4, "rnu", "run");
        assertOneLine(sandbox.run("run", "tiny", "--max-tokens", "-5", "Hello"), 4, "-5");
    }

    @Test
    void aSettingThatCannotBeUsedSaysWhereItWasSet() throws Exception {
        sandbox.with("MULLAMA_PARALLEL", "many");

        assertOneLine(sandbox.run("serve"), 4, "parallel is 'many'", "MULLAMA_PARALLEL", "from 1 to 64");
    }

    @Test
    void aConfigurationFileThatIsNotTomlIsNamedWithItsLine() throws Exception {
        Files.createDirectories(sandbox.home());
        Files.writeString(sandbox.home().resolve("config.toml"), "parallel = 2\nport = = 3\n");

        assertOneLine(sandbox.run("ps"), 4, "config.toml", "line 2");
    }

    @Test
    void aPromptThatDoesNotFitIsRefusedAndNeverCut() throws Exception {
        Sandbox.Result result = sandbox.runWithInput("one two three four ".repeat(2000), "run", "tiny");

        assertOneLine(result, 1, "2047", "shorten it: the model was trained on no more");
    }

    private void assertDaemonWorks() throws Exception {
        assertThat(sandbox.run("run", "tiny", "--temperature", "0", "What is the capital of France?"))
                .isEqualTo(new Sandbox.Result(0, "The capital of France is Paris.\n", ""));
    }

    private static void assertOneLine(Sandbox.Result result, int exitCode, String... parts) {
        assertThat(result.err()).hasLineCount(1).startsWith("mullama: ").contains(parts);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
    }
}
