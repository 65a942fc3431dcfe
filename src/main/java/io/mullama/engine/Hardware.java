package io.mullama.engine;

import java.util.List;

/**
 * What engines compute with. Immutable.
 *
 * @param library the release of llama.cpp
 * @param features of the processor that its library uses, as llama.cpp words them: {@code AVX2 = 1}
 * @param devices processors and GPUs
 */
public record Hardware(String library, String features, List<Device> devices) {
    public Hardware {
        devices = List.copyOf(devices);
    }

    /**
     * A processor or a GPU. Immutable.
     *
     * @param name as llama.cpp numbers it: {@code CUDA0}
     * @param description as its maker calls it
     * @param freeBytes of its memory, as it was when it was asked; 0 where it does not tell
     */
    public record Device(String name, String description, boolean gpu, long freeBytes, long totalBytes) {}
}
