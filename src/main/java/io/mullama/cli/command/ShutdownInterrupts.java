package io.mullama.cli.command;

/**
 * Takes part in the shutdown that Java begins by itself on a Ctrl-C, and that ends with exit code 130. Thread-safe.
 *
 * <p>A signal handler of our own would need a class that is not part of Java's public interface.
 */
public final class ShutdownInterrupts implements Interrupts {
    @Override
    public void during(Runnable work, Runnable whenInterrupted) {
        Thread hook = new Thread(whenInterrupted, "mullama-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The shutdown has begun, and the action runs.
        }
    }
}
