package io.mullama.engine;

/**
 * How a model is loaded. Immutable.
 *
 * @param contextSize tokens that one request may use; what the model was trained on, where that is less
 * @param parallel generations at once
 * @param threads CPU threads; negative for as many as pay, up to the physical cores
 * @param gpuLayers negative for all that fit
 */
public record EngineParameters(int contextSize, int parallel, int threads, int gpuLayers) {}
