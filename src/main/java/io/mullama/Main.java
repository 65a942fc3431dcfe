package io.mullama;

import io.mullama.cli.MullamaCli;
import io.mullama.cli.command.DaemonStarter;
import io.mullama.cli.command.Environment;
import io.mullama.cli.command.ExitCodes;
import io.mullama.cli.command.ServeOptions;
import io.mullama.server.Daemon;
import io.mullama.terminal.InterruptSignal;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wires everything; the only one that ends the process. */
public final class Main {
    /** The launcher knows both; without it they are those of a build that is run from its folder. */
    private static final String VERSION = System.getProperty("mullama.version", "development");

    private static final String INSTALLATION = System.getProperty("mullama.installation", "target/mullama");

    /** Set by a daemon that lets a client be rehearsed. */
    private static final boolean REHEARSAL = Boolean.getBoolean("mullama.rehearsal");

    private static final AtomicBoolean INTERRUPTED = new AtomicBoolean();

    private Main() {}

    public static void main(String[] args) {
        Environment environment =
                Environment.ofProcess(Path.of(INSTALLATION).toAbsolutePath().normalize(), VERSION);
        MullamaCli cli = new MullamaCli(environment, new Starter());
        System.exit(REHEARSAL ? Rehearsal.run(cli) : cli.execute(args));
    }

    /** Ends the daemon as Java would, and at once for somebody who cannot wait for the requests under way. */
    private static void interrupted() {
        if (INTERRUPTED.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
        }
        System.exit(ExitCodes.INTERRUPTED);
    }

    /** No lambda: linking the first one takes 5 ms, which {@code --version} does not need. */
    private static final class Starter implements DaemonStarter {
        @Override
        public int serve(ServeOptions options) {
            InterruptSignal.onEach(Main::interrupted);
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
}
