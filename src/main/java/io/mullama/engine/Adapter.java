package io.mullama.engine;

import java.nio.file.Path;

/**
 * A LoRA adapter that a model is loaded with. Immutable.
 *
 * @param file a GGUF file, by its absolute path
 * @param scale how strongly it is applied: 1 as it was trained, 0 not at all
 */
public record Adapter(Path file, float scale) {}
