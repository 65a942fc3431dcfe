package io.mullama.engine.local;

import java.util.Arrays;

/** Arithmetic on embeddings. Stateless. */
final class Vectors {
    private Vectors() {}

    /** The first {@code dimensions} numbers, brought to length 1; a vector of zeros stays one. */
    static float[] normalised(float[] vector, int dimensions) {
        float[] kept = Arrays.copyOf(vector, dimensions);
        double squares = 0;
        for (float value : kept) {
            squares += (double) value * value;
        }
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (float) (kept[i] * scale);
        }
        return kept;
    }

    /** Adds a part's vector, weighted by its share of the whole. */
    static void addWeighted(float[] sum, float[] part, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) (part[i] * weight);
        }
    }

    /** Whether every number is one. */
    static boolean isFinite(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
