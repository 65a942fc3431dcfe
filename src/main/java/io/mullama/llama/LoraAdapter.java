package io.mullama.llama;

import java.nio.file.Path;

/**
 * A LoRA adapter to be loaded with a model. Immutable.
 *
 * @param scale how strongly it is applied: 1 as it was trained, 0 not at all
 */
public record LoraAdapter(Path file, float scale) {}
