package io.mullama.grammar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the markers of a stage in a text that comes byte by byte (A. Aho, M. Corasick 1975): the state after a text is
 * a number. Immutable.
 */
final class Markers {
    /** Before any text but blanks. */
    static final int START = 0;

    /** Behind text that begins no marker. */
    private static final int ROOT = 1;

    private static final int BYTES = 256;
    private static final byte[] BLANKS = {' ', '\t', '\n', '\r'};

    /** The state after each byte in each state. */
    private final char[] next;

    /** The stage to which each state leads; {@link Stage#END} for none. */
    private final int[] exits;

    private int states = 2;

    Markers(List<Stage.Exit> exits) {
        int most = states;
        for (Stage.Exit exit : exits) {
            most += 2 * bytes(exit).length;
        }
        if (most > Character.MAX_VALUE) {
            throw new IllegalArgumentException("the markers of a stage are too long");
        }
        this.next = new char[most * BYTES];
        this.exits = new int[most];
        Arrays.fill(this.exits, Stage.END);
        for (Stage.Exit exit : exits) {
            add(START, exit);
            if (!exit.first()) {
                add(ROOT, exit);
            }
        }
        complete();
    }

    int next(int state, byte value) {
        return next[state * BYTES + (value & 0xFF)];
    }

    /** The stage to which the longest marker leads that ends here; {@link Stage#END} for none. */
    int exit(int state) {
        return exits[state];
    }

    private static byte[] bytes(Stage.Exit exit) {
        return exit.marker().getBytes(StandardCharsets.UTF_8);
    }

    private void add(int from, Stage.Exit exit) {
        int state = from;
        for (byte each : bytes(exit)) {
            int at = state * BYTES + (each & 0xFF);
            if (next[at] == START) {
                next[at] = (char) states++;
            }
            state = next[at];
        }
        exits[state] = exit.stage();
    }

    /** Lets every state go on, where no marker does, as the longest end of its text that begins a marker. */
    private void complete() {
        int[] order = new int[states];
        int[] endsOf = new int[states];
        order[0] = ROOT;
        order[1] = START;
        endsOf[START] = ROOT;
        int known = 2;
        for (int i = 0; i < known; i++) {
            int state = order[i];
            int end = endsOf[state];
            if (exits[state] == Stage.END) {
                exits[state] = exits[end];
            }
            for (int value = 0; value < BYTES; value++) {
                int after = next[state * BYTES + value];
                char otherwise = state == ROOT ? ROOT : next[end * BYTES + value];
                // No marker leads to the start.
                if (after == START) {
                    next[state * BYTES + value] = otherwise;
                } else {
                    endsOf[after] = otherwise;
                    order[known++] = after;
                }
            }
        }
        for (byte blank : BLANKS) {
            if (next[START * BYTES + blank] == ROOT) {
                next[START * BYTES + blank] = START;
            }
        }
    }
}
