package io.mullama.engine;

/** Why a generation ended. Immutable. */
public enum FinishReason {
    /** The model ended its answer, or a stop text came. */
    STOP,
    /** The most tokens that were asked for, or the context's end. */
    LENGTH,
    /** Whoever asked no longer wants it. */
    CANCELLED
}
