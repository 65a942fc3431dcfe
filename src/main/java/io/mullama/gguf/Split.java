package io.mullama.gguf;

/**
 * Which part of a model that is split over several files this file is. Immutable.
 *
 * @param number from 0
 * @param count over 1
 */
public record Split(int number, int count) {}
