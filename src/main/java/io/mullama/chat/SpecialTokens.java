package io.mullama.chat;

/** The texts of a vocabulary's own tokens that templates write themselves; empty where there is none. Immutable. */
public record SpecialTokens(String beginOfSequence, String endOfSequence) {}
