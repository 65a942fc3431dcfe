package io.mullama.server.archive;

import io.mullama.config.Directories;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs a daemon and a client for the archives' sake, with the bundled model and in a home of their own, and lets their
 * JVMs write down what they have loaded, linked and learned (JEP 483, 514 and 515).
 */
record Rehearsal(Path installation) implements ArchiveMaker {
    private static final long START_MILLIS = 120_000;
    private static final int PAUSE_MILLIS = 50;

    @Override
    public String suffix() {
        return ".aot";
    }

    @Override
    public void make(Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Process daemon = start(folder, home, output("server"), "serve", "--on-demand", "--port", "0");
        try {
            awaitStart(daemon, new Directories(home, home, installation).registryFile());
            Process client = start(folder, home, output("client") + " -Dmullama.rehearsal=true");
            try {
                ArchiveMaker.await(client, folder.resolve("client" + suffix()));
            } finally {
                client.destroyForcibly();
            }
            // The client's last command was to stop it.
            ArchiveMaker.await(daemon, folder.resolve("server" + suffix()));
        } finally {
            daemon.descendants().forEach(ProcessHandle::destroyForcibly);
            daemon.destroyForcibly();
        }
    }

    /** By a name without a folder, because the launcher takes blanks for the ends of options. */
    private String output(String kind) {
        return "-XX:AOTCacheOutput=" + kind + suffix();
    }

    private Process start(Path folder, Path home, String options, String... arguments) throws IOException {
        boolean windows = File.separatorChar == '\\';
        String program = installation
                .resolve("bin")
                .resolve(windows ? "mullama.cmd" : "mullama")
                .toString();
        ProcessBuilder builder = new ProcessBuilder(ArchiveMaker.patiently(List.of(program)));
        builder.command().addAll(List.of(arguments));
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("MULLAMA_"));
        variables.put("MULLAMA_HOME", home.toString());
        // It ends by itself where we end first.
        variables.put("MULLAMA_IDLE_EXIT", "2m");
        variables.put("MULLAMA_ARCHIVE", "none");
        variables.put("MULLAMA_JAVA_OPTS", options);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        return builder.directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File(windows ? "NUL" : "/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitStart(Process daemon, Path registryFile) throws IOException, InterruptedException {
        for (int waited = 0; waited < START_MILLIS && daemon.isAlive(); waited += PAUSE_MILLIS) {
            if (Files.exists(registryFile)) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("the daemon of the rehearsal did not start");
    }
}
