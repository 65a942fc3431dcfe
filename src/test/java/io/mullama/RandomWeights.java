package io.mullama;

import io.mullama.gguf.GgufBuilder;
import java.util.Random;

/** Adds tensors of numbers by chance, the same for the same seed. For one thread. */
final class RandomWeights {
    private final GgufBuilder builder;
    private final Random random;

    RandomWeights(GgufBuilder builder, long seed) {
        this.builder = builder;
        this.random = new Random(seed);
    }

    /** Weights that keep a vector's length about as it is. */
    void matrix(String name, int columns, int rows) {
        builder.floats(name, values(columns * rows, 0, 1.5 / Math.sqrt(columns)), columns, rows);
    }

    void bias(String name, int size) {
        builder.floats(name, values(size, 0, 0.1), size);
    }

    void scale(String name, int size) {
        builder.floats(name, values(size, 1, 0.1), size);
    }

    private float[] values(int count, double mean, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return values;
    }
}
