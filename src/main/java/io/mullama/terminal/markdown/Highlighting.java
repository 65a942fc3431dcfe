package io.mullama.terminal.markdown;

/** Colours code line by line; remembers what goes on over the end of a line. For one block of code. */
interface Highlighting {
    InkedText line(String code);

    /** Of one ink. */
    static InkedText all(String code, Ink ink) {
        InkedText line = new InkedText();
        line.append(code, ink);
        return line;
    }
}
