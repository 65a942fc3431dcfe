package io.mullama.terminal.markdown;

/** Takes characters with their inks. */
@FunctionalInterface
interface InkSink {
    void put(int codePoint, Ink ink);
}
