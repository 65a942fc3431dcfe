package io.mullama;

import io.mullama.cli.MullamaCli;

/**
 * The commands that people run, one after the other in one process, for a JVM that notes what they load and link: see
 * {@code io.mullama.server.archive}. Stateless.
 */
final class Rehearsal {
    private static final String[][] COMMANDS = {
        {"run", "tiny", "What is the capital of France?"},
        {"run", "tiny", "--verbose", "--raw", "--max-tokens", "2", "Hello"},
        {"list"},
        {"ps"},
        {"ps", "--json"},
        {"--version"},
        {"completion", "bash"},
        {"run", "--help"},
        // People mistype, and then the classes that say so are wanted.
        {"run", "nonsense", "Hello"},
        {"stop"}
    };

    private Rehearsal() {}

    /** Runs them all, the last of which ends the daemon; what they answer matters to nobody. */
    static int run(MullamaCli cli) {
        for (String[] command : COMMANDS) {
            cli.execute(command);
        }
        return 0;
    }
}
