package io.mullama.llama;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.mullama.llama.binding.Ggml;
import io.mullama.llama.binding.Llama;
import io.mullama.llama.binding.NativeBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * llama.cpp and its backends, loaded once in a process and there until it ends. Thread-safe.
 *
 * <p>Structures are passed by value, so another release could corrupt memory: the release is checked in three ways
 * before anything else is called.
 */
public final class LlamaLibrary {
    /** What {@code llama_version()} says in the pinned build. */
    static final String RELEASE = "0.4.0-dev";

    private static final String REINSTALL = "reinstall mullama: its lib/native belongs to the rest of it";
    private static final int DEVICE_GPU = 1;
    private static final int DEVICE_INTEGRATED_GPU = 2;

    /** llama.cpp keeps it, so the garbage collector must not take it. */
    private static final NativeLog LOG = new NativeLog();

    private static @Nullable LlamaLibrary loaded;

    private final Pointer flagReader;

    /**
     * A processor or a GPU. Immutable.
     *
     * @param name as llama.cpp numbers it: {@code CUDA0}
     * @param description as its maker calls it
     * @param freeBytes of its memory, as it was when it was asked; 0 where it does not tell
     */
    public record Device(String name, String description, boolean gpu, long freeBytes, long totalBytes) {}

    private LlamaLibrary() {
        this.flagReader = NativeBinding.flagReader();
    }

    /**
     * Loads the libraries of a folder; a second call returns what the first one loaded.
     *
     * @throws LlamaException if a library is missing, damaged, or of another release
     */
    public static synchronized LlamaLibrary load(Path folder) {
        if (loaded == null) {
            NativeFiles files = NativeFiles.verified(folder);
            bind(files);
            checkRelease(Llama.llama_version());
            DefaultParameters.check();
            Llama.llama_log_set(LOG, Pointer.NULL);
            loadBackends(folder);
            if (Ggml.Registry.ggml_backend_reg_by_name("CPU") == null) {
                throw new LlamaException(
                        LlamaException.Kind.LIBRARY,
                        "no library in " + folder + " runs on this CPU",
                        "reinstall mullama for this kind of machine");
            }
            Llama.llama_backend_init();
            loaded = new LlamaLibrary();
        }
        return loaded;
    }

    /** Whether any device is a GPU. */
    public boolean hasGpu() {
        return hasDevice(DEVICE_GPU) || hasDevice(DEVICE_INTEGRATED_GPU);
    }

    /** Whether a GPU is there that does not share the processor's memory, as all of Apple's do. */
    public boolean hasGpuWithItsOwnMemory() {
        return hasDevice(DEVICE_GPU) && !System.getProperty("os.name", "").startsWith("Mac");
    }

    private static boolean hasDevice(int type) {
        for (long i = 0; i < Ggml.Registry.ggml_backend_dev_count(); i++) {
            if (Ggml.Base.ggml_backend_dev_type(Ggml.Registry.ggml_backend_dev_get(i)) == type) {
                return true;
            }
        }
        return false;
    }

    /** The release of llama.cpp. */
    public String release() {
        return RELEASE;
    }

    /** What of the processor its library uses: {@code CPU : SSE3 = 1 | AVX2 = 1 | …}. */
    public String features() {
        return Llama.llama_print_system_info();
    }

    /** All processors and GPUs that could compute. */
    public List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        for (long i = 0; i < Ggml.Registry.ggml_backend_dev_count(); i++) {
            devices.add(device(Ggml.Registry.ggml_backend_dev_get(i)));
        }
        return devices;
    }

    private static Device device(Pointer device) {
        int type = Ggml.Base.ggml_backend_dev_type(device);
        long[] free = new long[1];
        long[] total = new long[1];
        Ggml.Base.ggml_backend_dev_memory(device, free, total);
        return new Device(
                Ggml.Base.ggml_backend_dev_name(device),
                Ggml.Base.ggml_backend_dev_description(device),
                type == DEVICE_GPU || type == DEVICE_INTEGRATED_GPU,
                free[0],
                total[0]);
    }

    NativeLog log() {
        return LOG;
    }

    /** A C function that says whether a flag in memory is set; see {@link Context#abort()}. */
    Pointer flagReader() {
        return flagReader;
    }

    private static void bind(NativeFiles files) {
        try {
            NativeBinding.bind(files.ggmlBase(), files.ggml(), files.llama());
        } catch (UnsatisfiedLinkError e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new LlamaException(
                    LlamaException.Kind.LIBRARY,
                    "cannot load the libraries in " + files.folder() + ": " + reason,
                    REINSTALL);
        }
    }

    /** CUDA's library for an older CUDA lies in a folder of its own, for where the first one finds no CUDA to link to. */
    private static void loadBackends(Path folder) {
        Ggml.Registry.ggml_backend_load_all_from_path(folder.toString());
        Path fallback = folder.resolve("fallback");
        if (Files.isDirectory(fallback) && Ggml.Registry.ggml_backend_reg_by_name("CUDA") == null) {
            Ggml.Registry.ggml_backend_load_all_from_path(fallback.toString());
        }
    }

    static void checkRelease(String version) {
        if (!version.equals(RELEASE)) {
            throw new LlamaException(
                    LlamaException.Kind.LIBRARY,
                    "the llama.cpp library is release " + version + ", and mullama needs " + RELEASE,
                    REINSTALL);
        }
    }

    /** A block of zeroed memory outside the heap. */
    static Memory zeroed(long bytes) {
        Memory memory = new Memory(bytes);
        memory.clear();
        return memory;
    }
}
