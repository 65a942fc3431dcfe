package io.mullama.client;

import io.mullama.config.Directories;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Starts a daemon that outlives us and our terminal. Immutable and thread-safe. */
final class DaemonLauncher {
    private static final long LONGEST_LOG = 8 << 20;

    private final Directories directories;
    private final Map<String, String> environment;

    DaemonLauncher(ClientSetup setup) {
        this.directories = setup.directories();
        this.environment = setup.environment();
    }

    StartedDaemon launch(DaemonLife life) {
        Path log = directories.daemonLog();
        Path program = program();
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "serve");
        if (life == DaemonLife.ON_DEMAND) {
            builder.command().add("--on-demand");
        }
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.putAll(environment);
        // A relative MULLAMA_HOME would mean another folder there, where the home is the working directory.
        variables.put("MULLAMA_HOME", directories.home().toString());
        // The launcher script then ignores the terminal's signals, and Java keeps ignored what it finds ignored.
        variables.put("MULLAMA_DETACHED", "1");
        builder.directory(directories.home().toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            beginAnewWhereLong(log);
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            return new StartedDaemon(builder.start(), log, logStart);
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.DAEMON_UNREACHABLE,
                            "the daemon cannot be started: " + e.getMessage(),
                            "install mullama anew, so that " + program + " can be run")
                    .causedBy(e);
        }
    }

    /** Keeps one older log, so that neither grows without end. */
    private static void beginAnewWhereLong(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path program() {
        return directories.installation().resolve("bin").resolve(isWindows() ? "mullama.cmd" : "mullama");
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
