package io.mullama.server.model;

import io.mullama.config.Settings;
import io.mullama.engine.memory.Fit;
import io.mullama.engine.memory.MemoryNeed;
import io.mullama.engine.memory.MemoryReading;
import io.mullama.engine.memory.MemorySource;
import io.mullama.model.Quantization;
import java.util.function.LongSupplier;

/**
 * Estimates whether models that are not here yet would fit into this machine's memory. Thread-safe.
 *
 * @param occupied bytes that the loaded models take
 */
public record Fitting(MemorySource memory, LongSupplier occupied, Settings settings) {
    private static final double BITS = 8;

    /** How much memory there was when it was asked for. Immutable. */
    public record Room(MemoryReading reading, long occupied, long cells) {

        /** Bytes of memory that a model takes with a context as the settings have it. */
        public long need(long weights, long parameters) {
            return MemoryNeed.guessed(weights, parameters, cells).total();
        }

        public Fit fit(long need) {
            return Fit.of(need, reading, occupied);
        }

        /** Bytes that models may take without swapping. */
        public long bytes() {
            return reading.available() + Math.min(reading.own(), occupied);
        }
    }

    /** Looks at the memory. */
    public Room room() {
        int cells = settings.kvSize();
        long all = cells < 0 ? (long) settings.contextSize() * settings.parallel() : cells;
        return new Room(memory.read(), occupied.getAsLong(), all);
    }

    /** About how many bytes so many parameters take. */
    public static long weights(long parameters, Quantization quantization) {
        return (long) (parameters * bits(quantization) / BITS);
    }

    /** About how many parameters take so many bytes. */
    public static long parameters(long weights, Quantization quantization) {
        return (long) (weights * BITS / bits(quantization));
    }

    private static double bits(Quantization quantization) {
        double bits = quantization.bitsPerWeight();
        return bits > 0 ? bits : Quantization.USUAL.bitsPerWeight();
    }

    /** How many parameters {@code 8B}, {@code 30B-A3B} or {@code 500M} names; 0 where it names none. */
    public static long parameters(String hint) {
        int end = 0;
        while (end < hint.length() && (Character.isDigit(hint.charAt(end)) || hint.charAt(end) == '.')) {
            end++;
        }
        if (end == 0 || end == hint.length()) {
            return 0;
        }
        double number = Double.parseDouble(hint.substring(0, end));
        return switch (hint.charAt(end)) {
            case 'T' -> (long) (number * 1e12);
            case 'B' -> (long) (number * 1e9);
            case 'M' -> (long) (number * 1e6);
            default -> 0;
        };
    }
}
