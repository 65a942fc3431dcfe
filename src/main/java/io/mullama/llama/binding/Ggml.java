package io.mullama.llama.binding;

import com.sun.jna.Pointer;

/** The functions of ggml.h and ggml-backend.h that are used, direct-mapped by {@link NativeBinding}. */
public final class Ggml {
    private Ggml() {}

    /** Of libggml: the registry of backends. */
    public static final class Registry {
        private Registry() {}

        public static native void ggml_backend_load_all_from_path(String dir_path);

        public static native Pointer ggml_backend_reg_by_name(String name);

        public static native long ggml_backend_dev_count();

        public static native Pointer ggml_backend_dev_get(long index);
    }

    /** Of libggml-base. */
    public static final class Base {
        private Base() {}

        public static native Pointer ggml_backend_reg_get_proc_address(Pointer reg, String name);

        public static native void ggml_threadpool_params_init(Pointer params, int n_threads);

        public static native int ggml_backend_dev_type(Pointer device);

        public static native String ggml_backend_dev_name(Pointer device);

        public static native String ggml_backend_dev_description(Pointer device);

        public static native void ggml_backend_dev_memory(Pointer device, long[] free, long[] total);
    }
}
