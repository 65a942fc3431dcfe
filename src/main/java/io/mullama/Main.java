package io.mullama;

import io.mullama.cli.MullamaCli;
import io.mullama.cli.command.Environment;
import io.mullama.cli.command.ServeOptions;
import io.mullama.server.Daemon;
import java.nio.file.Path;

/** Wires everything; the only one that ends the process. */
public final class Main {
    /** The launcher knows both; without it they are those of a build that is run from its folder. */
    private static final String VERSION = System.getProperty("mullama.version", "development");

    private static final String INSTALLATION = System.getProperty("mullama.installation", "target/mullama");

    private Main() {}

    public static void main(String[] args) {
        Environment environment =
                Environment.ofProcess(Path.of(INSTALLATION).toAbsolutePath().normalize(), VERSION);
        System.exit(new MullamaCli(environment, Main::serve).execute(args));
    }

    private static int serve(ServeOptions options) {
        Daemon.run(new Daemon.Options(
                options.settings(),
                options.directories(),
                options.environment(),
                options.userHome(),
                VERSION,
                options.onDemand()));
        return 0;
    }
}
