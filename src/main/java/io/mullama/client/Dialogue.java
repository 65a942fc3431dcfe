package io.mullama.client;

/** How the client speaks with the person who waits for it. Called by one thread at a time. */
public interface Dialogue {
    /** Says something beside the answer. */
    void tell(String line);

    /** Says why it takes so long; to nobody where no person watches. */
    void progress(String line);

    /** Asks for a yes; no where nobody can be asked. */
    boolean confirm(String question);
}
