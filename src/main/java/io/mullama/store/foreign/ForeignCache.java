package io.mullama.store.foreign;

import java.nio.file.Path;
import java.util.List;

/** Where another tool keeps what it has downloaded; read, never written. Thread-safe. */
public interface ForeignCache {
    /**
     * What lies there whole, read anew with each call and in the order of names. What is damaged, incomplete or no GGUF
     * is left out and said in the log; so a folder that is not there is an empty one.
     */
    List<ForeignModel> list();

    /** The folder, whether it exists or not. */
    Path folder();

    /** The tool. */
    Origin origin();
}
