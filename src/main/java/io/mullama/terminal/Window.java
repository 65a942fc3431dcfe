package io.mullama.terminal;

/** The window that a terminal shows its text in. Thread-safe. */
public interface Window extends AutoCloseable {
    /** In characters. */
    record Size(int columns, int rows) {
        /** What a terminal has had for fifty years. */
        public static final Size STANDARD = new Size(80, 24);
    }

    /** As large as it is now: somebody may be dragging its corner. */
    Size size();

    @Override
    void close();
}
