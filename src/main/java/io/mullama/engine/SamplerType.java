package io.mullama.engine;

/** A step between the logits and the choice, as llama.cpp has them; a request may order them. Immutable. */
public enum SamplerType {
    PENALTIES,
    DRY,
    TOP_N_SIGMA,
    TOP_K,
    TYPICAL_P,
    TOP_P,
    MIN_P,
    XTC,
    TEMPERATURE,
    ADAPTIVE_P
}
