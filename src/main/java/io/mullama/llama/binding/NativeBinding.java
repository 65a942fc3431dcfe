package io.mullama.llama.binding;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Loads the libraries and binds the declarations of this package to them, once in a process. Not thread-safe. */
public final class NativeBinding {
    private NativeBinding() {}

    /**
     * Loads in the order in which the libraries need each other.
     *
     * @throws UnsatisfiedLinkError if a library cannot be loaded, or lacks a function
     */
    public static void bind(Path ggmlBase, Path ggml, Path llama) {
        Native.register(Ggml.Base.class, open(ggmlBase));
        Native.register(Ggml.Registry.class, open(ggml));
        Native.register(Llama.class, open(llama));
    }

    /** A function that reads a byte without calling back into Java: C's strlen is 0 exactly while that byte is 0. */
    public static Pointer flagReader() {
        return NativeLibrary.getProcess().getFunction("strlen");
    }

    private static NativeLibrary open(Path library) {
        return NativeLibrary.getInstance(
                library.toString(), Map.of(Library.OPTION_STRING_ENCODING, StandardCharsets.UTF_8.name()));
    }
}
