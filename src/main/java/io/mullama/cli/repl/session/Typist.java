package io.mullama.cli.repl.session;

/** The person at the keyboard, as commands turn to them. Used by one thread. */
public interface Typist {
    /** Asks for a yes. */
    boolean confirms(String question);

    /** Has the next line begin with a text that can be changed. */
    void begins(String text);

    /** Whether what is typed from now on is remembered. */
    void remembers(boolean history);
}
