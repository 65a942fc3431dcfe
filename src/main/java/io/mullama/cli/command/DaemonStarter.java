package io.mullama.cli.command;

/** Runs a daemon in this process; the command line does not know how. */
@FunctionalInterface
public interface DaemonStarter {
    /** Serves until the daemon ends, and returns the exit code; what keeps it from starting is thrown. */
    int serve(ServeOptions options);
}
