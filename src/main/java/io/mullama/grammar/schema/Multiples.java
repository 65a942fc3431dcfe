package io.mullama.grammar.schema;

import io.mullama.grammar.CharacterSet;
import io.mullama.grammar.regex.Automaton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Decimals that are a multiple of something: an automaton that counts the remainder while it reads. For one step; not
 * thread-safe.
 */
final class Multiples {
    private static final int MOST_REMAINDERS = 600;
    private static final int MOST_DIGITS = 6;

    /** Digits behind the point that count. */
    private final int digits;

    /** The step without its point. */
    private final int modulus;

    private final List<List<Automaton.Edge>> edges = new ArrayList<>();
    private final BitSet accepting = new BitSet();

    private Multiples(int digits, int modulus) {
        this.digits = digits;
        this.modulus = modulus;
    }

    /** Takes any number of digits. */
    static Automaton of(BigDecimal step) {
        BigDecimal stripped = step.stripTrailingZeros();
        int digits = Math.max(0, stripped.scale());
        BigInteger modulus = stripped.scaleByPowerOfTen(digits).toBigInteger();
        if (digits > MOST_DIGITS || modulus.compareTo(BigInteger.valueOf(MOST_REMAINDERS)) > 0) {
            throw new Inexpressible("'multipleOf' has more than " + MOST_REMAINDERS + " remainders, or more than "
                    + MOST_DIGITS + " digits behind the point");
        }
        return new Multiples(digits, modulus.intValueExact()).automaton();
    }

    /** State 0 is before all; then for each phase the remainders. Phase 0 is before the point. */
    private Automaton automaton() {
        List<Automaton.Edge> start = new ArrayList<>(digitsFrom(0, 0));
        start.add(new Automaton.Edge(CharacterSet.of('-'), state(0, 0)));
        edges.add(start);
        for (int phase = 0; phase <= digits + 1; phase++) {
            for (int remainder = 0; remainder < modulus; remainder++) {
                accepting.set(state(phase, remainder), isMultiple(phase, remainder));
                edges.add(edges(phase, remainder));
            }
        }
        return Automaton.combined(edges, accepting);
    }

    private int state(int phase, int remainder) {
        return 1 + phase * modulus + remainder;
    }

    private boolean isMultiple(int phase, int remainder) {
        long left = remainder;
        for (int digit = Math.max(phase - 1, 0); digit < digits; digit++) {
            left = left * 10 % modulus;
        }
        return left == 0;
    }

    private List<Automaton.Edge> edges(int phase, int remainder) {
        if (phase > digits) {
            // Nothing but zeros counts for nothing.
            return List.of(new Automaton.Edge(CharacterSet.of('0'), state(phase, remainder)));
        }
        List<Automaton.Edge> out = new ArrayList<>(digitsFrom(phase, remainder));
        if (phase == 0) {
            out.add(new Automaton.Edge(CharacterSet.of('.'), state(1, remainder)));
        }
        return out;
    }

    private List<Automaton.Edge> digitsFrom(int phase, int remainder) {
        List<Automaton.Edge> out = new ArrayList<>();
        int next = phase == 0 ? 0 : phase + 1;
        for (int digit = 0; digit < 10; digit++) {
            out.add(new Automaton.Edge(CharacterSet.of('0' + digit), state(next, (remainder * 10 + digit) % modulus)));
        }
        return out;
    }
}
