package io.mullama.cli.command;

/** Tells of a Ctrl-C while something is under way. Thread-safe. */
@FunctionalInterface
public interface Interrupts {
    /** Does the work; runs the action, on another thread, if the person interrupts meanwhile. */
    void during(Runnable work, Runnable whenInterrupted);
}
